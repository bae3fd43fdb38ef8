import { canonicalDecimal, isSafePropertyName, normalizeLocale } from '@pim-connector/core';
import type {
  Asset,
  AttributeType,
  AttributeValues,
  Attributes,
  InvalidRow,
  JsonValue,
} from '@pim-connector/core';

import { objectOf, objectsOf, textOf } from './api-values.ts';
import type { ApiItem } from './list-pages.ts';
import { mediaTypeOf } from './media-types.ts';
import { assetKey } from './read-data.ts';
import { recordAttributeType } from './record-attribute-type.ts';

/** An asset family with its attributes. */
export interface AssetFamily {
  readonly code: string;
  /** Code of the attribute that holds the file or its address. */
  readonly mainMedia: string | null;
  readonly attributes: ReadonlyMap<string, ApiItem>;
}

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
export function convertAsset(item: ApiItem, family: AssetFamily, apiUrl: string): Asset | InvalidRow {
  const code = textOf(item['code']) ?? '';
  const key = assetKey(family.code, code);
  const values = objectOf(item['values']);
  const location = locationOf(values, family, apiUrl);
  if (location === null) return withoutMedia(key, family);
  return {
    key,
    ...location,
    attributes: attributesOf(values, family),
    extensions: { akeneo: { assetFamily: family.code } },
  };
}

function locationOf(
  values: ApiItem,
  { mainMedia, attributes }: AssetFamily,
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
      const fileName =
        data
          .split('/')
          .at(-1)
          ?.replace(/^[0-9a-f]{40}_/, '') ?? data;
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

function attributesOf(values: ApiItem, family: AssetFamily): Attributes {
  const attributes: Record<string, AttributeValues> = {};
  for (const [code, list] of Object.entries(values)) {
    if (!isSafePropertyName(code)) continue;
    const attribute = family.attributes.get(code) ?? {};
    const type = recordAttributeType(attribute);
    const read = objectsOf(list).flatMap((value) => {
      const { locale: localeCode, data } = value;
      const locale = typeof localeCode === 'string' ? normalizeLocale(localeCode) : null;
      if (typeof localeCode === 'string' && locale === null) return [];
      // Values of assets say `channel` where those of products say `scope`.
      const scope = textOf(value['channel']);
      return [{ locale, scope, data: dataOf(type, attribute, data) }];
    });
    attributes[code] = { type, values: read } as AttributeValues;
  }
  return attributes;
}

function dataOf(type: AttributeType, attribute: ApiItem, data: unknown): JsonValue {
  if (type === 'number') return canonicalDecimal(String(data)) ?? (data as JsonValue);
  if (type === 'date' && typeof data === 'string') return data.slice(0, 10);
  if (type === 'references') {
    const entity = textOf(attribute['reference_entity_code']) ?? 'record';
    const codes = Array.isArray(data) ? data : [data];
    return codes.map((key) => ({ entity, key: String(key) }));
  }
  return data as JsonValue;
}

function withoutMedia(key: string, { code }: AssetFamily): InvalidRow {
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

/** Codes of files hold slashes, which the address keeps. */
export function encodedPath(code: string): string {
  return code.split('/').map(encodeURIComponent).join('/');
}

function isMediaType(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z]+\/[\w.+-]+$/i.test(value);
}
