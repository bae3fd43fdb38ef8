import type { Ledger } from './ledger.ts';

/** See {@link windowLedger}. */
export interface WindowOptions {
  /** Most that one window grants. */
  readonly limit: number;
  /** Length of a window in milliseconds. */
  readonly windowMs: number;
  /** Windows begin at whole multiples of their length since 1970, such as at each full hour. */
  readonly aligned: boolean;
}

interface Entry {
  readonly at: number;
  readonly cost: number;
}

/**
 * The arithmetic of so many requests per window. A request counts from its grant until the window of its release
 * ends, since nobody knows in which window the platform counts it. Where windows are not aligned, no span of
 * their length ever holds more than the limit, wherever the platform’s windows begin.
 */
export function windowLedger({ limit: initialLimit, windowMs, aligned }: WindowOptions): Ledger {
  let limit = initialLimit;
  let entries: Entry[] = [];
  let used = 0;
  let held = 0;
  let underway = 0;
  let settled = 0;

  const endOf = ({ at }: Entry) => (aligned ? (Math.floor(at / windowMs) + 1) * windowMs : at + windowMs);

  function forget(now: number): void {
    const kept = entries.findIndex((entry) => endOf(entry) > now);
    if (kept === 0) return;
    entries = kept === -1 ? [] : entries.slice(kept);
    used = entries.reduce((sum, { cost }) => sum + cost, 0);
  }

  function use(cost: number, now: number): void {
    if (cost <= 0) return;
    entries.push({ at: now, cost });
    used += cost;
  }

  return {
    refusal: (cost) =>
      cost <= limit ? null : `The request counts ${cost}, but a whole window grants only ${limit}`,
    wait(cost, now) {
      forget(now);
      let missing = cost - (limit - used - held);
      if (missing <= 0) return 0;
      for (const entry of entries) {
        missing -= entry.cost;
        if (missing <= 0) return endOf(entry) - now;
      }
      const last = entries.at(-1);
      return held > 0 || last === undefined ? Infinity : endOf(last) - now;
    },
    reserve(cost) {
      const settledBefore = settled;
      held += cost;
      underway += 1;
      return (feedback, now) => {
        forget(now);
        underway -= 1;
        held = underway === 0 ? 0 : held - cost;
        if (feedback.sent === false) return;
        limit = feedback.maximum ?? limit;
        const charged = feedback.cost ?? cost;
        use(charged, now);
        if (feedback.available !== undefined) {
          // Others draw from the same limit: what they used is what is missing beyond our own.
          const left = Math.max(0, feedback.available - (settled - settledBefore));
          use(limit - used - left, now);
        }
        settled += charged;
      };
    },
  };
}
