import type { DatabaseSync } from 'node:sqlite';

import type { RunRecord } from '@pim-connector/core';

import type { NameTable } from './name-table.ts';
import { parseStored } from './stored-json.ts';

/** The runs of pipelines, numbered in the order in which they were first put. */
export function runTable(database: DatabaseSync, names: NameTable) {
  const select = database.prepare('SELECT id, run FROM runs WHERE pipeline = ? ORDER BY number DESC LIMIT ?');
  const upsert = database.prepare(
    `INSERT INTO runs (pipeline, id, started_at, run) VALUES (?, ?, ?, ?)
     ON CONFLICT (pipeline, id) DO UPDATE SET started_at = excluded.started_at, run = excluded.run`,
  );
  const removeBefore = database.prepare('DELETE FROM runs WHERE pipeline = ? AND started_at < ?');

  return {
    newest(pipeline: string, limit: number): RunRecord[] {
      const pipelineId = names.find(pipeline);
      if (pipelineId === undefined) return [];
      const rows = select.all(pipelineId, limit) as { id: string; run: string }[];
      return rows.map(({ id, run }) => parseStored(run, 'runs', id) as RunRecord);
    },
    put(pipeline: string, run: RunRecord): void {
      upsert.run(names.intern(pipeline), run.id, Date.parse(run.startedAt), JSON.stringify(run));
    },
    /** @param moment RFC 3339. */
    removeBefore(pipeline: string, moment: string): void {
      removeBefore.run(names.intern(pipeline), Date.parse(moment));
    },
  };
}
