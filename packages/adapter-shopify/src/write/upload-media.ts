import { isConnectorError } from '@pim-connector/core';
import type { HttpStream, Issue } from '@pim-connector/core';

import { stagedUploadCreate } from '../documents/file-documents.ts';
import { rejected } from '../errors/meanings.ts';
import { fileKinds } from '../files/file-kind.ts';
import { multipartForm } from '../files/multipart-form.ts';
import type { AssetMemo } from '../plan/plan-asset.ts';
import { Refusal, assertDone } from './refusal.ts';
import type { WriteSession } from './session.ts';

type UploadSession = Pick<WriteSession, 'client' | 'fileServers' | 'tools' | 'context'>;

/** Milliseconds that an upload may take at least, and bytes per millisecond of a slow line. */
const shortestTime = 600_000;
const slowLine = 500;

/**
 * Brings a video or a 3D model from its address to the storage of Shopify, which takes it from nowhere else. It is passed on as
 * it comes, and never held as a whole: so it cannot be sent a second time, and a connection that breaks fails the record.
 *
 * @returns the address to make a file of.
 * @throws Refusal for what is wrong with the file or its address, ConnectorError
 */
export async function uploadMedia(memo: AssetMemo, session: UploadSession): Promise<string> {
  const source = await openSource(memo, session);
  try {
    const size = sizeOf(source, memo);
    const target = await stagedTarget(memo, size, session);
    await passOn(source, size, target, memo, session);
    return target.resourceUrl;
  } finally {
    await source.cancel();
  }
}

async function openSource(
  { kind, whole }: AssetMemo,
  { fileServers, context, tools }: UploadSession,
): Promise<HttpStream> {
  const { name } = fileKinds[kind];
  try {
    return await fileServers.stream({
      path: whole.originalSource,
      anonymous: true,
      // Compressed, its length would not be that of the file.
      headers: { accept: '*/*', 'accept-encoding': 'identity' },
      operation: `download of a ${name}`,
      signal: context.signal,
    });
  } catch (error) {
    if (!isConnectorError(error)) throw error;
    if (context.signal.aborted) throw error;
    if (isConnectorError(error, 'resource.missing', 'permission.denied', 'auth.failed', 'request.rejected'))
      throw refusal(
        'url',
        `The ${name} could not be fetched: ${error.message}`,
        'Its address must be public, and not ask for a login. A host of the own network has to be named in the option privateFileHosts.',
      );
    throw tools.error('record.failed', `The ${name} could not be fetched: ${error.message}`, {
      cause: error,
    });
  }
}

/** What the server says, else what the record says. @throws Refusal */
function sizeOf({ headers }: HttpStream, { kind, bytes }: AssetMemo): number {
  const { name, maxBytes } = fileKinds[kind];
  if (/^text\/html\b/i.test(headers.get('content-type') ?? ''))
    throw refusal(
      'url',
      `The address of the ${name} answers with a page of the web`,
      'Use the address of the file itself; if the page is a login, make the file public.',
    );
  const isWhole = headers.get('content-encoding') === null;
  const told = isWhole ? Number(headers.get('content-length') ?? Number.NaN) : Number.NaN;
  const size = Number.isSafeInteger(told) ? told : bytes;
  if (size === undefined)
    throw refusal(
      'bytes',
      `Nobody tells the size of the ${name}, and Shopify has to know it before the upload`,
      'Let its server send the header Content-Length, or give the size in the mapping: `bytes`.',
      'value.missing',
    );
  if (size > 0 && size <= maxBytes) return size;
  throw refusal(
    'url',
    size === 0
      ? `The ${name} is empty`
      : `The ${name} has ${size} bytes, and Shopify takes ${maxBytes} at most`,
    size === 0 ? 'Put the file there anew.' : 'Use a smaller file.',
  );
}

interface Target {
  readonly url: string;
  readonly resourceUrl: string;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

async function stagedTarget(
  { kind, whole, mediaType = 'application/octet-stream' }: AssetMemo,
  size: number,
  { client, tools, context }: UploadSession,
): Promise<Target> {
  const { contentType } = fileKinds[kind];
  const { filename } = whole;
  const input = [
    { resource: contentType, filename, mimeType: mediaType, httpMethod: 'POST', fileSize: `${size}` },
  ];
  const { stagedUploadsCreate: answer } = await client.call(stagedUploadCreate, { input }, context);
  assertDone(answer.userErrors, stagedUploadCreate.field, client.errors, (field) => ({
    path: field.at(-1) === 'mimeType' ? 'mediaType' : 'url',
  }));
  const [target] = answer.stagedTargets ?? [];
  if (target?.resourceUrl == null)
    throw tools.error('response.malformed', 'Shopify gave no address for an upload', {
      operation: stagedUploadCreate.name,
    });
  return { ...target, resourceUrl: target.resourceUrl };
}

async function passOn(
  source: HttpStream,
  size: number,
  { url, parameters }: Target,
  { kind, whole, mediaType = 'application/octet-stream' }: AssetMemo,
  { client, tools, context }: UploadSession,
): Promise<void> {
  const progress: Progress = { bytes: 0, error: null };
  const form = multipartForm(
    parameters,
    { filename: whole.filename ?? 'file', mediaType },
    { bytes: size, chunks: () => pieces(source, size, progress) },
  );
  try {
    await client.http.request({
      method: 'POST',
      path: url,
      anonymous: true,
      headers: {
        'content-type': form.type,
        // Else it is sent in chunks, which the storage does not take.
        'content-length': `${form.body.size}`,
      },
      // A stream and nothing that could make it anew: what was read is gone, so it must not be sent again.
      body: form.body.stream(),
      idempotent: false,
      timeout: Math.max(shortestTime, size / slowLine),
      operation: `upload of a ${fileKinds[kind].name}`,
      signal: context.signal,
    });
  } catch (error) {
    if (context.signal.aborted) throw error;
    const cause = progress.error ?? error;
    const words = isConnectorError(cause) || cause instanceof LengthError ? cause.message : String(cause);
    throw tools.error('record.failed', `The ${fileKinds[kind].name} could not be uploaded: ${words}`, {
      cause,
    });
  }
}

interface Progress {
  bytes: number;
  /** What went wrong while the file was read. */
  error: unknown;
}

/** A file that is longer or shorter than was said. */
class LengthError extends Error {
  override readonly name = 'LengthError';
}

async function* pieces({ body }: HttpStream, size: number, progress: Progress): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) {
      progress.bytes += chunk.length;
      if (progress.bytes > size)
        throw new LengthError(`it is longer than ${size} bytes, which were announced`);
      yield chunk;
    }
    if (progress.bytes < size)
      throw new LengthError(`it ends after ${progress.bytes} of ${size} bytes, which were announced`);
  } catch (error) {
    progress.error = error;
    throw error;
  }
}

function refusal(
  path: string,
  message: string,
  hint: string,
  code: 'value.invalid' | 'value.missing' = 'value.invalid',
): Refusal {
  const issue: Issue = { code, severity: 'error', message, hint, path };
  return new Refusal([{ means: rejected(code), issue }]);
}
