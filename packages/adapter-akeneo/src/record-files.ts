import type { Asset, SourceRecord } from '@pim-connector/core';

import { objectOf, objectsOf, textOf } from './api-values.ts';
import { encodedPath, fileNameOf } from './convert-asset.ts';
import type { ApiItem } from './list-pages.ts';
import { mediaTypeOf } from './media-types.ts';
import type { RecordFamily } from './record-families.ts';
import { recordFileKey } from './record-file-key.ts';

/** Whether records of a reference entity can have files. */
export function hasFiles({ attributes }: RecordFamily): boolean {
  return [...attributes.values()].some(isImage);
}

/** The files of records of a reference entity, each once. The API has no list of them: they are found in the values. */
export function recordFiles(
  items: readonly ApiItem[],
  { attributes }: RecordFamily,
  apiUrl: string,
): SourceRecord<'asset'>[] {
  const images = [...attributes].filter(([, attribute]) => isImage(attribute)).map(([code]) => code);
  const codes = items.flatMap((item) => {
    const values = objectOf(item['values']);
    return images.flatMap((code) => objectsOf(values[code]).flatMap(({ data }) => textOf(data) ?? []));
  });
  return [...new Set(codes)].map((code) => recordFile(code, apiUrl));
}

/** A file of a record. Its bytes are fetched with the credentials of the connection. */
export function recordFile(code: string, apiUrl: string): SourceRecord<'asset'> {
  const key = recordFileKey(code);
  const fileName = fileNameOf(code);
  const data: Asset = {
    key,
    url: `${apiUrl}/${encodedPath(key)}`,
    urlKind: 'private',
    fileName,
    ...mediaTypeOf(fileName),
  };
  return { op: 'upsert', entity: 'asset', key, data, coverage: 'complete' };
}

function isImage({ type }: ApiItem): boolean {
  return type === 'image';
}
