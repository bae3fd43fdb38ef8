import { fileContent, isConnectorError } from '@pim-connector/core';
import type { FileContent, Issue, RecordKey } from '@pim-connector/core';

import { rejected } from '../errors/meanings.ts';
import { fileKinds } from '../files/file-kind.ts';
import type { AssetMemo } from '../plan/plan-asset.ts';
import { Refusal } from './refusal.ts';
import type { WriteSession } from './session.ts';

/** What opening files needs of a session. */
export type OpenSession = Pick<WriteSession, 'fileServers' | 'tools' | 'context'>;

/** A file whose size is known. */
export interface SizedContent {
  readonly bytes: number;
  readonly mediaType: string;
  readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Gives up what was not read. */
  close(): Promise<void>;
}

/** Bytes of a file that may be held in memory, where nobody tells its size. */
const mostHeld = 20 * 1024 ** 2;

/**
 * Opens a file that is to be uploaded: at its address, or by the source, where the address needs a login. It comes as it is
 * read; only what is small, and of which nobody tells the size, is held in memory.
 *
 * @throws Refusal for what is wrong with the file or its address, ConnectorError
 */
export async function openContent(
  key: RecordKey,
  memo: AssetMemo,
  session: OpenSession,
): Promise<SizedContent> {
  try {
    const content = await (memo.upload === 'source'
      ? openedBySource(key, session)
      : downloaded(memo, session));
    // What has failed has nothing to be given up.
    const close = () => content.body.cancel().catch(() => undefined);
    try {
      const mediaType = memo.mediaType ?? content.mediaType ?? 'application/octet-stream';
      return { ...(await sized(content, memo)), mediaType, close };
    } catch (error) {
      await close();
      throw error;
    }
  } catch (error) {
    throw openingFailure(error, memo, session);
  }
}

/** It is the file that is wrong, or its server; nothing is known against the other records. */
function openingFailure(
  error: unknown,
  { kind, upload }: AssetMemo,
  { tools, context }: OpenSession,
): unknown {
  if (!isConnectorError(error) || context.signal.aborted) return error;
  const message = `The ${fileKinds[kind].name} could not be fetched: ${error.message}`;
  if (!isConnectorError(error, 'resource.missing', 'permission.denied', 'auth.failed', 'request.rejected'))
    return tools.error('record.failed', message, { cause: error });
  const publicHint =
    'Its address must be public, and not ask for a login. A host of the own network has to be named in the option privateFileHosts.';
  return refusal('url', message, upload === 'source' ? error.hint : publicHint);
}

async function openedBySource(key: RecordKey, { context, tools }: OpenSession): Promise<FileContent> {
  if (context.openFile !== undefined) return context.openFile(key);
  throw tools.error('resource.missing', 'there is no source that could open a private file', {
    hint: 'Write it by a pipeline whose source has it, or name an address of the file that needs no login.',
  });
}

async function downloaded(
  { kind, whole }: AssetMemo,
  { fileServers, context }: OpenSession,
): Promise<FileContent> {
  const stream = await fileServers.stream({
    path: whole.originalSource,
    anonymous: true,
    // Compressed, its length would not be that of the file.
    headers: { accept: '*/*', 'accept-encoding': 'identity' },
    operation: `download of a ${fileKinds[kind].name}`,
    signal: context.signal,
  });
  return fileContent(stream);
}

/** With the size that the server says, else the record, else the content. @throws Refusal */
async function sized(
  { body, mediaType, bytes: told }: FileContent,
  { kind, bytes: recorded }: AssetMemo,
): Promise<Pick<SizedContent, 'bytes' | 'chunks'>> {
  const { name, maxBytes } = fileKinds[kind];
  if (mediaType?.toLowerCase() === 'text/html')
    throw refusal(
      'url',
      `The address of the ${name} answers with a page of the web`,
      'Use the address of the file itself; if the page is a login, make the file public.',
    );
  const bytes = told ?? recorded;
  if (bytes !== undefined) {
    assertFits(bytes, kind);
    return { bytes, chunks: body };
  }
  if (maxBytes > mostHeld)
    throw refusal(
      'bytes',
      `Nobody tells the size of the ${name}, and Shopify has to know it before the upload`,
      'Let its server send the header Content-Length, or give the size in the mapping: `bytes`.',
      'value.missing',
    );
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes) break;
  }
  assertFits(length, kind);
  return { bytes: length, chunks };
}

/** @throws Refusal for a file that is empty or too large. */
function assertFits(bytes: number, kind: AssetMemo['kind']): void {
  const { name, maxBytes } = fileKinds[kind];
  if (bytes === 0) throw refusal('url', `The ${name} is empty`, 'Put the file there anew.');
  if (bytes > maxBytes)
    throw refusal(
      'url',
      `The ${name} has ${bytes} bytes or more, and Shopify takes ${maxBytes} at most`,
      'Use a smaller file.',
    );
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
