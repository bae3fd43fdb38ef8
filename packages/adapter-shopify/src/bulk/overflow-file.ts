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
 * Makes a file in a folder of its own, which only this user can read. It is open only while it is written or read, for
 * nobody says when a run is given up.
 *
 * @param parent `undefined`: the folder of the system for temporary files.
 */
export function createOverflowFile(parent: string | undefined): OverflowFile {
  const made = makeFile(parent);
  // One write at a time, in their order.
  let writing: Promise<unknown> = made;
  writing.catch(() => undefined);

  async function write(before: Promise<unknown>, bytes: Uint8Array): Promise<void> {
    await before;
    const [{ appendFile }, { path }] = await Promise.all([import('node:fs/promises'), made]);
    await appendFile(path, bytes);
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
      yield* read((await made).path);
    },
    async discard() {
      await writing.catch(() => undefined);
      const place = await made.catch(() => null);
      if (place === null) return;
      const { rm } = await import('node:fs/promises');
      await rm(place.folder, { recursive: true, force: true });
    },
  };
}

// Only where files are really written: the adapter itself needs nothing of Node.
async function makeFile(parent: string | undefined) {
  const [{ mkdtemp, writeFile }, { tmpdir }, { join }] = await Promise.all([
    import('node:fs/promises'),
    import('node:os'),
    import('node:path'),
  ]);
  const folder = await mkdtemp(join(parent ?? tmpdir(), 'pim-connector-shopify-'));
  const path = join(folder, 'variables.jsonl');
  await writeFile(path, '', { mode: 0o600, flag: 'wx' });
  return { folder, path };
}

async function* read(path: string): AsyncGenerator<Uint8Array> {
  const { open } = await import('node:fs/promises');
  const handle = await open(path);
  try {
    for (let position = 0; ;) {
      // A new one each time: who was given the last may still be sending it.
      // oxlint-disable-next-line no-await-in-loop
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(readAtOnce), { position });
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      position += bytesRead;
    }
  } finally {
    await handle.close();
  }
}
