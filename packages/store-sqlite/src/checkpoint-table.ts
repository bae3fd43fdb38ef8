import type { DatabaseSync } from 'node:sqlite';

import { settlePage } from '@pim-connector/core';
import type { Checkpoint, Entity, StoreDelta } from '@pim-connector/core';

import type { NameTable } from './name-table.ts';
import { parseStored } from './stored-json.ts';

/** How far pipelines have come. */
export function checkpointTable(database: DatabaseSync, names: NameTable) {
  const select = database.prepare('SELECT checkpoint FROM checkpoints WHERE pipeline = ? AND entity = ?');
  const upsert = database.prepare(
    `INSERT INTO checkpoints (pipeline, entity, checkpoint) VALUES (?, ?, ?)
     ON CONFLICT (pipeline, entity) DO UPDATE SET checkpoint = excluded.checkpoint`,
  );

  const find = (pipeline: string, entity: Entity): Checkpoint | null => {
    const [pipelineId, entityId] = [names.find(pipeline), names.find(entity)];
    if (pipelineId === undefined || entityId === undefined) return null;
    const row = select.get(pipelineId, entityId) as { checkpoint: string } | undefined;
    if (row === undefined) return null;
    return parseStored(row.checkpoint, 'checkpoints', `${pipeline} ${entity}`) as Checkpoint;
  };

  const put = (pipeline: string, checkpoint: Checkpoint) => {
    upsert.run(names.intern(pipeline), names.intern(checkpoint.entity), JSON.stringify(checkpoint));
  };

  return {
    find,
    put,
    settle(pipeline: string, settled: NonNullable<StoreDelta['settled']>): void {
      const checkpoint = find(pipeline, settled.entity);
      if (checkpoint?.pass?.number === settled.pass) put(pipeline, settlePage(checkpoint, settled));
    },
  };
}
