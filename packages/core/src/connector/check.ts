/** One thing that was looked at by `check()`. */
export interface CheckItem {
  /** What was looked at: `address`, `credentials`, `permissions`, `version`, `clock`, or a word of the platform. */
  readonly name: string;
  readonly status: 'ok' | 'warning' | 'failed';
  /** What was found. */
  readonly message: string;
  /** What to do about it; present unless all is well. */
  readonly hint?: string;
}

/** Answer of `check()`: whether the connector would work, and what is wrong if not. Never throws for a bad answer. */
export interface CheckResult {
  /** No item failed. */
  readonly ok: boolean;
  readonly items: readonly CheckItem[];
}

/** Sums check items up. */
export function checkResult(items: readonly CheckItem[]): CheckResult {
  return { ok: items.every((item) => item.status !== 'failed'), items };
}
