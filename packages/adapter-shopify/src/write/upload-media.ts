import { isConnectorError } from '@pim-connector/core';
import type { RecordKey } from '@pim-connector/core';

import { stagedUploadCreate } from '../documents/file-documents.ts';
import { fileKinds } from '../files/file-kind.ts';
import { multipartForm } from '../files/multipart-form.ts';
import type { AssetMemo } from '../plan/plan-asset.ts';
import { openContent } from './open-content.ts';
import type { OpenSession, SizedContent } from './open-content.ts';
import { assertDone } from './refusal.ts';
import type { WriteSession } from './session.ts';

type UploadSession = OpenSession & Pick<WriteSession, 'client'>;

/** Milliseconds that an upload may take at least, and bytes per millisecond of a slow line. */
const shortestTime = 600_000;
const slowLine = 500;

/**
 * Brings a file to the storage of Shopify: a video or a 3D model, which it takes from nowhere else, and any file whose
 * address needs a login. It is passed on as it comes, so it cannot be sent a second time, and a connection that breaks fails
 * the record.
 *
 * @returns the address to make a file of.
 * @throws Refusal for what is wrong with the file or its address, ConnectorError
 */
export async function uploadMedia(key: RecordKey, memo: AssetMemo, session: UploadSession): Promise<string> {
  const content = await openContent(key, memo, session);
  try {
    const target = await stagedTarget(memo, content, session);
    await passOn(content, target, memo, session);
    return target.resourceUrl;
  } finally {
    await content.close();
  }
}

interface Target {
  readonly url: string;
  readonly resourceUrl: string;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

async function stagedTarget(
  { kind, whole }: AssetMemo,
  { bytes, mediaType }: SizedContent,
  { client, tools, context }: UploadSession,
): Promise<Target> {
  const { contentType } = fileKinds[kind];
  const { filename } = whole;
  const input = [
    { resource: contentType, filename, mimeType: mediaType, httpMethod: 'POST', fileSize: `${bytes}` },
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
  content: SizedContent,
  { url, parameters }: Target,
  { kind, whole }: AssetMemo,
  { client, tools, context }: UploadSession,
): Promise<void> {
  const { bytes, mediaType } = content;
  const progress: Progress = { bytes: 0, error: null };
  const form = multipartForm(
    parameters,
    { filename: whole.filename ?? 'file', mediaType },
    { bytes, chunks: () => pieces(content, progress) },
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
      timeout: Math.max(shortestTime, bytes / slowLine),
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

async function* pieces({ chunks, bytes }: SizedContent, progress: Progress): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of chunks) {
      progress.bytes += chunk.length;
      if (progress.bytes > bytes)
        throw new LengthError(`it is longer than ${bytes} bytes, which were announced`);
      yield chunk;
    }
    if (progress.bytes < bytes)
      throw new LengthError(`it ends after ${progress.bytes} of ${bytes} bytes, which were announced`);
  } catch (error) {
    progress.error = error;
    throw error;
  }
}
