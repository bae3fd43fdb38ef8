import type {
  Asset,
  ConnectorContext,
  ConnectorTools,
  InvalidRow,
  ReadEvent,
  SourceRecord,
} from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import { objectsOf, textOf } from './api-values.ts';
import { convertAsset, convertMediaFile } from './convert-asset.ts';
import type { AssetFamily } from './convert-asset.ts';
import { latestUpdate } from './convert-product.ts';
import { allItems, apiPages } from './list-pages.ts';
import type { ApiItem } from './list-pages.ts';
import { readCursor, writeBookmark, writeCursor } from './pass-cursor.ts';
import type { PassPlace } from './pass-cursor.ts';
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

const mediaStage = 'media files';

/**
 * Reads the media files of products, then the assets of the asset manager, family by family. Media files have no date
 * to ask by, so there are no incremental passes; what did not change is not sent again.
 */
export async function* assetPass(
  cursor: string | undefined,
  reading: AssetReading,
): AsyncGenerator<ReadEvent<'asset'>> {
  const { client, tools, facts, context } = reading;
  const families = facts.hasAssetFamilies ? await readAssetFamilies(reading) : [];
  const stages = [mediaStage, ...families.map(({ code }) => `assets ${code}`)];
  const first: PassPlace = { stage: mediaStage, position: null, done: 0, began: client.now(), flawed: false };
  let place = readCursor(cursor, stages) ?? first;
  for (const [index, stage] of stages.entries()) {
    if (index < stages.indexOf(place.stage)) continue;
    if (place.stage !== stage) place = { ...place, stage, position: null };
    const family = families[index - 1];
    const list =
      family === undefined
        ? ({ path: 'media-files', paging: 'page', limit: reading.pageSize } as const)
        : ({
            path: `asset-families/${encodeURIComponent(family.code)}/assets`,
            paging: 'search_after',
          } as const);
    for await (const page of apiPages(client, list, tools, {
      signal: context.signal,
      position: place.position,
    })) {
      if (page.truncated) warnTruncated('asset', context);
      const { records, invalid } = assetRecords(page.items, family, client.url);
      const next = page.next === null ? stages[index + 1] : stage;
      place = {
        ...place,
        stage: next ?? stage,
        position: page.next,
        flawed: place.flawed || page.truncated || invalid.length > 0,
      };
      yield { type: 'page', records, invalid, ...(next === undefined ? {} : { cursor: writeCursor(place) }) };
    }
  }
  yield { type: 'end', bookmark: writeBookmark(place.began), enumeratedAll: !place.flawed };
}

/** All asset families with their attributes. */
export async function readAssetFamilies({
  client,
  tools,
  context: { signal },
}: Pick<AssetReading, 'client' | 'tools' | 'context'>): Promise<readonly AssetFamily[]> {
  const items = await allItems(client, { path: 'asset-families', paging: 'search_after' }, tools, signal);
  return Promise.all(items.map((item) => assetFamily(item, client, signal)));
}

/** Turns items into records. `family`: that of assets; none: they are media files. */
export function assetRecords(items: readonly ApiItem[], family: AssetFamily | undefined, apiUrl: string) {
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

async function assetFamily(item: ApiItem, client: AkeneoClient, signal: AbortSignal): Promise<AssetFamily> {
  const code = textOf(item['code']) ?? '';
  const path = `asset-families/${encodeURIComponent(code)}/attributes`;
  const response = await client.request({ path, signal, expect: 'json', operation: 'read asset families' });
  const attributes = objectsOf(response.json());
  return {
    code,
    mainMedia: textOf(item['attribute_as_main_media']),
    attributes: new Map(attributes.map((attribute) => [textOf(attribute['code']) ?? '', attribute])),
  };
}
