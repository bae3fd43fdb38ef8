import type { Blob } from 'node:buffer';

/** A file on disk that lines are added to, until it is sent. */
export interface LineFile {
  readonly lines: number;
  readonly bytes: number;
  /** Adds a line. @returns its number, from 0. */
  append(line: string): Promise<number>;
  /** The whole file, read from disk while it is sent, so that its length is known and it need not be in memory. */
  content(): Promise<Blob>;
  /** Removes it. */
  discard(): Promise<void>;
}

/** Characters that are gathered before they are written. */
const gathered = 262_144;

/**
 * Makes a file in a folder of its own, which only this user can read.
 *
 * @param parent `undefined`: the folder of the system for temporary files.
 */
export async function createLineFile(parent: string | undefined): Promise<LineFile> {
  // Only where files are really written: the adapter itself needs nothing of Node.
  const [{ openAsBlob }, { appendFile, mkdtemp, rm, writeFile }, { tmpdir }, { join }] = await Promise.all([
    import('node:fs'),
    import('node:fs/promises'),
    import('node:os'),
    import('node:path'),
  ]);
  const folder = await mkdtemp(join(parent ?? tmpdir(), 'pim-connector-shopify-'));
  const path = join(folder, 'variables.jsonl');
  await writeFile(path, '', { mode: 0o600 });
  const state = { lines: 0, bytes: 0 };
  let waiting: string[] = [];
  let length = 0;
  // One write at a time, in the order of the lines.
  let written = Promise.resolve();

  const flush = (): Promise<void> => {
    const text = waiting.join('');
    waiting = [];
    length = 0;
    written = written.then(() => appendFile(path, text));
    return written;
  };

  return {
    get lines() {
      return state.lines;
    },
    get bytes() {
      return state.bytes;
    },
    async append(line) {
      const number = state.lines;
      waiting.push(line, '\n');
      length += line.length + 1;
      state.lines += 1;
      state.bytes += Buffer.byteLength(line) + 1;
      if (length >= gathered) await flush();
      return number;
    },
    async content() {
      await flush();
      return openAsBlob(path, { type: 'text/jsonl' });
    },
    async discard() {
      await written.catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
