import type { KnownRecord, LookupRequest, RecordKey, RemoteRecord } from '@pim-connector/core';

import { filesByIds, filesByNames } from '../documents/read-back-documents.ts';
import { inPieces } from '../graphql/list-rest.ts';
import { altLocalesOf, fileName } from '../plan/plan-asset.ts';
import { readTranslations } from '../read-back/live-translations.ts';
import type { LiveTranslations } from '../read-back/live-translations.ts';
import type { ReadBackSession } from '../read-back/read-back-session.ts';
import { sameText } from '../read-back/same-value.ts';
import type { ShopifyRecords } from '../records/shopify-records.ts';
import { assetKey } from '../source/record-keys.ts';
import { keysPerSearch, searchTerm } from '../source/search-by-keys.ts';

type AssetRecord = ShopifyRecords['asset'];

const idsPerCall = 250;

interface LiveFile {
  readonly id?: string | undefined;
  readonly alt?: string | null | undefined;
  readonly fileStatus?: string | undefined;
}

/**
 * Reads pictures back: whether they are there and processed, and what they show. From which address a picture came is
 * not told by the shop.
 */
export async function lookupAssets(
  { keys, known = new Map<RecordKey, KnownRecord>() }: LookupRequest,
  session: ReadBackSession,
): Promise<ReadonlyMap<RecordKey, RemoteRecord>> {
  const files = new Map(await filesByLinks(keys, known, session));
  const lost = keys.filter((key) => !files.has(key));
  for (const [key, file] of await filesByTheirNames(lost, known, session)) files.set(key, file);
  const wantedOf = (key: RecordKey) => known.get(key)?.desired?.data as AssetRecord | undefined;
  const texts = await readAltTexts(files, wantedOf, session);
  return new Map(
    [...files].flatMap(([key, { id, alt, fileStatus }]): [RecordKey, RemoteRecord][] => {
      if (id === undefined || fileStatus === 'FAILED') return [];
      const wanted = wantedOf(key);
      const { altTranslations } = wanted ?? {};
      const live = texts.get(id);
      const data = {
        alt: wanted !== undefined && sameText(alt, wanted.alt) ? (wanted.alt ?? null) : (alt ?? null),
        ...(altTranslations === undefined || live === undefined
          ? {}
          : { altTranslations: altTexts(live, altTranslations, alt) }),
      };
      const leftOver = altLocalesOf(known.get(key)?.remote ?? null).filter(
        (locale) => altTranslations?.[locale] === undefined,
      );
      const unreadable = ['url', 'mediaType', ...leftOver.map((locale) => `altTranslations.${locale}`)];
      return [[key, { remote: { id }, data, unreadable }]];
    }),
  );
}

/** What pictures show in the languages of which their records speak, by file. */
async function readAltTexts(
  files: ReadonlyMap<RecordKey, LiveFile>,
  wantedOf: (key: RecordKey) => AssetRecord | undefined,
  session: ReadBackSession,
): Promise<ReadonlyMap<string, LiveTranslations>> {
  const translated = [...files].flatMap(([key, { id }]) => {
    const { altTranslations = {} } = wantedOf(key) ?? {};
    return id === undefined ? [] : Object.keys(altTranslations).map((locale) => ({ id, locale }));
  });
  return readTranslations(
    [...new Set(translated.map(({ id }) => id))],
    [...new Set(translated.map(({ locale }) => locale))],
    session,
  );
}

/** In the words of the record. What has no text in the primary language cannot be translated. */
function altTexts(
  live: LiveTranslations,
  wanted: NonNullable<AssetRecord['altTranslations']>,
  source: string | null | undefined,
): AssetRecord['altTranslations'] {
  return Object.fromEntries(
    Object.entries(wanted).map(([locale, text]) => {
      const there = live.get(locale)?.get('alt') ?? null;
      return [locale, !source || sameText(there, text) ? text : there];
    }),
  );
}

async function filesByLinks(
  keys: readonly RecordKey[],
  known: ReadonlyMap<RecordKey, KnownRecord>,
  { client, context }: ReadBackSession,
): Promise<ReadonlyMap<RecordKey, LiveFile>> {
  const found = new Map<RecordKey, LiveFile>();
  const linked = keys.flatMap((key) => {
    const id = known.get(key)?.remote?.id;
    return id === undefined ? [] : [{ key, id }];
  });
  for (const piece of inPieces(linked, idsPerCall)) {
    // oxlint-disable-next-line no-await-in-loop
    const { nodes } = await client.call(filesByIds, { ids: piece.map(({ id }) => id) }, context);
    const byId = new Map(nodes.flatMap((node) => (node?.id === undefined ? [] : [[node.id, node] as const])));
    for (const { key, id } of piece) {
      const file = byId.get(id);
      if (file !== undefined) found.set(key, file);
    }
  }
  return found;
}

/** What nobody remembers is found by the name that it was given. */
async function filesByTheirNames(
  keys: readonly RecordKey[],
  known: ReadonlyMap<RecordKey, KnownRecord>,
  { client, context }: ReadBackSession,
): Promise<ReadonlyMap<RecordKey, LiveFile>> {
  const found = new Map<RecordKey, LiveFile>();
  const names = new Map(
    keys.flatMap((key) => {
      const wanted = known.get(key)?.desired?.data as AssetRecord | undefined;
      return wanted === undefined ? [] : [[fileName(key, wanted), key] as const];
    }),
  );
  for (const piece of inPieces([...names.keys()], keysPerSearch)) {
    const query = piece.map((name) => searchTerm('filename', name)).join(' OR ');
    // oxlint-disable-next-line no-await-in-loop
    const { files } = await client.call(filesByNames, { query }, context);
    for (const file of files.nodes) {
      const key = names.get(assetKey(file) ?? '');
      if (key !== undefined) found.set(key, file);
    }
  }
  return found;
}
