import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

import { hashText } from '@pim-connector/core';

import { fileError } from './file-error.ts';
import type { FileTools } from './file-tools.ts';

/** A file that is open for reading. */
export interface OpenFile {
  /** Name without folders, as it stands in places such as `products.csv:17`. */
  readonly name: string;
  /**
   * Which content of which file this is: another text as soon as the file was written again, replaced, moved in
   * from elsewhere, or had its dates set.
   */
  readonly identity: string;
  /** Bytes of the file on disk. */
  readonly size: number;
  /** Reads the content, unpacked if the name ends in `.gz`, from a byte of the content on. */
  chunks(start?: number): AsyncGenerator<Buffer>;
  /**
   * Looks whether the file is still as it was when it was opened.
   *
   * @throws ConnectorError `source.incomplete` if not: pages of two contents must not be mixed in one pass.
   */
  assertUnchanged(): Promise<void>;
  close(): Promise<void>;
}

const chunkSize = 256 * 1024;

/**
 * Opens a file.
 *
 * @param signal reading ends with its reason when it is aborted.
 * @throws ConnectorError `resource.missing`, `permission.denied` or `config.invalid`.
 */
export async function openFile(path: string, tools: FileTools, signal: AbortSignal): Promise<OpenFile> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, 'r');
    const opened = await handle.stat({ bigint: true });
    if (opened.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
    const { size, mtimeNs, ctimeNs, ino } = opened;
    return {
      name: basename(path),
      identity: hashText([size, mtimeNs, ctimeNs, ino].join(' ')),
      size: Number(size),
      chunks: (start = 0) => readChunks(handle as FileHandle, path, start, tools, signal),
      async assertUnchanged() {
        const now = await (handle as FileHandle).stat({ bigint: true });
        // Not ctime: replacing a file, which is the right way to publish a new one, changes that of the old one too.
        if (now.size !== size || now.mtimeNs !== mtimeNs) throw changed(path, tools);
      },
      close: () => (handle as FileHandle).close(),
    };
  } catch (error) {
    await handle?.close();
    throw fileError(error, path, tools);
  }
}

function changed(path: string, tools: FileTools) {
  return tools.error('source.incomplete', `“${path}” was written to while it was read`, {
    operation: 'read',
    hint: 'Run again: reading starts over with the new content. Write files under another name and rename them when they are complete.',
  });
}

async function* readChunks(
  handle: FileHandle,
  path: string,
  start: number,
  tools: FileTools,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const chunks = path.endsWith('.gz') ? unpacked(handle, start) : stored(handle, start);
  try {
    for await (const chunk of chunks) {
      signal.throwIfAborted();
      yield chunk;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw fileError(error, path, tools);
  }
}

async function* stored(handle: FileHandle, start: number): AsyncGenerator<Buffer> {
  for (let position = start; ;) {
    // oxlint-disable-next-line no-await-in-loop
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(chunkSize), 0, chunkSize, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

// What is packed cannot be entered in the middle, so everything before the start is unpacked and left away.
async function* unpacked(handle: FileHandle, start: number): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize });
  // A failure also ends the iteration below, where it is told.
  pipeline(Readable.from(stored(handle, 0)), gunzip, () => undefined);
  let skip = start;
  for await (const chunk of gunzip as AsyncIterable<Buffer>) {
    const rest = chunk.subarray(Math.min(skip, chunk.length));
    skip -= chunk.length - rest.length;
    if (rest.length > 0) yield rest;
  }
}
