import type { LimiterFeedback } from '../connector/index.ts';

/** The arithmetic of one limit, without any waiting. Times are milliseconds since 1970. */
export interface Ledger {
  /** Why a cost can never be granted, or `null` if it can. */
  refusal(cost: number): string | null;
  /** Milliseconds until a cost can be granted: 0 for now, Infinity for not before a permit comes back. */
  wait(cost: number, now: number): number;
  /** Books a cost that was granted; the result books what became of it. */
  reserve(cost: number): Settle;
}

/** Books what became of a granted request; `pause` is for how many milliseconds the platform wants no requests. */
export type Settle = (feedback: LimiterFeedback, now: number, pause: number) => void;
