import { chunkBytes } from './chunk-pool.ts';
import type { Chunk, ChunkPool } from './chunk-pool.ts';
import { createOverflowFile } from './overflow-file.ts';
import type { OverflowFile } from './overflow-file.ts';

/** Lines that are gathered until they are sent. */
export interface LineFile {
  readonly lines: number;
  readonly bytes: number;
  /** Adds a line. @param bytes its length. @returns its number, from 0. */
  append(line: string, bytes: number): number;
  /** Waits for the disk, so that lines do not come faster than it takes what does not fit into memory. */
  keepUp(): Promise<void>;
  /** Lays all lines aside, to be sent. @throws Error of the file system. */
  finish(): Promise<void>;
  /** What was laid aside, from the first line. @throws Error of the file system. */
  chunks(): AsyncGenerator<Uint8Array>;
  /**
   * Forgets the lines.
   *
   * @param isSent whether whoever was to get them has them all; otherwise somebody may still be reading them.
   */
  discard(isSent: boolean): Promise<void>;
}

const lineFeed = 0x0a;
const encoder = new TextEncoder();

/**
 * Makes a file: in memory, as long as the pool has chunks for it; all behind that on disk.
 *
 * @param folder for what goes to disk; `undefined`: that of the system for temporary files.
 */
export function createLineFile(pool: ChunkPool, folder: string | undefined): LineFile {
  const state = { lines: 0, bytes: 0 };
  // Lines become bytes one by one: to join them as text, and then to encode that, takes several times as long.
  let chunk: Chunk = Buffer.alloc(0);
  /** What of the chunk is laid aside already, and what is filled. */
  let [aside, filled] = [0, 0];
  let taken: Chunk[] = [];
  let kept: Uint8Array[] = [];
  let overflow: OverflowFile | null = null;

  function layAside(): void {
    const bytes = chunk.subarray(aside, filled);
    aside = filled;
    if (bytes.length === 0) return;
    if (overflow === null) kept.push(bytes);
    else overflow.append(bytes);
  }

  function nextChunk(): void {
    layAside();
    [aside, filled] = [0, 0];
    const pooled = overflow === null ? pool.take() : null;
    if (pooled === null) {
      overflow ??= createOverflowFile(folder);
      chunk = Buffer.allocUnsafeSlow(chunkBytes);
    } else {
      taken.push(pooled);
      chunk = pooled;
    }
  }

  function add(text: string, bytes: number): void {
    if (filled + bytes <= chunk.length) {
      filled += chunk.write(text, filled);
      return;
    }
    for (let rest = text; rest !== '';) {
      if (filled === chunk.length) nextChunk();
      const { read, written } = encoder.encodeInto(rest, chunk.subarray(filled));
      filled += written;
      rest = rest.slice(read);
      // A character of several bytes that does not fit any more goes whole into the next chunk.
      if (rest !== '') nextChunk();
    }
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
      add(line, bytes);
      if (filled === chunk.length) nextChunk();
      chunk[filled] = lineFeed;
      filled += 1;
      state.lines += 1;
      state.bytes += bytes + 1;
      return number;
    },
    async keepUp() {
      await overflow?.written().catch(() => undefined);
    },
    async finish() {
      layAside();
      await overflow?.written();
    },
    async *chunks() {
      yield* kept;
      if (overflow !== null) yield* overflow.chunks();
    },
    async discard(isSent) {
      pool.giveBack(taken, isSent);
      taken = [];
      kept = [];
      await overflow?.discard();
    },
  };
}
