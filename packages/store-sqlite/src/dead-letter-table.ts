import type { DatabaseSync } from 'node:sqlite';

import { joinDeadLetters } from '@pim-connector/core';
import type { DeadLetter, DeadLetterFilter, Entity, StoreDelta } from '@pim-connector/core';

import type { NameTable } from './name-table.ts';
import { parseStored } from './stored-json.ts';

interface DeadLetterRow {
  readonly key: string;
  readonly letter: string;
}

/** Records that need a person. */
export function deadLetterTable(database: DatabaseSync, names: NameTable) {
  const selectEntities = database.prepare(
    `SELECT name FROM names WHERE id IN (SELECT DISTINCT entity FROM dead_letters WHERE pipeline = ?)
     ORDER BY name`,
  );
  const selectKeys = database.prepare(
    `SELECT key, letter FROM dead_letters
     WHERE pipeline = ? AND entity = ? AND key IN (SELECT value FROM json_each(?))`,
  );
  const selectPage = database.prepare(
    `SELECT key, letter FROM dead_letters
     WHERE pipeline = :pipeline AND entity = :entity AND key >= :from
     AND (:status IS NULL OR status = :status)
     AND (:stage IS NULL OR stage = :stage)
     AND (:keys IS NULL OR key IN (SELECT value FROM json_each(:keys)))
     ORDER BY key LIMIT :limit`,
  );
  const upsert = database.prepare(
    `INSERT INTO dead_letters (pipeline, entity, key, status, stage, letter)
     SELECT ?, ?, value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?) WHERE true
     ON CONFLICT (pipeline, entity, key) DO UPDATE
     SET status = excluded.status, stage = excluded.stage, letter = excluded.letter`,
  );
  const remove = database.prepare(
    `DELETE FROM dead_letters WHERE pipeline = ? AND entity = ?
     AND key IN (SELECT value FROM json_each(?))`,
  );

  const put = (pipelineId: number, entityId: number, added: readonly DeadLetter[]) => {
    const keys = JSON.stringify(added.map(({ key }) => key));
    const kept = toLetters(selectKeys.all(pipelineId, entityId, keys));
    const letters = new Map(kept.map((letter) => [letter.key, letter]));
    for (const letter of added) letters.set(letter.key, joinDeadLetters(letters.get(letter.key), letter));
    const rows = [...letters.values()].map((letter) => [
      letter.key,
      letter.status,
      letter.stage,
      JSON.stringify(letter),
    ]);
    upsert.run(pipelineId, entityId, JSON.stringify(rows));
  };

  return {
    /** Entities of which a pipeline has dead letters, by name. */
    entities(pipeline: string): Entity[] {
      const pipelineId = names.find(pipeline);
      if (pipelineId === undefined) return [];
      return (selectEntities.all(pipelineId) as { name: Entity }[]).map(({ name }) => name);
    },
    /**
     * Some dead letters of an entity, by key. Of the filter, `code` is left to the caller.
     *
     * @param from smallest key that is wanted.
     */
    page(
      pipeline: string,
      entity: Entity,
      from: string,
      limit: number,
      filter: DeadLetterFilter,
    ): DeadLetter[] {
      const [pipelineId, entityId] = [names.find(pipeline), names.find(entity)];
      if (pipelineId === undefined || entityId === undefined) return [];
      const { status = null, stage = null, keys } = filter;
      const rows = selectPage.all({
        pipeline: pipelineId,
        entity: entityId,
        from,
        limit,
        status,
        stage,
        keys: keys === undefined ? null : JSON.stringify(keys),
      });
      return toLetters(rows);
    },
    change(pipeline: string, { entity, set, remove: gone }: NonNullable<StoreDelta['deadLetters']>): void {
      const [pipelineId, entityId] = [names.intern(pipeline), names.intern(entity)];
      if (set !== undefined && set.length > 0) put(pipelineId, entityId, set);
      if (gone !== undefined && gone.length > 0) remove.run(pipelineId, entityId, JSON.stringify(gone));
    },
  };
}

function toLetters(rows: readonly object[]): DeadLetter[] {
  return (rows as readonly DeadLetterRow[]).map(
    ({ key, letter }) => parseStored(letter, 'dead_letters', key) as DeadLetter,
  );
}
