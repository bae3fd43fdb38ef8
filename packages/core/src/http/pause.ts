import type { LimiterFeedback } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';

const shortestPause = 1000;
const longestPause = 60_000;

/**
 * Refuses to wait for a pause that is too long.
 *
 * @throws ConnectorError `rate.limited`, with what is left of the pause as `retryAfter`.
 */
export function assertWorthWaiting(pause: Pause, now: number, longest = Infinity): void {
  const left = (pause.until(now) ?? now) - now;
  if (left <= longest) return;
  const message = `The platform wants no requests for another ${Math.ceil(left / 1000)} s`;
  throw new ConnectorError('rate.limited', message, { retryAfter: left });
}

/** Remembers until when the platform wants no requests. */
export interface Pause {
  /** Milliseconds since 1970, or `null` when there is no pause. */
  until(now: number): number | null;
  /** Takes in what became of a request; gives the milliseconds for which it makes everybody wait. */
  note(feedback: LimiterFeedback, now: number): number;
}

/**
 * Makes a pause. A refusal that names no time pauses for a second, twice as long with each one that follows, up to
 * a minute, unless it says what is left of the limit: then that is waited for.
 */
export function createPause(): Pause {
  let end = 0;
  let refusals = 0;
  return {
    until: (now) => (end > now ? end : null),
    note(feedback, now) {
      const limited = feedback.limited ?? feedback.status === 429;
      if (!limited && feedback.retryAfter === undefined) {
        if (feedback.status !== undefined && feedback.status < 400) refusals = 0;
        return 0;
      }
      const milliseconds = feedback.retryAfter ?? unnamedPause(feedback, refusals);
      if (limited) refusals += 1;
      end = Math.max(end, now + milliseconds);
      return milliseconds;
    },
  };
}

function unnamedPause(feedback: LimiterFeedback, refusals: number): number {
  if (feedback.available !== undefined) return 0;
  return Math.min(longestPause, shortestPause * 2 ** refusals);
}
