import type { DeleteOptions } from './pipeline-options.ts';

/** What a fuse found. */
export interface FuseReading {
  readonly blown: boolean;
  /** How many records would be deleted. */
  readonly deletes: number;
  /** How many records were written and not deleted since. */
  readonly known: number;
  /** Most that would have been let through. */
  readonly limit: number;
}

/** Looks whether so many deletes are let through; see {@link DeleteOptions.fuse}. */
export function readFuse(deletes: number, known: number, { fuse = {} }: DeleteOptions): FuseReading {
  const { ratio = 0.1, count = Infinity, free = 10 } = fuse;
  const limit = Math.max(free, Math.min(count, Math.floor(known * ratio)));
  // A count given by the user is a promise that also binds small numbers.
  const bounded = Math.min(limit, count);
  return { blown: deletes > bounded, deletes, known, limit: bounded };
}
