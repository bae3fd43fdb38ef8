import type { LimiterFeedback } from '../connector/index.ts';

/** Drops numbers that make no sense: they come from a platform, and one NaN would stop a limiter for good. */
export function checkedFeedback(feedback: LimiterFeedback): LimiterFeedback {
  return {
    ...feedback,
    retryAfter: finite(feedback.retryAfter, 0),
    cost: finite(feedback.cost, 0),
    available: finite(feedback.available, -Infinity),
    restoreRate: finite(feedback.restoreRate, Number.MIN_VALUE),
    maximum: finite(feedback.maximum, Number.MIN_VALUE),
  };
}

function finite(value: number | undefined, least: number): number | undefined {
  return value !== undefined && Number.isFinite(value) && value >= least ? value : undefined;
}
