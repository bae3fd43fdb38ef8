import { isConnectorError } from '@pim-connector/core';
import type {
  Asset,
  ConnectorContext,
  ConnectorTools,
  InvalidRow,
  ReadEvent,
  SourceRecord,
} from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import { convertAsset, convertMediaFile } from './convert-asset.ts';
import { latestUpdate } from './convert-product.ts';
import { apiPages } from './list-pages.ts';
import type { ApiItem, ApiList } from './list-pages.ts';
import { readCursor, writeBookmark, writeCursor } from './pass-cursor.ts';
import type { PassPlace } from './pass-cursor.ts';
import { readRecordFamilies } from './record-families.ts';
import type { RecordFamily } from './record-families.ts';
import { hasFiles, recordFiles } from './record-files.ts';
import { recordsPath } from './records-path.ts';
import type { ServerFacts } from './server-facts.ts';
import { warnTruncated } from './structure-pass.ts';

/** What reading assets needs. */
export interface AssetReading {
  readonly client: AkeneoClient;
  readonly tools: ConnectorTools;
  readonly facts: ServerFacts;
  readonly context: ConnectorContext;
  /** Items per request. */
  readonly pageSize: number;
}

/** A list that assets are read from. */
interface AssetList {
  readonly name: string;
  readonly list: ApiList;
  readonly read: (items: readonly ApiItem[]) => AssetItems;
  /** Whether it is a list of records: a connection that reads assets need not be permitted to read these. */
  readonly ofRecords?: true;
}

/** What became of the items of a page. */
interface AssetItems {
  readonly records: readonly SourceRecord<'asset'>[];
  readonly invalid: readonly InvalidRow[];
}

/**
 * Reads the media files of products, the assets of the asset manager, family by family, and the files of records of
 * reference entities. Media files have no date to ask by, so there are no incremental passes; what did not change is not
 * sent again.
 */
export async function* assetPass(
  cursor: string | undefined,
  reading: AssetReading,
): AsyncGenerator<ReadEvent<'asset'>> {
  const { client, tools, context } = reading;
  const began = client.now();
  const { lists, isWhole } = await assetLists(reading);
  const { signal } = context;
  const stages = lists.map(({ name }) => name);
  const start: PassPlace = readCursor(cursor, stages) ?? {
    stage: stages[0] ?? '',
    position: null,
    done: 0,
    began,
    flawed: false,
  };
  let place = { ...start, flawed: start.flawed || !isWhole };
  for (const [index, { name, list, read, ofRecords = false }] of lists.entries()) {
    if (index < stages.indexOf(place.stage)) continue;
    if (place.stage !== name) place = { ...place, stage: name, position: null };
    const following = stages[index + 1];
    try {
      for await (const page of apiPages(client, list, tools, { signal, position: place.position })) {
        if (page.truncated) warnTruncated('asset', context);
        const { records, invalid } = read(page.items);
        const next = page.next === null ? following : name;
        place = {
          ...place,
          stage: next ?? name,
          position: page.next,
          flawed: place.flawed || page.truncated || invalid.length > 0,
        };
        yield {
          type: 'page',
          records,
          invalid,
          ...(next === undefined ? {} : { cursor: writeCursor(place) }),
        };
      }
    } catch (error) {
      if (!ofRecords) throw error;
      warnDenied(error, context);
      place = { ...place, stage: following ?? name, position: null, flawed: true };
    }
  }
  yield { type: 'end', bookmark: writeBookmark(place.began), enumeratedAll: !place.flawed };
}

/** The lists; `isWhole`: nothing is left out that the connection may not read. */
async function assetLists(
  reading: AssetReading,
): Promise<{ readonly lists: readonly AssetList[]; readonly isWhole: boolean }> {
  const { client, facts, pageSize } = reading;
  const [families, kinds] = await Promise.all([
    facts.hasAssetFamilies ? readRecordFamilies('asset-families', reading) : [],
    facts.hasReferenceEntities ? kindsIfPermitted(reading) : [],
  ]);
  const lists: readonly AssetList[] = [
    {
      name: 'media files',
      list: { path: 'media-files', paging: 'page', limit: pageSize },
      read: (items) => assetRecords(items, undefined, client.url),
    },
    ...families.map((family): AssetList => ({
      name: `assets ${family.code}`,
      list: { path: `asset-families/${encodeURIComponent(family.code)}/assets`, paging: 'search_after' },
      read: (items) => assetRecords(items, family, client.url),
    })),
    ...(kinds ?? []).filter(hasFiles).map((kind): AssetList => ({
      name: `files ${kind.code}`,
      list: { path: recordsPath(kind.code), paging: 'search_after' },
      read: (items) => ({ records: recordFiles(items, kind, client.url), invalid: [] }),
      ofRecords: true,
    })),
  ];
  return { lists, isWhole: kinds !== null };
}

async function kindsIfPermitted(reading: AssetReading): Promise<readonly RecordFamily[] | null> {
  try {
    return await readRecordFamilies('reference-entities', reading);
  } catch (error) {
    warnDenied(error, reading.context);
    return null;
  }
}

/** @throws what is not about a permission. */
function warnDenied(error: unknown, context: ConnectorContext): void {
  if (!isConnectorError(error, 'permission.denied')) throw error;
  context.warn({
    code: 'akeneo.unreadable',
    message: `Files of records of reference entities are not read: ${error.message}`,
    hint: 'Permit the connection to list reference entities and their records. Until then no asset is taken for deleted.',
  });
}

/** Turns items into records. `family`: that of assets; none: they are media files. */
export function assetRecords(
  items: readonly ApiItem[],
  family: RecordFamily | undefined,
  apiUrl: string,
): AssetItems {
  const records: SourceRecord<'asset'>[] = [];
  const invalid: InvalidRow[] = [];
  for (const item of items) {
    const outcome: Asset | InvalidRow =
      family === undefined ? convertMediaFile(item, apiUrl) : convertAsset(item, family, apiUrl);
    if ('issues' in outcome) invalid.push(outcome);
    else {
      records.push({
        op: 'upsert',
        entity: 'asset',
        key: outcome.key,
        data: outcome,
        coverage: 'complete',
        ...latestUpdate([item]),
      });
    }
  }
  return { records, invalid };
}
