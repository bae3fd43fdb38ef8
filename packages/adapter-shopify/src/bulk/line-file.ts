import type { Blob } from 'node:buffer';

/** A file on disk that lines are added to, until it is sent. */
export interface LineFile {
  readonly lines: number;
  readonly bytes: number;
  /** Adds a line. @param bytes its length. @returns its number, from 0. */
  append(line: string, bytes: number): number;
  /**
   * The whole file, read from disk while it is sent, so that its length is known and it need not be in memory.
   *
   * @throws Error of the file system, also for what could not be written before.
   */
  content(): Promise<Blob>;
  /** Removes it. */
  discard(): Promise<void>;
}

/** Bytes that are gathered before they are written. */
const gathered = 1_048_576;
const lineFeed = 0x0a;

/**
 * Makes a file in a folder of its own, which only this user can read. It is there when the first lines are written.
 *
 * @param parent `undefined`: the folder of the system for temporary files.
 */
export function createLineFile(parent: string | undefined): LineFile {
  const state = { lines: 0, bytes: 0 };
  // Lines become bytes one by one: to join them as text, and then to encode that, takes several times as long.
  let buffer = Buffer.alloc(0);
  let filled = 0;
  /** One that was written, for the next lines. */
  let spare: typeof buffer | null = null;
  let place: Promise<{ readonly folder: string; readonly path: string }> | null = null;
  // One write at a time, in the order of the lines. What fails is told to who wants the content.
  let written: Promise<void> = Promise.resolve();

  // Only where files are really written: the adapter itself needs nothing of Node.
  async function makePlace() {
    const [{ mkdtemp, writeFile }, { tmpdir }, { join }] = await Promise.all([
      import('node:fs/promises'),
      import('node:os'),
      import('node:path'),
    ]);
    const folder = await mkdtemp(join(parent ?? tmpdir(), 'pim-connector-shopify-'));
    const path = join(folder, 'variables.jsonl');
    await writeFile(path, '', { mode: 0o600 });
    return { folder, path };
  }

  async function write(before: Promise<void>, full: typeof buffer, length: number): Promise<void> {
    await before;
    place ??= makePlace();
    const [{ appendFile }, { path }] = await Promise.all([import('node:fs/promises'), place]);
    await appendFile(path, full.subarray(0, length));
    spare = full;
  }

  function flush(): Promise<void> {
    written = write(written, buffer, filled);
    buffer = Buffer.alloc(0);
    filled = 0;
    written.catch(() => undefined);
    return written;
  }

  /** Makes room for so many bytes at one go. */
  function reserve(bytes: number): void {
    if (filled + bytes <= buffer.length) return;
    if (filled > 0) void flush();
    buffer =
      spare !== null && spare.length >= bytes ? spare : Buffer.allocUnsafeSlow(Math.max(gathered, bytes));
    spare = null;
  }

  return {
    get lines() {
      return state.lines;
    },
    get bytes() {
      return state.bytes;
    },
    append(line, bytes) {
      const number = state.lines;
      reserve(bytes + 1);
      filled += buffer.write(line, filled);
      buffer[filled] = lineFeed;
      filled += 1;
      state.lines += 1;
      state.bytes += bytes + 1;
      return number;
    },
    async content() {
      await flush();
      const [{ openAsBlob }, { path }] = await Promise.all([import('node:fs'), place ?? makePlace()]);
      return openAsBlob(path, { type: 'text/jsonl' });
    },
    async discard() {
      await written.catch(() => undefined);
      const made = await place?.catch(() => null);
      if (made == null) return;
      const { rm } = await import('node:fs/promises');
      await rm(made.folder, { recursive: true, force: true });
    },
  };
}
