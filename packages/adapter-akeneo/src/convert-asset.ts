import type { Asset, InvalidRow } from '@pim-connector/core';

import { objectOf, objectsOf, textOf } from './api-values.ts';
import type { ApiItem } from './list-pages.ts';
import { mediaTypeOf } from './media-types.ts';
import { assetKey } from './read-data.ts';
import type { RecordFamily } from './record-families.ts';
import { convertRecordValues } from './record-values.ts';

/** A media file of a product as a record. Its bytes are fetched with the credentials of the connection. */
export function convertMediaFile(item: ApiItem, apiUrl: string): Asset {
  const code = textOf(item['code']) ?? '';
  const { size, mime_type: mediaType } = item;
  const fileName = textOf(item['original_filename']);
  return {
    key: code,
    url: `${apiUrl}/media-files/${encodedPath(code)}/download`,
    urlKind: 'private',
    ...(fileName === null ? {} : { fileName }),
    ...(isMediaType(mediaType) ? { mediaType } : {}),
    ...(typeof size === 'number' && Number.isInteger(size) && size >= 0 ? { bytes: size } : {}),
  };
}

/** An asset of the asset manager as a record; `invalid` where there is no file and no address. */
export function convertAsset(item: ApiItem, family: RecordFamily, apiUrl: string): Asset | InvalidRow {
  const code = textOf(item['code']) ?? '';
  const key = assetKey(family.code, code);
  const values = objectOf(item['values']);
  const location = locationOf(values, family, apiUrl);
  if (location === null) return withoutMedia(key, family);
  const { attributes, kept } = convertRecordValues(values, family.attributes);
  return { key, ...location, attributes, extensions: { akeneo: { assetFamily: family.code, ...kept } } };
}

function locationOf(
  values: ApiItem,
  { mainMedia, attributes }: RecordFamily,
  apiUrl: string,
): Pick<Asset, 'url' | 'urlKind' | 'fileName' | 'mediaType'> | null {
  const media = [...attributes].filter(([, { type }]) => type === 'media_file' || type === 'media_link');
  const ordered = [
    ...media.filter(([code]) => code === mainMedia),
    ...media.filter(([code]) => code !== mainMedia),
  ];
  for (const [code, attribute] of ordered) {
    for (const value of objectsOf(values[code])) {
      const data = textOf(value['data']);
      if (data === null) continue;
      if (attribute['type'] === 'media_link') {
        const url = `${textOf(attribute['prefix']) ?? ''}${data}${textOf(attribute['suffix']) ?? ''}`;
        return { url, urlKind: 'public', ...mediaTypeOf(data) };
      }
      const shared = textOf(objectOf(objectOf(value['_links'])['share_link'])['href']);
      const fileName = fileNameOf(data);
      if (shared !== null) return { url: shared, urlKind: 'public', fileName, ...mediaTypeOf(fileName) };
      return {
        url: `${apiUrl}/asset-media-files/${encodedPath(data)}`,
        urlKind: 'private',
        fileName,
        ...mediaTypeOf(fileName),
      };
    }
  }
  return null;
}

function withoutMedia(key: string, { code }: RecordFamily): InvalidRow {
  return {
    key,
    place: `asset ${key}`,
    issues: [
      {
        code: 'value.missing',
        severity: 'error',
        path: 'url',
        message: `The asset has neither a file nor a link`,
        hint: `Upload a file or enter a link in the asset family “${code}” of the PIM.`,
      },
    ],
  };
}

/** The name that a file was uploaded with: the PIM keeps it by a hash before its name. */
export function fileNameOf(code: string): string {
  return (
    code
      .split('/')
      .at(-1)
      ?.replace(/^[0-9a-f]{40}_/, '') ?? code
  );
}

/** Codes of files hold slashes, which the address keeps. */
export function encodedPath(code: string): string {
  return code.split('/').map(encodeURIComponent).join('/');
}

function isMediaType(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z]+\/[\w.+-]+$/i.test(value);
}
