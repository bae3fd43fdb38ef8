import type { Ledger } from './ledger.ts';

/** See {@link bucketLedger}. */
export interface BucketOptions {
  /** Most that can be in the bucket. */
  readonly maximum: number;
  /** What comes back per second. */
  readonly restoreRate: number;
  /** What is left in the bucket for others who draw from it. */
  readonly reserve: number;
}

/**
 * The arithmetic of a bucket that fills at a steady rate.
 *
 * It never overestimates what the platform has left, whenever between grant and release the platform charges a
 * request: the cost is held back in between and taken off at the end, so that the bucket begins to fill again at
 * the latest moment possible. What a response says is left is true for an unknown earlier moment; all that was
 * settled since that request was granted may have been charged after it, and is taken off.
 */
export function bucketLedger(options: BucketOptions, start: number): Ledger {
  const { reserve } = options;
  let { maximum, restoreRate } = options;
  let level = maximum;
  let filledAt = start;
  let held = 0;
  let underway = 0;
  let settled = 0;

  function fill(now: number): void {
    const seconds = Math.max(0, now - filledAt) / 1000;
    level = Math.min(maximum, level + seconds * restoreRate);
    filledAt = now;
  }

  return {
    refusal: (cost) =>
      cost <= maximum ? null : `The request costs ${cost}, but the limit never grants more than ${maximum}`,
    wait(cost, now) {
      fill(now);
      const need = Math.min(cost + reserve, maximum);
      if (level - held >= need) return 0;
      if (maximum - held < need) return Infinity;
      return ((need + held - level) / restoreRate) * 1000;
    },
    reserve(cost) {
      const settledBefore = settled;
      held += cost;
      underway += 1;
      return (feedback, now, pause) => {
        fill(now);
        underway -= 1;
        // Sums of fractions leave crumbs, and a crumb held forever would keep the bucket from ever being full.
        held = underway === 0 ? 0 : held - cost;
        if (feedback.sent === false) return;
        maximum = feedback.maximum ?? maximum;
        restoreRate = feedback.restoreRate ?? restoreRate;
        const charged = feedback.cost ?? cost;
        level = Math.min(maximum, level - charged);
        if (feedback.available !== undefined) {
          level = Math.min(maximum, feedback.available) - (settled - settledBefore);
        } else if (pause > 0) {
          // The bucket was emptier than thought: after the pause one request tries, the rest follow at the rate.
          level = Math.min(level, 1 - (pause / 1000) * restoreRate);
        }
        settled += charged;
      };
    },
  };
}
