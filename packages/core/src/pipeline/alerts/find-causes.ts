import { systemClock } from '../../connector/index.ts';
import type { PipelineOptions } from '../pipeline-options.ts';
import { findDeadLetterCauses } from './find-dead-letter-causes.ts';
import { findDelayCauses } from './find-delay-causes.ts';
import { findHeldDeletes } from './find-held-deletes.ts';
import { findRunCause } from './find-run-cause.ts';
import { findUnfinished } from './find-unfinished.ts';
import type { IncidentCause } from './incident-cause.ts';

// Older runs say nothing of how it is now.
const newestRuns = 100;

/**
 * Looks for everything that needs a person. It reads only what the store remembers, so that the answer is the same in
 * every process, and after a restart.
 */
export async function findCauses(options: PipelineOptions): Promise<readonly IncidentCause[]> {
  const { name, store, clock = systemClock } = options;
  const runs = await store.runs(name, newestRuns);
  return [
    ...findRunCause(runs),
    ...(await findDelayCauses(runs, clock.now(), options)),
    ...(await findHeldDeletes(options)),
    ...(await findUnfinished(clock.now(), options)),
    ...(await findDeadLetterCauses(options)),
  ];
}
