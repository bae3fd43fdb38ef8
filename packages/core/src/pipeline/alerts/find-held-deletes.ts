import type { PipelineOptions } from '../pipeline-options.ts';
import type { IncidentCause } from './incident-cause.ts';

/** Deletes that a blown fuse holds, per entity. */
export async function findHeldDeletes({ name, store }: PipelineOptions): Promise<IncidentCause[]> {
  const held = new Map<string, string[]>();
  for await (const entries of store.entries(name, 'deletion')) {
    for (const { entity, key, status } of entries) {
      if (status !== 'held') continue;
      const keys = held.get(entity) ?? [];
      held.set(entity, keys);
      keys.push(key);
    }
  }
  return [...held].map(([entity, keys]) => ({
    cause: `deletes ${entity}`,
    title: `${keys.length} deletes are held: ${entity}`,
    message: `The source no longer has ${keys.length} records of “${entity}”, more than the fuse lets through; none was deleted.\nLook at whether they are really gone: deletes() lists them. If they are, run with allowDeletes.`,
    actor: 'operator',
    records: keys.length,
    examples: keys.slice(0, 5),
  }));
}
