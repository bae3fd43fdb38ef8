import type { LocalizedText, RecordKey, SourceRecord } from '@pim-connector/core';

import { collectionByHandle, collectionPage } from '../documents/read-list-documents.ts';
import type { CollectionNode } from '../documents/read-list-documents.ts';
import type { ListReader, ReadItem } from './list-pass.ts';
import { localizedAttribute } from './product-texts.ts';
import { translationsOf } from './read-translations.ts';
import type { SourceReading } from './source-reading.ts';

/** Collections as categories. Shopify’s collections have no parents. */
export function collectionList(reading: SourceReading): ListReader<'category', CollectionNode> {
  const { client, context, config } = reading;
  const first = config.pageSize;
  return {
    page: async (after) => (await client.call(collectionPage, { first, after }, context)).collections,
    read: (nodes) => collectionItems(nodes, reading),
  };
}

async function collectionItems(
  nodes: readonly CollectionNode[],
  reading: SourceReading,
): Promise<readonly (ReadItem<'category'> & { readonly record: SourceRecord<'category'> })[]> {
  const ids = nodes.map(({ id }) => id);
  const translations = await translationsOf(ids, reading);
  const { primaryLocale } = reading.shop;
  return nodes.map(({ id, handle: key, title, descriptionHtml, updatedAt }) => {
    reading.known.note(id, 'category', key);
    const labels: LocalizedText = Object.fromEntries([
      [primaryLocale, title],
      ...translations.of(id, 'title').map(({ locale, text }) => [locale, text]),
    ]) as LocalizedText;
    const attributes = localizedAttribute(
      'description',
      'richText',
      descriptionHtml,
      primaryLocale,
      translations.of(id, 'body_html'),
    );
    const data = { key, parent: null, labels, attributes, extensions: { shopify: { id } } };
    return { record: { op: 'upsert', entity: 'category', key, data, coverage: 'complete', updatedAt } };
  });
}

/** Reads single collections by their handles. */
export async function fetchCollections(
  keys: readonly RecordKey[],
  reading: SourceReading,
): Promise<ReadonlyMap<RecordKey, SourceRecord<'category'> | null>> {
  const { client, context } = reading;
  const nodes: CollectionNode[] = [];
  for (const handle of keys) {
    // oxlint-disable-next-line no-await-in-loop
    const { collectionByIdentifier: node } = await client.call(collectionByHandle, { handle }, context);
    if (node != null) nodes.push(node);
  }
  const items = await collectionItems(nodes, reading);
  const found = new Map(items.map(({ record }) => [record.key, record]));
  return new Map(keys.map((key) => [key, found.get(key) ?? null]));
}
