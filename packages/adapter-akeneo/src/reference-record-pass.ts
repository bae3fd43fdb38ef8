import type {
  ConnectorContext,
  ConnectorTools,
  ReadEvent,
  RecordKey,
  SourceRecord,
} from '@pim-connector/core';
import { splitReferenceRecordKey } from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import { latestUpdate } from './convert-product.ts';
import { convertReferenceRecord } from './convert-reference-record.ts';
import { readItem } from './fetch-records.ts';
import { apiPages } from './list-pages.ts';
import type { ApiItem } from './list-pages.ts';
import { readCursor, writeBookmark, writeCursor } from './pass-cursor.ts';
import type { PassPlace } from './pass-cursor.ts';
import { readRecordFamilies, readReferenceEntity } from './record-families.ts';
import type { RecordFamily } from './record-families.ts';
import { changedAfter } from './record-search.ts';
import { recordsPath } from './records-path.ts';
import type { ServerFacts } from './server-facts.ts';

/** What reading records of reference entities needs. */
export interface ReferenceRecordReading {
  readonly client: AkeneoClient;
  readonly tools: ConnectorTools;
  readonly facts: ServerFacts;
  readonly context: ConnectorContext;
}

const path = 'reference-entities';

/**
 * Reads the records of all reference entities, one entity after the other. A PIM without reference entities has none.
 *
 * @param since milliseconds since 1970: only what changed after it; `null`: everything.
 */
export async function* referenceRecordPass(
  cursor: string | undefined,
  since: number | null,
  { client, tools, facts, context }: ReferenceRecordReading,
): AsyncGenerator<ReadEvent<'referenceRecord'>> {
  const began = client.now();
  const families = facts.hasReferenceEntities
    ? await readRecordFamilies(path, { client, tools, context })
    : [];
  const kinds = families.map(({ code }) => code);
  let place: PassPlace = readCursor(cursor, kinds) ?? {
    stage: kinds[0] ?? '',
    position: null,
    done: 0,
    began,
    flawed: false,
  };
  const query = since === null ? {} : { search: changedAfter(since) };
  for (const [index, family] of families.entries()) {
    if (index < kinds.indexOf(place.stage)) continue;
    if (place.stage !== family.code) place = { ...place, stage: family.code, position: null };
    // These lists take no `limit` (Akeneo REST API, reference entity records).
    const list = { path: recordsPath(family.code), paging: 'search_after', query } as const;
    for await (const page of apiPages(client, list, tools, {
      signal: context.signal,
      position: place.position,
    })) {
      const next = page.next === null ? kinds[index + 1] : family.code;
      place = { ...place, stage: next ?? family.code, position: page.next };
      yield {
        type: 'page',
        records: page.items.map((item) => recordOf(item, family)),
        ...(next === undefined ? {} : { cursor: writeCursor(place) }),
      };
    }
  }
  yield { type: 'end', bookmark: writeBookmark(place.began), enumeratedAll: since === null };
}

/** Reads single records. */
export async function fetchReferenceRecords(
  keys: readonly RecordKey[],
  { client, facts, context }: ReferenceRecordReading,
): Promise<ReadonlyMap<RecordKey, SourceRecord | null>> {
  const parts = keys.map((key) => (facts.hasReferenceEntities ? splitReferenceRecordKey(key) : null));
  const kinds = [...new Set(parts.flatMap((each) => each?.kind ?? []))];
  const families = new Map(
    await Promise.all(
      kinds.map(async (kind) => [kind, await readReferenceEntity(kind, client, context.signal)] as const),
    ),
  );
  const records = await Promise.all(
    parts.map(async (each) => {
      const family = families.get(each?.kind ?? '') ?? null;
      if (each === null || family === null) return null;
      const item = await readItem(
        `${recordsPath(each.kind)}/${encodeURIComponent(each.code)}`,
        { client },
        context,
      );
      return item === null ? null : recordOf(item, family);
    }),
  );
  return new Map(keys.map((key, index) => [key, records[index] ?? null]));
}

function recordOf(item: ApiItem, family: RecordFamily): SourceRecord<'referenceRecord'> {
  const data = convertReferenceRecord(item, family);
  return {
    op: 'upsert',
    entity: 'referenceRecord',
    key: data.key,
    data,
    coverage: 'complete',
    ...latestUpdate([item]),
  };
}
