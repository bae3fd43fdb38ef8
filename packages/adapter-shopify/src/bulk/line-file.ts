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

/** Characters that are gathered before they are written. */
const gathered = 1_048_576;

/**
 * Makes a file in a folder of its own, which only this user can read. It is there when the first lines are written.
 *
 * @param parent `undefined`: the folder of the system for temporary files.
 */
export function createLineFile(parent: string | undefined): LineFile {
  const state = { lines: 0, bytes: 0 };
  let text = '';
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

  async function write(before: Promise<void>, some: string): Promise<void> {
    await before;
    place ??= makePlace();
    const [{ appendFile }, { path }] = await Promise.all([import('node:fs/promises'), place]);
    await appendFile(path, some);
  }

  function flush(): Promise<void> {
    written = write(written, text);
    text = '';
    written.catch(() => undefined);
    return written;
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
      text += `${line}\n`;
      state.lines += 1;
      state.bytes += bytes + 1;
      if (text.length >= gathered) void flush();
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
