import type { FileHandle } from 'node:fs/promises';

/** A file on disk for what does not fit into memory. */
export interface OverflowFile {
  /** Adds bytes behind all others. What fails is told to who waits for it. */
  append(bytes: Uint8Array): void;
  /** Waits until all is written that was added. @throws Error of the file system. */
  written(): Promise<void>;
  /** Reads all that is written from the beginning. @throws Error of the file system. */
  chunks(): AsyncGenerator<Uint8Array>;
  /** Removes it. */
  discard(): Promise<void>;
}

/** Bytes that are read at a time: in smaller pieces, who sends them has twice the work. */
const readAtOnce = 262_144;

/**
 * Makes a file in a folder of its own, which only this user can read.
 *
 * @param parent `undefined`: the folder of the system for temporary files.
 */
export function createOverflowFile(parent: string | undefined): OverflowFile {
  const opened = open(parent);
  // One write at a time, in their order.
  let writing: Promise<unknown> = opened;
  writing.catch(() => undefined);

  async function write(before: Promise<unknown>, bytes: Uint8Array): Promise<void> {
    await before;
    const { handle } = await opened;
    await handle.appendFile(bytes);
  }

  return {
    append(bytes) {
      writing = write(writing, bytes);
      writing.catch(() => undefined);
    },
    async written() {
      await writing;
    },
    async *chunks() {
      yield* read((await opened).handle);
    },
    async discard() {
      await writing.catch(() => undefined);
      const made = await opened.catch(() => null);
      if (made === null) return;
      await made.handle.close();
      const { rm } = await import('node:fs/promises');
      await rm(made.folder, { recursive: true, force: true });
    },
  };
}

// Only where files are really written: the adapter itself needs nothing of Node.
async function open(parent: string | undefined) {
  const [files, { tmpdir }, { join }] = await Promise.all([
    import('node:fs/promises'),
    import('node:os'),
    import('node:path'),
  ]);
  const folder = await files.mkdtemp(join(parent ?? tmpdir(), 'pim-connector-shopify-'));
  return { folder, handle: await files.open(join(folder, 'variables.jsonl'), 'wx+', 0o600) };
}

async function* read(handle: FileHandle): AsyncGenerator<Uint8Array> {
  for (let position = 0; ;) {
    // A new one each time: who was given the last may still be sending it.
    // oxlint-disable-next-line no-await-in-loop
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(readAtOnce), { position });
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    position += bytesRead;
  }
}
