import type {
  KnownRecord,
  LookupRequest,
  RecordKey,
  RemoteRecord,
  RemoteReference,
} from '@pim-connector/core';

import { fileForm } from '../files/file-form.ts';
import { fileKinds, kindOfId } from '../files/file-kind.ts';
import { fileDataOf, fileLink } from '../files/file-link.ts';
import { sourceOf } from '../files/file-name.ts';
import { readTranslations } from '../read-back/live-translations.ts';
import type { LiveTranslations } from '../read-back/live-translations.ts';
import type { ReadBackSession } from '../read-back/read-back-session.ts';
import { sameText } from '../read-back/same-value.ts';
import type { ShopifyRecords } from '../records/shopify-records.ts';
import { findFiles, wantedFile } from './find-files.ts';
import type { LiveFile } from './find-files.ts';

type AssetRecord = ShopifyRecords['asset'];

const contentFields = ['url', 'urlKind', 'fileName', 'mediaType', 'kind', 'bytes', 'checksum'] as const;

/**
 * Reads files back: whether they are there and not failed, and what they show. From which address a file came is not told
 * by the shop; but what is made anew whenever its content changes has the content that its link or its name tells.
 */
export async function lookupAssets(
  { keys, known = new Map<RecordKey, KnownRecord>() }: LookupRequest,
  session: ReadBackSession,
): Promise<ReadonlyMap<RecordKey, RemoteRecord>> {
  const files = await findFiles(keys, known, session);
  const wantedOf = (key: RecordKey) => wantedFile(key, known);
  const texts = await readAltTexts(files, wantedOf, session);
  return new Map(
    [...files].flatMap(([key, file]): [RecordKey, RemoteRecord][] => {
      const { id, alt, fileStatus } = file;
      if (id === undefined || fileStatus === 'FAILED') return [];
      const wanted = wantedOf(key);
      const remote = linkOf(id, file, known.get(key)?.remote ?? null, wanted);
      const content = wanted === undefined ? null : knownContent(id, remote, wanted);
      const altTranslations = isImage(wanted) ? wanted?.altTranslations : undefined;
      const live = texts.get(id);
      const data = {
        ...content,
        alt: wanted !== undefined && sameText(alt, wanted.alt) ? (wanted.alt ?? null) : (alt ?? null),
        ...(altTranslations === undefined || live === undefined
          ? {}
          : { altTranslations: altTexts(live, altTranslations, alt) }),
      };
      const leftOver = fileDataOf(remote).altLocales.filter(
        (locale) => altTranslations?.[locale] === undefined,
      );
      const unreadable = [
        ...(content === null ? contentFields : []),
        ...leftOver.map((locale) => `altTranslations.${locale}`),
        ...(altTranslations === undefined && wanted?.altTranslations !== undefined
          ? ['altTranslations']
          : []),
      ];
      return [[key, { remote, data, unreadable }]];
    }),
  );
}

/** The link that leads to the file, or one that says what its name says. */
function linkOf(
  id: string,
  { fileStatus }: LiveFile,
  before: RemoteReference | null,
  wanted: AssetRecord | undefined,
): RemoteReference {
  if (before?.id === id) return before;
  const kind = kindOfId(id);
  const hasContent = wanted !== undefined && kind !== null && !fileKinds[kind].isReplaceable;
  return fileLink(id, {
    altLocales: [],
    ...(hasContent ? { source: sourceOf(wanted) } : {}),
    ...(fileStatus === 'READY' || kind === 'image' ? {} : { pending: true }),
  });
}

/** What a file was made of, where that is sure; else `null`. */
function knownContent(
  id: string,
  remote: RemoteReference,
  wanted: AssetRecord,
): Pick<AssetRecord, (typeof contentFields)[number]> | null {
  const kind = kindOfId(id);
  if (kind === null || fileKinds[kind].isReplaceable) return null;
  if (fileDataOf(remote).source !== sourceOf(wanted)) return null;
  const { alt: _alt, altTranslations: _texts, ...content } = wanted;
  return content;
}

function isImage(record: AssetRecord | undefined): boolean {
  if (record === undefined) return false;
  const form = fileForm(record);
  return 'kind' in form && form.kind === 'image';
}

/** What pictures show in the languages of which their records speak, by file. */
async function readAltTexts(
  files: ReadonlyMap<RecordKey, LiveFile>,
  wantedOf: (key: RecordKey) => AssetRecord | undefined,
  session: ReadBackSession,
): Promise<ReadonlyMap<string, LiveTranslations>> {
  const translated = [...files].flatMap(([key, { id }]) => {
    const wanted = wantedOf(key);
    if (id === undefined || !isImage(wanted)) return [];
    return Object.keys(wanted?.altTranslations ?? {}).map((locale) => ({ id, locale }));
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
