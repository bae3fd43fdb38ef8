import { fileContent } from '@pim-connector/core';
import type { Asset, FileContent, RecordKey } from '@pim-connector/core';

import type { AssetReading } from './asset-pass.ts';
import { encodedPath } from './convert-asset.ts';
import { fetchAssets } from './fetch-records.ts';
import { recordFileCode } from './record-file-key.ts';

/** Codes of media files begin with the first four digits of a hash, and the hash (Akeneo PIM, file storage). */
const mediaFileCode = /^(?:[0-9a-f]\/){4}[0-9a-f]{40}_/;

/**
 * Opens the file of an asset record with the credentials of the connection; `null`: its address is public.
 *
 * @param reading gives what is needed to read assets; asked only for assets of the asset manager.
 * @throws ConnectorError `resource.missing` if there is no such file.
 */
export async function openFile(
  key: RecordKey,
  reading: AssetReading,
  maxBytes: number,
): Promise<FileContent | null> {
  const { client, context } = reading;
  const path = await filePath(key, reading);
  if (path === null) return null;
  const stream = await client.stream({
    path,
    headers: { accept: '*/*' },
    maxResponseBytes: maxBytes,
    signal: context.signal,
    operation: 'read a file',
  });
  return fileContent(stream);
}

/** Where a file is below the API; `null`: elsewhere. */
async function filePath(key: RecordKey, reading: AssetReading): Promise<string | null> {
  const { client, tools } = reading;
  if (recordFileCode(key) !== null) return encodedPath(key);
  if (mediaFileCode.test(key)) return `media-files/${encodedPath(key)}/download`;
  const record = (await fetchAssets([key], reading)).get(key);
  if (!record || record.op === 'delete' || record.entity !== 'asset')
    throw tools.error('resource.missing', `The PIM has no asset “${key}”, or does not show it`, {
      entity: 'asset',
      key,
    });
  const { url, urlKind } = record.data as Asset;
  return urlKind === 'private' ? url.slice(client.url.length + 1) : null;
}
