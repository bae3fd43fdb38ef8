import type { DatabaseSync } from 'node:sqlite';

import type { Entity, Fingerprint, RecordKey, SectionHashes, StoreDelta } from '@pim-connector/core';

import type { NameTable } from './name-table.ts';
import { assertStored, parseStored } from './stored-json.ts';

type FingerprintRow = readonly [key: string, source: string, mapping: string, sections: unknown];

// CROSS JOIN fixes the order: for each key one step down the tree.
const wantedFingerprints = `
  FROM json_each(?) AS wanted CROSS JOIN fingerprints AS rows
  ON rows.pipeline = ? AND rows.entity = ? AND rows.key = wanted.value`;

/**
 * Gives all rows as one text, the inside of a JSON list: fetching and parsing that takes two thirds of the time
 * of fetching row by row and parsing each one’s sections. Parameters: keys as JSON, pipeline, entity.
 */
export const selectFingerprints = `
  SELECT group_concat('[' || json_quote(rows.key) || ',' || json_quote(rows.source) || ','
    || json_quote(rows.mapping) || ',' || rows.sections || ']') AS list ${wantedFingerprints}`;

/** Parameters: pipeline, entity, number of the entity’s newest pass, rows as JSON. */
export const upsertFingerprints = `
  INSERT INTO fingerprints (pipeline, entity, seen, key, source, mapping, sections)
  SELECT ?, ?, ?, value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?) WHERE true
  ON CONFLICT (pipeline, entity, key) DO UPDATE
  SET source = excluded.source, mapping = excluded.mapping, sections = excluded.sections, seen = excluded.seen`;

const stalePageSize = 500;

/** What was written last for each record: by far the largest table. */
export function fingerprintTable(database: DatabaseSync, names: NameTable) {
  const select = database.prepare(selectFingerprints);
  const selectSections = database.prepare(`SELECT rows.key, rows.sections ${wantedFingerprints}`);
  const upsert = database.prepare(upsertFingerprints);
  const remove = database.prepare(
    `DELETE FROM fingerprints WHERE pipeline = ? AND entity = ?
     AND key IN (SELECT value FROM json_each(?))`,
  );
  const markSeen = database.prepare(
    `UPDATE fingerprints SET seen = ? WHERE pipeline = ? AND entity = ?
     AND key IN (SELECT value FROM json_each(?)) AND seen <> ?`,
  );
  const count = database.prepare(
    'SELECT count(*) AS count FROM fingerprints WHERE pipeline = ? AND entity = ?',
  );
  const selectStale = database.prepare(
    `SELECT key FROM fingerprints WHERE pipeline = ? AND entity = ? AND key >= ? AND seen <> ?
     ORDER BY key LIMIT ${stalePageSize}`,
  );

  const findRows = (pipelineId: number, entityId: number, keys: string): readonly FingerprintRow[] => {
    const { list } = select.get(keys, pipelineId, entityId) as { list: string | null };
    try {
      return JSON.parse(`[${list ?? ''}]`) as FingerprintRow[];
    } catch (error) {
      const rows = selectSections.all(keys, pipelineId, entityId) as { key: string; sections: string }[];
      for (const { key, sections } of rows) parseStored(sections, 'fingerprints', key);
      throw error;
    }
  };

  return {
    find(pipeline: string, entity: Entity, keys: readonly RecordKey[]): Map<RecordKey, Fingerprint> {
      const found = new Map<RecordKey, Fingerprint>();
      const [pipelineId, entityId] = [names.find(pipeline), names.find(entity)];
      if (pipelineId === undefined || entityId === undefined) return found;
      for (const [key, source, mapping, hashes] of findRows(pipelineId, entityId, JSON.stringify(keys))) {
        const sections = assertStored(hashes, 'fingerprints', key) as SectionHashes;
        found.set(key, { key, source, mapping, sections });
      }
      return found;
    },
    count(pipeline: string, entity: Entity): number {
      const [pipelineId, entityId] = [names.find(pipeline), names.find(entity)];
      if (pipelineId === undefined || entityId === undefined) return 0;
      return (count.get(pipelineId, entityId) as { count: number }).count;
    },
    /**
     * Some keys of records that a pass did not give, in order.
     *
     * @param from smallest key that is wanted.
     */
    stale(pipeline: string, entity: Entity, pass: number, from: string): RecordKey[] {
      const [pipelineId, entityId] = [names.find(pipeline), names.find(entity)];
      if (pipelineId === undefined || entityId === undefined) return [];
      return (selectStale.all(pipelineId, entityId, from, pass) as { key: string }[]).map(({ key }) => key);
    },
    /** @param newest number of the entity’s newest pass: it counts as having given what is set. */
    change(
      pipeline: string,
      { entity, set, remove: gone, seen }: NonNullable<StoreDelta['fingerprints']>,
      newest: number,
    ): void {
      const [pipelineId, entityId] = [names.intern(pipeline), names.intern(entity)];
      if (set !== undefined && set.length > 0) {
        const rows = set.map(({ key, source, mapping, sections }) => [key, source, mapping, sections]);
        upsert.run(pipelineId, entityId, newest, JSON.stringify(rows));
      }
      if (gone !== undefined && gone.length > 0) remove.run(pipelineId, entityId, JSON.stringify(gone));
      if (seen !== undefined && seen.keys.length > 0) {
        markSeen.run(seen.pass, pipelineId, entityId, JSON.stringify(seen.keys), seen.pass);
      }
    },
  };
}
