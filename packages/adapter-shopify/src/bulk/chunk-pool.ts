/** Bytes of a chunk. In smaller pieces, who sends them has more work. */
export const chunkBytes = 262_144;

/** Bytes of lines. */
export type Chunk = ReturnType<typeof Buffer.alloc>;

/** Memory for lines, in chunks that all files share. */
export interface ChunkPool {
  /** Takes a chunk; `null`: all of them are in use. */
  take(): Chunk | null;
  /**
   * Gives chunks back.
   *
   * @param areFree whether nobody reads them any more, so that they may be filled anew.
   */
  giveBack(chunks: readonly Chunk[], areFree: boolean): void;
  /** Gives what is not in use back to the system. */
  shrink(): void;
}

/**
 * Makes a pool. Chunks are used again: for what is made anew all the time, the collector takes as long as lines take to
 * be made.
 *
 * @param bytes of all chunks that are taken at the same time.
 */
export function createChunkPool(bytes: number): ChunkPool {
  const most = Math.floor(bytes / chunkBytes);
  const free: Chunk[] = [];
  let taken = 0;
  return {
    take() {
      if (taken >= most) return null;
      taken += 1;
      return free.pop() ?? Buffer.allocUnsafeSlow(chunkBytes);
    },
    giveBack(chunks, areFree) {
      taken -= chunks.length;
      if (areFree) free.push(...chunks);
    },
    shrink() {
      free.length = 0;
    },
  };
}
