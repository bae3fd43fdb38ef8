import type { UnfinishedEntry } from '../../state/index.ts';
import type { PipelineOptions } from '../pipeline-options.ts';
import { defaultParkTime } from '../release-parked.ts';
import { showDuration } from '../show-duration.ts';
import { toReference } from '../to-reference.ts';
import type { IncidentCause } from './incident-cause.ts';

const shownExamples = 5;

/** Records that were written without what they refer to, which has not come since. */
export async function findUnfinished(
  now: number,
  { name, store, parkTime = defaultParkTime, alerts: { unfinishedAfter = parkTime } = {} }: PipelineOptions,
): Promise<IncidentCause[]> {
  const late = new Map<string, UnfinishedEntry[]>();
  for await (const entries of store.entries(name, 'unfinished')) {
    for (const entry of entries) {
      if (now - Date.parse(entry.at) <= unfinishedAfter) continue;
      const ofEntity = late.get(entry.entity) ?? [];
      late.set(entry.entity, ofEntity);
      ofEntity.push(entry);
    }
  }
  return [...late].map(([entity, entries]) => ({
    cause: `unfinished ${entity}`,
    title: `${entries.length} records of “${entity}” have lacked what they refer to for more than ${showDuration(unfinishedAfter)}`,
    message: `The destination does not have ${awaitedBy(entries)}, so the records were written without.\nLook why that is not brought over, or take the references out in the source.`,
    actor: 'steward',
    records: entries.length,
    examples: entries.slice(0, shownExamples).map(({ key }) => key),
  }));
}

function awaitedBy(entries: readonly UnfinishedEntry[]): string {
  const missing = [...new Set(entries.flatMap((entry) => entry.missing))];
  const shown = missing.slice(0, shownExamples).map((id) => {
    const { entity, key } = toReference(id);
    return `the ${entity} “${key}”`;
  });
  const more = missing.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}
