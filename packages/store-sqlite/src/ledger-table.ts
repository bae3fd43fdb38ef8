import type { DatabaseSync } from 'node:sqlite';

import { laterThan } from '@pim-connector/core';
import type { AnyLedgerChange, LedgerEntries, LedgerFilter, LedgerKind } from '@pim-connector/core';

import type { NameTable } from './name-table.ts';
import { parseStored } from './stored-json.ts';

interface LedgerRow {
  readonly entity: string;
  readonly key: string;
  readonly entry: string;
}

/** Where a list of entries goes on. */
export interface LedgerPlace {
  readonly entity: string;
  readonly key: string;
}

/** What pipelines keep beside records: what waits, what was accepted, what was deleted, what was written. */
export function ledgerTable(database: DatabaseSync, names: NameTable) {
  const selectPage = database.prepare(
    `SELECT entity, key, entry FROM ledger
     WHERE pipeline = :pipeline AND kind = :kind AND (entity, key) >= (:fromEntity, :fromKey)
     AND (:entity IS NULL OR entity = :entity)
     AND (:prefix IS NULL OR substr(key, 1, length(:prefix)) = :prefix)
     AND (NOT :isUngrouped OR in_group IS NULL)
     AND (:since IS NULL OR made_at >= :since)
     ORDER BY entity, key LIMIT :limit`,
  );
  const selectGroup = database.prepare(
    `SELECT entity, key, entry FROM ledger INDEXED BY ledger_group
     WHERE pipeline = :pipeline AND kind = :kind AND in_group = :group
     AND (entity, key) >= (:fromEntity, :fromKey)
     AND (:entity IS NULL OR entity = :entity)
     AND (:since IS NULL OR made_at >= :since)
     ORDER BY entity, key LIMIT :limit`,
  );
  // CROSS JOIN fixes the order: for each wanted key one step down the tree.
  const selectKeys = database.prepare(
    `SELECT ledger.entity, ledger.key, ledger.entry FROM json_each(:keys) AS wanted
     CROSS JOIN ledger ON ledger.pipeline = :pipeline AND ledger.kind = :kind
     AND ledger.entity = :entity AND ledger.key = wanted.value`,
  );
  const upsert = database.prepare(
    `INSERT INTO ledger (pipeline, kind, entity, key, at, made_at, in_group, entry)
     SELECT ?, ?, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
     FROM json_each(?) WHERE true
     ON CONFLICT (pipeline, kind, entity, key) DO UPDATE
     SET at = excluded.at, made_at = excluded.made_at, in_group = excluded.in_group, entry = excluded.entry`,
  );
  const remove = database.prepare(
    `DELETE FROM ledger WHERE pipeline = ? AND kind = ? AND rowid IN (
       SELECT rows.rowid FROM json_each(?) AS gone CROSS JOIN ledger AS rows
       ON rows.pipeline = ? AND rows.kind = ? AND rows.entity = gone.value ->> 0 AND rows.key = gone.value ->> 1
       AND (gone.value ->> 2 IS NULL OR rows.at = gone.value ->> 2))`,
  );
  const removeBefore = database.prepare('DELETE FROM ledger WHERE pipeline = ? AND kind = ? AND made_at < ?');

  const put = (pipelineId: number, kindId: number, entries: readonly LedgerEntries[LedgerKind][]) => {
    if (entries.length === 0) return;
    const rows = entries.map((entry) => [
      entry.entity,
      entry.key,
      entry.at,
      Date.parse(entry.at),
      entry.group ?? null,
      JSON.stringify(entry),
    ]);
    upsert.run(pipelineId, kindId, JSON.stringify(rows));
  };

  const findKeys = <Kind extends LedgerKind>(
    pipeline: string,
    kind: Kind,
    entity: string,
    keys: readonly string[],
  ): LedgerEntries[Kind][] => {
    const [pipelineId, kindId] = [names.find(pipeline), names.find(kind)];
    if (pipelineId === undefined || kindId === undefined) return [];
    const wanted = JSON.stringify([...new Set(keys)]);
    return toEntries(selectKeys.all({ keys: wanted, pipeline: pipelineId, kind: kindId, entity }));
  };

  return {
    /** The entries of one entity with some keys, in any order. */
    findKeys,
    /**
     * Some entries by entity and key. Of the filter, `keys` is left to the caller, and so is `prefix` beside a group.
     *
     * @param from smallest entity and key that are wanted.
     */
    page<Kind extends LedgerKind>(
      pipeline: string,
      kind: Kind,
      from: LedgerPlace,
      limit: number,
      { entity, prefix, group, since }: LedgerFilter,
    ): LedgerEntries[Kind][] {
      const [pipelineId, kindId] = [names.find(pipeline), names.find(kind)];
      if (pipelineId === undefined || kindId === undefined) return [];
      const common = {
        pipeline: pipelineId,
        kind: kindId,
        fromEntity: from.entity,
        fromKey: from.key,
        entity: entity ?? null,
        since: since === undefined ? null : Date.parse(since),
        limit,
      };
      return toEntries(
        typeof group === 'string'
          ? selectGroup.all({ ...common, group })
          : selectPage.all({ ...common, prefix: prefix ?? null, isUngrouped: group === null ? 1 : 0 }),
      );
    },
    change(
      pipeline: string,
      { kind, set = [], remove: gone = [], removeBefore: before }: AnyLedgerChange,
    ): void {
      const [pipelineId, kindId] = [names.intern(pipeline), names.intern(kind)];
      put(pipelineId, kindId, set);
      if (gone.length > 0) {
        const places = JSON.stringify(gone.map(({ entity, key, at = null }) => [entity, key, at]));
        remove.run(pipelineId, kindId, places, pipelineId, kindId);
      }
      if (before !== undefined) removeBefore.run(pipelineId, kindId, Date.parse(before));
    },
    /** @returns the entries that were replaced. */
    append<Kind extends LedgerKind>(
      pipeline: string,
      kind: Kind,
      entries: readonly LedgerEntries[Kind][],
    ): LedgerEntries[Kind][] {
      const byEntity = Map.groupBy(entries, ({ entity }) => entity);
      const replaced = [...byEntity].flatMap(([entity, some]) =>
        findKeys(
          pipeline,
          kind,
          entity,
          some.map(({ key }) => key),
        ),
      );
      const before = new Map(replaced.map((entry) => [JSON.stringify([entry.entity, entry.key]), entry]));
      const added = entries.map((entry) =>
        laterThan(before.get(JSON.stringify([entry.entity, entry.key])), entry),
      );
      put(names.intern(pipeline), names.intern(kind), added);
      return replaced;
    },
  };
}

function toEntries<Kind extends LedgerKind>(rows: readonly object[]): LedgerEntries[Kind][] {
  return (rows as readonly LedgerRow[]).map(
    ({ key, entry }) => parseStored(entry, 'ledger', key) as LedgerEntries[Kind],
  );
}
