import { createHttpClient } from '@pim-connector/core';
import type { ConnectorTools, HttpClient, HttpResponse } from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import type { DestinationConfig } from './destination-config.ts';
import type { PlannedUpload } from './planned-write.ts';
import { recordsPath } from './records-path.ts';

/** Uploads files to the PIM; gives the code that the PIM gave the file, where it says so. */
export type MediaUploader = (upload: PlannedUpload, signal: AbortSignal) => Promise<string | null>;

/**
 * Makes an uploader: it fetches a file from its public address and hands it to the PIM. Files are held in memory one at
 * a time, up to a limit: a form with a file cannot be sent twice otherwise.
 */
export function mediaUploader(
  { url, fetch, retry, clock, maxMediaBytes }: DestinationConfig,
  client: AkeneoClient,
  tools: ConnectorTools,
): MediaUploader {
  // Files lie anywhere; none of our credentials goes there.
  const files: HttpClient = createHttpClient({
    connector: tools.type,
    baseUrl: url,
    maxResponseBytes: maxMediaBytes,
    ...(fetch === undefined ? {} : { fetch }),
    ...(retry === undefined ? {} : { retry }),
    ...(clock === undefined ? {} : { clock }),
  });
  return async (upload, signal) => {
    const { owner, attribute, locale, scope, fileName } = upload;
    const file = await files.request({
      path: upload.url,
      anonymous: true,
      signal,
      operation: `fetch ${fileName}`,
    });
    const type = file.headers.get('content-type') ?? 'application/octet-stream';
    const blob = new Blob([file.bytes()], { type });
    const form = (fields: Readonly<Record<string, string>>) => () => {
      const body = new FormData();
      for (const [name, text] of Object.entries(fields)) body.append(name, text);
      body.append('file', blob, fileName);
      return body;
    };
    const item = itemOf(owner);
    if (item !== null)
      return uploadToItem(form({}), item, { attribute, locale, scope }, client, tools, signal);
    const name = owner['code'] === undefined ? 'product' : 'product_model';
    const target = JSON.stringify({ ...owner, attribute, locale, scope });
    const response = await client.request({
      method: 'POST',
      path: 'media-files',
      body: form({ [name]: target }),
      idempotent: true,
      expect: 'nothing',
      signal,
      operation: 'write media-files',
    });
    return codeInLocation(response, 'media-files');
  };
}

/** The code at the end of the address that a new file has. */
function codeInLocation({ headers }: HttpResponse, list: string): string | null {
  const code = headers.get('location')?.split(`/${list}/`)[1];
  return code === undefined ? null : decodeURIComponent(code);
}

/** An asset or a record, and where files of its kind are uploaded. */
interface FileItem {
  readonly code: string;
  readonly path: string;
  readonly files: 'asset-media-files' | 'reference-entities-media-files';
}

/** `null`: files of it are uploaded to it at once. */
function itemOf({ asset, family = '', record, kind = '' }: PlannedUpload['owner']): FileItem | null {
  if (asset !== undefined) {
    const path = `asset-families/${encodeURIComponent(family)}/assets/${encodeURIComponent(asset)}`;
    return { code: asset, path, files: 'asset-media-files' };
  }
  if (record === undefined) return null;
  const path = `${recordsPath(kind)}/${encodeURIComponent(record)}`;
  return { code: record, path, files: 'reference-entities-media-files' };
}

/**
 * The file first, then the asset or record with the code that the PIM gave the file (Akeneo REST API, asset media files,
 * reference entity media files).
 */
async function uploadToItem(
  body: () => FormData,
  { code, path, files }: FileItem,
  { attribute, locale, scope }: Pick<PlannedUpload, 'attribute' | 'locale' | 'scope'>,
  client: AkeneoClient,
  tools: ConnectorTools,
  signal: AbortSignal,
): Promise<string> {
  const operation = `write ${files}`;
  const response = await client.request({
    method: 'POST',
    path: files,
    body,
    idempotent: true,
    expect: 'nothing',
    signal,
    operation,
  });
  // `Asset-media-file-code`, `Reference-entities-media-file-code`.
  const file = response.headers.get(files.replace(/s$/, '-code')) ?? codeInLocation(response, files);
  if (file === null)
    throw tools.error('response.malformed', 'The PIM did not say which code the file got', { operation });
  await client.request({
    method: 'PATCH',
    path,
    json: { code, values: { [attribute]: [{ locale, channel: scope, data: file }] } },
    idempotent: true,
    expect: 'nothing',
    signal,
    operation: `write ${path.split('/')[0]}`,
  });
  return file;
}
