import type { ReadEnd } from '../connector/index.ts';
import type { Entity } from '../model/index.ts';
import type { DeadLetter, OpenPass } from '../state/index.ts';
import type { RunContext } from './run-context.ts';

/**
 * After a pass that gave everything the source has: drops the dead letters of what it did not come across. Such a
 * record is gone, and no later one of its key could ever clear them. A delete that failed is kept: its record is gone
 * from the source, and for that very reason still to be deleted.
 */
export async function clearGoneLetters(
  entity: Entity,
  pass: OpenPass,
  { enumeratedAll }: ReadEnd,
  run: RunContext,
): Promise<void> {
  if (pass.mode !== 'full' || !enumeratedAll) return;
  const { store, pipeline, lease } = run;
  const unknownRows = await hasUnknownRows(entity, pass, run);
  for await (const letters of store.deadLetters(pipeline, { entity })) {
    const gone = letters.filter((letter) => {
      if (isOfPass(letter, pass, run.run) || isDelete(letter)) return false;
      // A row that goes by its place in the source is no record that another row could be.
      return !unknownRows || isRow(letter);
    });
    if (gone.length === 0) continue;
    await store.commit(lease(), { deadLetters: { entity, remove: gone.map(({ key }) => key) } });
  }
}

/** Whether a pass came across rows that could not be read and say no key: each could be any record. */
export async function hasUnknownRows(
  entity: Entity,
  pass: OpenPass,
  { store, pipeline, run }: Pick<RunContext, 'store' | 'pipeline' | 'run'>,
): Promise<boolean> {
  for await (const letters of store.deadLetters(pipeline, { entity, stage: 'read' })) {
    if (letters.some((letter) => isOfPass(letter, pass, run) && isRow(letter))) return true;
  }
  return false;
}

/** Whether the pass gave the record or row. A clock that was set back must not make it look older than the pass. */
function isOfPass({ run: tried, lastAt, seen }: DeadLetter, { startedAt }: OpenPass, run: string): boolean {
  const newest = Math.max(Date.parse(lastAt), seen === undefined ? -Infinity : Date.parse(seen.at));
  return tried === run || seen?.run === run || newest >= Date.parse(startedAt);
}

function isRow({ stage, record }: DeadLetter): boolean {
  return stage === 'read' && memberOf(record, 'key') === null;
}

function isDelete({ record }: DeadLetter): boolean {
  return memberOf(record, 'op') === 'delete';
}

function memberOf(record: unknown, name: string): unknown {
  if (typeof record !== 'object' || record === null) return null;
  return (record as Readonly<Record<string, unknown>>)[name] ?? null;
}
