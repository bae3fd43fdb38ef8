import type { Entity } from '../../model/index.ts';
import type { RunRecord } from '../../state/index.ts';
import { freshnessLag } from '../freshness-lag.ts';
import type { PipelineOptions } from '../pipeline-options.ts';
import { showDuration } from '../show-duration.ts';
import type { IncidentCause } from './incident-cause.ts';

const defaultChangesAfter = 900_000;

/** What takes too long: runs that do not get through, changes that nobody works off, or that nobody told of. */
export async function findDelayCauses(
  runs: readonly RunRecord[],
  now: number,
  options: PipelineOptions,
): Promise<IncidentCause[]> {
  return [
    ...findStale(runs, now, options),
    ...(await findWaitingChanges(now, options)),
    ...(await findOpenGaps(now, options)),
  ];
}

function findStale(
  runs: readonly RunRecord[],
  now: number,
  { alerts = {} }: PipelineOptions,
): IncidentCause[] {
  const { staleAfter } = alerts;
  const oldest = runs.at(-1);
  // A pipeline that never ran is not late yet.
  if (staleAfter === undefined || oldest === undefined) return [];
  const lag = freshnessLag(runs, now) ?? now - Date.parse(oldest.startedAt);
  if (lag <= staleAfter) return [];
  return [
    {
      cause: 'stale',
      title: `The destination may be ${showDuration(lag)} behind the source`,
      message: `No run has read the source to its end for ${showDuration(lag)}; ${showDuration(staleAfter)} are allowed.\nLook at the last runs and whether the schedule is still going.`,
      actor: 'operator',
      records: 0,
      examples: [],
    },
  ];
}

async function findWaitingChanges(
  now: number,
  { name, store, alerts: { changesAfter = defaultChangesAfter } = {} }: PipelineOptions,
): Promise<IncidentCause[]> {
  const late: string[] = [];
  for await (const entries of store.entries(name, 'change')) {
    for (const { key, at } of entries) if (now - Date.parse(at) > changesAfter) late.push(key);
  }
  if (late.length === 0) return [];
  return [
    {
      cause: 'changes',
      title: `${late.length} changed records wait for more than ${showDuration(changesAfter)}`,
      message:
        'Webhooks told of changes that could not be brought over.\nLook at the events “changes.failed”; a run brings them over too.',
      actor: 'operator',
      records: late.length,
      examples: late.slice(0, 5),
    },
  ];
}

/** Gaps that nobody is closing: no pass has begun since that reads everything. */
async function findOpenGaps(
  now: number,
  { name, store, alerts: { changesAfter = defaultChangesAfter } = {} }: PipelineOptions,
): Promise<IncidentCause[]> {
  const open: Entity[] = [];
  for await (const gaps of store.entries(name, 'gap')) {
    for (const { entity, at } of gaps) {
      // oxlint-disable-next-line no-await-in-loop
      const pass = (await store.checkpoint(name, entity))?.pass;
      const isClosing = pass?.mode === 'full' && Date.parse(pass.startedAt) >= Date.parse(at);
      if (!isClosing && now - Date.parse(at) > changesAfter) open.push(entity);
    }
  }
  if (open.length === 0) return [];
  return [
    {
      cause: 'gap',
      title: `Changes went by untold more than ${showDuration(changesAfter)} ago, and not everything was read since`,
      message: `The source said that it dropped changes of: ${open.join(', ')}.\nLook at the last runs; a run to its end finds the changes.`,
      actor: 'operator',
      records: 0,
      examples: [],
    },
  ];
}
