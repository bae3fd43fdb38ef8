/**
 * Keeps requests within a limit of a platform. One instance stands for one limit and is shared by everybody whom
 * the platform counts together.
 */
export interface Limiter {
  /** Until when nothing is granted because the platform said so: milliseconds since 1970, or `null`. */
  readonly pausedUntil: number | null;
  /**
   * Waits for its turn, first come first served. The permit must be released once, whatever happens.
   *
   * @throws ConnectorError `request.too_large` for a cost that the limit can never grant; `rate.limited` for a pause
   *   that is longer than is worth waiting for.
   * @throws the signal’s reason when it is aborted while waiting.
   */
  acquire(options?: AcquireOptions): Promise<Permit>;
}

/** What is asked of {@link Limiter.acquire}. */
export interface AcquireOptions {
  /** In the unit of the limit: requests, or points of query cost. Default 1. */
  readonly cost?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds of a pause that are worth waiting for. Default: any. */
  readonly longestPause?: number | undefined;
}

/** The right to send one request. */
export interface Permit {
  /**
   * Gives the permit back when the answer is here, or when none will come. A limiter counts a request from
   * `acquire` to this moment, since nobody knows when in between the platform counts it. Only the first call
   * counts.
   */
  release(feedback?: LimiterFeedback): void;
}

/** What became of a request, as far as limits are concerned. */
export interface LimiterFeedback {
  /** `false`: it never left, so nothing is charged. */
  readonly sent?: boolean | undefined;
  readonly status?: number | undefined;
  readonly headers?: Headers | undefined;
  /** The platform refused it because of a limit. Default: status 429. */
  readonly limited?: boolean | undefined;
  /** Milliseconds that the platform asked to wait. */
  readonly retryAfter?: number | undefined;
  /** What it really cost; default: what was asked for. */
  readonly cost?: number | undefined;
  /** What the platform says is left of the limit, this request charged. */
  readonly available?: number | undefined;
  /** What the platform says comes back per second. */
  readonly restoreRate?: number | undefined;
  /** What the platform says is the most that can be there. */
  readonly maximum?: number | undefined;
}
