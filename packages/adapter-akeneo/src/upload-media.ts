import { fileDownloader, growingHash, isConnectorError } from '@pim-connector/core';
import type { ConnectorContext, ConnectorTools, FileContent, HttpResponse, Issue } from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import type { MediaFile } from './cell-schemas.ts';
import type { DestinationConfig } from './destination-config.ts';
import { multipartBody } from './multipart-body.ts';
import type { PlannedUpload } from './planned-write.ts';
import { recordsPath } from './records-path.ts';

/** What became of a file: the code that the PIM has it under, where it says so, and the hash of its content; or why not. */
export type Uploaded =
  | { readonly code: string | null; readonly hash: string }
  | { readonly issues: readonly Issue[] };

/** Uploads files to the PIM. */
export type MediaUploader = (upload: PlannedUpload, context: ConnectorContext) => Promise<Uploaded>;

/**
 * Makes an uploader: it opens a file at its address, or has the source open it, and hands it to the PIM as it comes. What the
 * PIM has already with the same content is not sent.
 */
export function mediaUploader(
  { fetch, retry, clock, maxMediaBytes, mediaHosts }: DestinationConfig,
  client: AkeneoClient,
  tools: ConnectorTools,
): MediaUploader {
  const download = fileDownloader({
    connector: tools.type,
    maxBytes: maxMediaBytes,
    allowHosts: mediaHosts,
    ...(fetch === undefined ? {} : { fetch }),
    ...(retry === undefined ? {} : { retry }),
    ...(clock === undefined ? {} : { clock }),
  });
  const open = async (file: MediaFile, { signal, openFile }: ConnectorContext): Promise<FileContent> => {
    if ('url' in file) return { ...(await download(file.url, signal)), fileName: file.fileName };
    if (openFile !== undefined) return openFile(file.asset);
    throw tools.error('resource.missing', `There is no source that could open the asset “${file.asset}”`, {
      hint: 'Write it by a pipeline whose source has it, or name the address of the file.',
    });
  };
  return async (upload, context) => {
    const { file, there } = upload;
    const again = () => open(file, context);
    let content: FileContent;
    try {
      content = await again();
    } catch (error) {
      // It is the file that is wrong; the PIM was not asked yet.
      if (!isConnectorError(error, 'resource.missing', 'request.rejected', 'permission.denied')) throw error;
      return { issues: [fileIssue(upload, error.message, error.hint)] };
    }
    if ((content.bytes ?? 0) > maxMediaBytes) {
      await content.body.cancel();
      const message = `The file has ${content.bytes} bytes, and ${maxMediaBytes} are the most that is uploaded`;
      return {
        issues: [fileIssue(upload, message, 'Use a smaller file, or raise the option “maxMediaBytes”.')],
      };
    }
    if (there !== undefined) {
      const hash = await hashOf(content.body);
      if (hash === there.hash) return { code: there.code, hash };
      content = await again();
    }
    return send(upload, content, again, client, tools, context.signal);
  };
}

async function send(
  { owner, attribute, locale, scope }: PlannedUpload,
  content: FileContent,
  again: () => Promise<FileContent>,
  client: AkeneoClient,
  tools: ConnectorTools,
  signal: AbortSignal,
): Promise<Uploaded> {
  const item = itemOf(owner);
  const name = owner['code'] === undefined ? 'product' : 'product_model';
  const fields = item === null ? { [name]: JSON.stringify({ ...owner, attribute, locale, scope }) } : {};
  const files = item?.files ?? 'media-files';
  let first: FileContent | null = content;
  // A request that is repeated opens the file anew.
  const open = async () => {
    const { body } = first ?? (await again());
    first = null;
    return body;
  };
  const form = multipartBody(fields, content, content.fileName ?? 'file', open);
  const response = await client
    .request({
      method: 'POST',
      path: files,
      headers: form.headers,
      body: form.body,
      idempotent: true,
      expect: 'nothing',
      signal,
      operation: `write ${files}`,
    })
    // Nobody reads it if the request was never sent.
    .finally(() => {
      first?.body.cancel().catch(() => undefined);
    });
  // `Asset-media-file-code`, `Reference-entities-media-file-code`.
  const code = response.headers.get(files.replace(/s$/, '-code')) ?? codeInLocation(response, files);
  const hash = form.hash() ?? '';
  if (item === null) return { code, hash };
  if (code === null)
    throw tools.error('response.malformed', 'The PIM did not say which code the file got', {
      operation: `write ${files}`,
    });
  await client.request({
    method: 'PATCH',
    path: item.path,
    json: { code: item.code, values: { [attribute]: [{ locale, channel: scope, data: code }] } },
    idempotent: true,
    expect: 'nothing',
    signal,
    operation: `write ${item.path.split('/')[0]}`,
  });
  return { code, hash };
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

async function hashOf(body: ReadableStream<Uint8Array>): Promise<string> {
  const hash = growingHash();
  for await (const chunk of body) hash.add(chunk);
  return hash.value();
}

function fileIssue({ attribute, file }: PlannedUpload, message: string, hint: string): Issue {
  return {
    code: 'akeneo.no_file',
    severity: 'error',
    message,
    hint,
    path: `media.${attribute}`,
    attribute,
    value: 'asset' in file ? file.asset : file.url,
  };
}
