import { createHttpClient } from '@pim-connector/core';
import type { ConnectorTools, HttpClient, HttpResponse } from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import type { DestinationConfig } from './destination-config.ts';
import type { PlannedUpload } from './planned-write.ts';

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
    if (owner['asset'] !== undefined) {
      return uploadAsset(form({}), owner['asset'], owner['family'] ?? '', attribute, client, tools, signal);
    }
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

/** The file first, then the asset with the code that the PIM gave the file (Akeneo REST API, asset media files). */
async function uploadAsset(
  body: () => FormData,
  asset: string,
  family: string,
  attribute: string,
  client: AkeneoClient,
  tools: ConnectorTools,
  signal: AbortSignal,
): Promise<string> {
  const operation = 'write asset-media-files';
  const response = await client.request({
    method: 'POST',
    path: 'asset-media-files',
    body,
    idempotent: true,
    expect: 'nothing',
    signal,
    operation,
  });
  const code = response.headers.get('asset-media-file-code') ?? codeInLocation(response, 'asset-media-files');
  if (code === null)
    throw tools.error('response.malformed', 'The PIM did not say which code the file got', { operation });
  await client.request({
    method: 'PATCH',
    path: `asset-families/${encodeURIComponent(family)}/assets/${encodeURIComponent(asset)}`,
    json: {
      code: asset,
      values: { [attribute]: [{ locale: null, channel: null, data: code }] },
    },
    idempotent: true,
    expect: 'nothing',
    signal,
    operation: 'write assets',
  });
  return code;
}
