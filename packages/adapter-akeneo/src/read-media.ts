import type { JsonValue, RemoteRecord } from '@pim-connector/core';

import { objectOf, objectsOf, textOf } from './api-values.ts';
import type { MediaFile, RecordMedia, RecordValues } from './cell-schemas.ts';
import { encodedPath } from './convert-asset.ts';
import type { AkeneoRecords } from './destination-records.ts';
import { readItem } from './fetch-records.ts';
import type { ProductReading } from './product-reading.ts';
import { isNamedLike, originOf } from './remembered-files.ts';
import type { RememberedFiles } from './remembered-files.ts';

type ProductRecord = AkeneoRecords['product'];

/** What a file is read back as; `null`: nobody can tell whether it is the one that is wanted. */
export type FileReader = (code: string, wanted: MediaFile | null) => Promise<MediaFile | null>;

/**
 * Adds the files to a product that was read back, at the places where files are wanted. A file that was uploaded is the
 * one that it was uploaded as, as long as the PIM has it under the same code. Of a file of somebody else only the name
 * can be compared.
 *
 * @param remembered files that were uploaded; `null`: nobody knows, and a file of the same name may be the one.
 */
export async function readMedia(
  found: ProductRecord,
  wanted: ProductRecord | undefined,
  remembered: RememberedFiles | null,
  reading: ProductReading,
): Promise<Required<Pick<RemoteRecord, 'data' | 'unreadable'>>> {
  const read = fileReader(remembered, reading);
  const unreadable: string[] = [];
  const media = await mediaAt('media', wanted?.media, found.values ?? {}, read, unreadable);
  const placeOf = new Map(wanted?.variants.map(({ sku }, place) => [sku, place]));
  const variants = await Promise.all(
    found.variants.map(async (variant) => {
      const place = placeOf.get(variant.sku);
      if (place === undefined) return variant;
      const path = `variants.${place}.media`;
      const own = await mediaAt(path, wanted?.variants[place]?.media, variant.values ?? {}, read, unreadable);
      return { ...variant, ...own };
    }),
  );
  return { data: { ...found, ...media, variants }, unreadable };
}

/**
 * The files at the places where files are wanted.
 *
 * @param values in the form of the model: files are references.
 * @param unreadable gets the paths of files of which nobody can tell.
 */
export async function mediaAt(
  path: string,
  wanted: RecordMedia | undefined,
  values: RecordValues,
  read: FileReader,
  unreadable: string[],
): Promise<{ readonly media?: RecordMedia }> {
  if (wanted === undefined) return {};
  const media: RecordMedia = {};
  for (const [attribute, byLocale] of Object.entries(wanted)) {
    for (const [locale, byScope] of Object.entries(byLocale)) {
      for (const [scope, file] of Object.entries(byScope)) {
        const code = codeOf(values[attribute]?.[locale]?.[scope]);
        // oxlint-disable-next-line no-await-in-loop
        const there = code === null ? null : await read(code, file);
        if (code !== null && there === null) unreadable.push([path, attribute, locale, scope].join('.'));
        const locales = (media[attribute] ??= {});
        locales[locale] = { ...locales[locale], [scope]: there };
      }
    }
  }
  return { media };
}

/** The code of a file, as values have it in the form of the model. */
function codeOf(data: JsonValue | undefined): string | null {
  const [reference] = objectsOf(data);
  return textOf(objectOf(reference)['key']);
}

function fileReader(remembered: RememberedFiles | null, reading: ProductReading): FileReader {
  return async (code, wanted) => {
    const origin = remembered?.[code];
    if (origin !== undefined) return originOf(origin);
    const context = { signal: reading.signal };
    const item = await readItem(`media-files/${encodedPath(code)}`, reading, context);
    const fileName = textOf(item?.['original_filename']) ?? code;
    if (remembered === null && isNamedLike(wanted, fileName)) return null;
    return { url: `${reading.client.url}/media-files/${encodedPath(code)}/download`, fileName };
  };
}
