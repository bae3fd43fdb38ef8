import { hashText } from '@pim-connector/core';
import type { DesiredUpsert, Issue, PlannedOperation, RecordKey, RemoteReference } from '@pim-connector/core';
import { z } from 'zod';

import type { ShopifyRecords } from '../records/shopify-records.ts';

/** What is sent for an image. */
export const assetPayloadSchema = z.strictObject({
  originalSource: z.string().exactOptional(),
  alt: z.string().nullable().exactOptional(),
  /** What it shows in other languages; `null`: taken away. */
  altTranslations: z.record(z.string(), z.string().nullable()).exactOptional(),
  /** Only for one that is not there yet. */
  filename: z.string().exactOptional(),
});

/** What `write` has to know of an image beside what is sent. */
export const assetMemoSchema = z.strictObject({
  id: z.string().nullable(),
  /** Languages in which the image has texts of ours. */
  altLocales: z.array(z.string()),
  /** All that is needed to make it anew. */
  whole: z.strictObject({
    originalSource: z.string(),
    alt: z.string().nullable().exactOptional(),
    filename: z.string(),
  }),
});

const altDataSchema = z.object({ altLocales: z.array(z.string()) });

const endings: Readonly<Record<string, string>> = {
  'image/avif': 'avif',
  'image/gif': 'gif',
  'image/heic': 'heic',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
};

/**
 * Plans an image. Its file has a name that is made of our key and replaces what has that name: the same key twice is one
 * file.
 */
export function planAsset(record: DesiredUpsert<'asset', ShopifyRecords['asset']>): PlannedOperation {
  const { entity, key, sections, data, remote } = record;
  const { url, altTranslations } = data;
  // What is not said stays as it is.
  const alt = data.alt === undefined ? {} : { alt: data.alt };
  const ending = endingOf(data);
  const filename = fileName(key, data);
  const whole = { originalSource: url, ...alt, filename };
  const changed = {
    ...(sections.includes('media') ? { originalSource: url } : {}),
    ...(sections.includes('content') ? alt : {}),
  };
  const texts = altTranslations === undefined ? {} : withGone(altTranslations, remote);
  // A text that changes makes its translations outdated.
  const isTranslated =
    Object.keys(texts).length > 0 &&
    (remote === null || sections.includes('translations') || sections.includes('content'));
  const payload = {
    ...(remote === null ? whole : changed),
    ...(isTranslated ? { altTranslations: texts } : {}),
  };
  const issues: Issue[] =
    ending !== null
      ? []
      : [
          {
            code: 'value.invalid',
            severity: 'error',
            message: 'Only images can be sent: neither the address nor the media type is that of one',
            hint: `Use an address that ends in ${Object.values(endings).join(', ')}, or give the media type.`,
            path: data.mediaType === undefined ? 'url' : 'mediaType',
          },
        ];
  return {
    entity,
    key,
    action: remote === null ? 'create' : Object.keys(payload).length === 0 ? 'none' : 'update',
    sections,
    payload,
    data: { id: remote?.id ?? null, altLocales: [...altLocalesOf(remote)], whole },
    calls: 1 / 10,
    ...(issues.length === 0 ? {} : { issues }),
  };
}

/** Texts in other languages, empty where only the record before had one. */
function withGone(
  texts: NonNullable<ShopifyRecords['asset']['altTranslations']>,
  remote: RemoteReference | null,
): Readonly<Record<string, string | null>> {
  const gone = altLocalesOf(remote).filter((locale) => texts[locale] === undefined);
  return { ...Object.fromEntries(gone.map((locale) => [locale, null])), ...texts };
}

/** Languages in which the link remembers a translation of ours. */
export function altLocalesOf(remote: RemoteReference | null): readonly string[] {
  return altDataSchema.safeParse(remote?.data).data?.altLocales ?? [];
}

/** The name that the file of an image has in the shop. */
export function fileName(key: RecordKey, image: ShopifyRecords['asset']): string {
  return `pim-${hashText(key).slice(0, 24)}.${endingOf(image) ?? 'jpg'}`;
}

function endingOf({ url, mediaType }: ShopifyRecords['asset']): string | null {
  // The name must end like the address, so that counts first.
  const ending = /\.(\w{2,5})$/.exec(new URL(url).pathname)?.[1]?.toLowerCase();
  if (ending !== undefined)
    return ending === 'jpeg' || Object.values(endings).includes(ending) ? ending : null;
  return endings[mediaType ?? ''] ?? null;
}
