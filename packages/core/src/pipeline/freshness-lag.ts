import type { RunRecord } from '../state/index.ts';

/**
 * Milliseconds since the last run that read everything to its end began: what the source said after that may not have
 * arrived. `null`: there was none among these runs.
 *
 * @param runs newest first.
 */
export function freshnessLag(runs: readonly RunRecord[], now: number): number | null {
  const complete = runs.find(({ status }) => status === 'complete' || status === 'partial');
  return complete === undefined ? null : Math.max(0, now - Date.parse(complete.startedAt));
}
