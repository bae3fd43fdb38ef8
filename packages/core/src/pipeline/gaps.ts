import type { Entity } from '../model/index.ts';
import type { AnyLedgerChange, GapEntry, OpenPass, StateStore } from '../state/index.ts';

// There is one gap of an entity at most: a second one is closed by the same full pass.
const key = 'gap';

/** Notes that changes of some entities went by untold. Later incremental passes would not find all of them. */
export function openedGaps(entities: readonly Entity[], at: string): AnyLedgerChange {
  return { kind: 'gap', set: entities.map((entity) => ({ entity, key, at })) };
}

/** The gap of an entity; `null`: there is none. */
export async function openGap(entity: Entity, pipeline: string, store: StateStore): Promise<GapEntry | null> {
  for await (const [gap] of store.entries(pipeline, 'gap', { entity, keys: [key] })) {
    if (gap !== undefined) return gap;
  }
  return null;
}

/** Whether any entity of a pipeline has a gap. */
export async function isAnyGapOpen(pipeline: string, store: StateStore): Promise<boolean> {
  for await (const gaps of store.entries(pipeline, 'gap')) if (gaps.length > 0) return true;
  return false;
}

/** What a pass that ended does to the gap: one that read everything closes what was open when it began. */
export function closedGap(gap: GapEntry | null, { mode, startedAt }: OpenPass): readonly AnyLedgerChange[] {
  if (gap === null || mode !== 'full' || Date.parse(gap.at) > Date.parse(startedAt)) return [];
  return [{ kind: 'gap', remove: [gap] }];
}
