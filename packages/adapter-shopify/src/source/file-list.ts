import type { LocalizedText, RecordKey, SourceRecord } from '@pim-connector/core';

import { filePage } from '../documents/read-list-documents.ts';
import type { FileNode } from '../documents/read-nodes.ts';
import { invalidRow } from './invalid-row.ts';
import type { ListReader, ReadItem } from './list-pass.ts';
import { translationsOf } from './read-translations.ts';
import type { Translations } from './read-translations.ts';
import { assetKey, fileUrl } from './record-keys.ts';
import { foundPerCall, searchByKeys } from './search-by-keys.ts';
import type { SourceReading } from './source-reading.ts';

const readKinds = ['MediaImage', 'GenericFile'];
const filesPerProduct = 4;

/** Pictures and other files of the shop as assets. Videos and models have no address of their own and are left out. */
export function fileList(reading: SourceReading): ListReader<'asset', FileNode> {
  const { client, context, config } = reading;
  const first = config.pageSize * filesPerProduct;
  return {
    page: async (after) => (await client.call(filePage, { first, after, query: null }, context)).files,
    read: (nodes) => fileItems(nodes, reading),
  };
}

async function fileItems(
  nodes: readonly FileNode[],
  reading: SourceReading,
): Promise<readonly ReadItem<'asset'>[]> {
  // Of files Shopify translates only what pictures show.
  const pictures = nodes.filter(
    ({ __typename: kind, alt }) => kind === 'MediaImage' && alt != null && alt !== '',
  );
  const translations = await translationsOf(
    pictures.map(({ id }) => id),
    reading,
  );
  return nodes.map((node) => fileItem(node, translations, reading));
}

function fileItem(node: FileNode, translations: Translations, { shop }: SourceReading): ReadItem<'asset'> {
  const { __typename: kind } = node;
  if (!readKinds.includes(kind)) return null;
  const url = fileUrl(node);
  const key = assetKey(node);
  if (url === null || key === null) {
    const why = node.fileStatus === 'FAILED' ? 'could not be processed by Shopify' : 'is not processed yet';
    return { invalid: invalidRow(node.id, `The file ${why}, so it has no address`, node) };
  }
  const { image, alt, mimeType, updatedAt } = node;
  const data = {
    key,
    url,
    urlKind: 'public' as const,
    fileName: key,
    ...(mimeType == null ? {} : { mediaType: mimeType }),
    ...(image?.width == null ? {} : { width: image.width }),
    ...(image?.height == null ? {} : { height: image.height }),
    ...(alt == null || alt === ''
      ? {}
      : {
          alt: Object.fromEntries([
            [shop.primaryLocale, alt],
            ...translations.of(node.id, 'alt').map(({ locale, text }) => [locale, text]),
          ]) as LocalizedText,
        }),
    extensions: { shopify: { id: node.id } },
  };
  const moment = updatedAt === undefined ? {} : { updatedAt };
  return { record: { op: 'upsert', entity: 'asset', key, data, coverage: 'complete', ...moment } };
}

/** Reads single files by their names. */
export async function fetchFiles(
  keys: readonly RecordKey[],
  reading: SourceReading,
): Promise<ReadonlyMap<RecordKey, SourceRecord<'asset'> | null>> {
  const { client, context } = reading;
  return searchByKeys('filename', keys, context, {
    search: async (query, after) =>
      (await client.call(filePage, { first: foundPerCall, after, query }, context)).files,
    read: (nodes) => fileItems(nodes, reading),
  });
}
