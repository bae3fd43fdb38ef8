import type { Entity } from '../model/index.ts';
import type { OpenPass } from '../state/index.ts';
import type { RunContext } from './run-context.ts';

/**
 * Drops dead letters of rows that could not be read and that a complete pass did not come across again: they have no
 * record key, so no record that gets through could ever clear them.
 */
export async function clearUnreadable(
  entity: Entity,
  pass: OpenPass,
  { store, pipeline, lease }: RunContext,
): Promise<void> {
  for await (const letters of store.deadLetters(pipeline, { entity, stage: 'read' })) {
    const gone = letters.filter(({ lastAt }) => Date.parse(lastAt) < Date.parse(pass.startedAt));
    if (gone.length === 0) continue;
    await store.commit(lease(), { deadLetters: { entity, remove: gone.map(({ key }) => key) } });
  }
}
