import type { RunRecord } from '../state/index.ts';

/** Milliseconds that a clock may have been ahead without anybody being misled by it, such as an hour of summer time. */
export const clockLeeway = 7_200_000;

/**
 * Milliseconds since the last run that read everything to its end began: what the source said after that may not have
 * arrived. `null`: there was none among these runs. Nothing is believed of a run that began in the future: a clock was wrong.
 *
 * @param runs newest first.
 */
export function freshnessLag(runs: readonly RunRecord[], now: number): number | null {
  const complete = runs.find(
    ({ status, startedAt }) =>
      (status === 'complete' || status === 'partial') && Date.parse(startedAt) <= now + clockLeeway,
  );
  return complete === undefined ? null : Math.max(0, now - Date.parse(complete.startedAt));
}
