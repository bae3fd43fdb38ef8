import type { PageContext } from './page-context.ts';
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

/**
 * Looks whether so many deletes are let through; see {@link DeleteOptions.fuse}.
 *
 * @param recent how many were let through not long ago: deletes that come few at a time must not run away either.
 */
export function readFuse(
  deletes: number,
  known: number,
  recent: number,
  { fuse = {} }: DeleteOptions,
): FuseReading {
  const { ratio = 0.1, count = Infinity, free = 10 } = fuse;
  const limit = Math.max(free, Math.min(count, Math.floor((known + recent) * ratio)));
  // A count given by the user is a promise that also binds small numbers.
  const bounded = Math.max(0, Math.min(limit, count) - recent);
  return { blown: deletes > bounded, deletes, known, limit: bounded };
}

const recently = 3_600_000;

/** How many records were deleted within the last hour, by whichever runs and webhooks, without anybody allowing it. */
export async function recentDeletes({ store, pipeline, prepared, connector }: PageContext): Promise<number> {
  const now = connector.clock.now();
  const filter = { entity: prepared.entity, since: new Date(now - recently).toISOString() };
  let count = 0;
  for await (const entries of store.entries(pipeline, 'undo', filter)) {
    // What a clock said that was ahead then is not recent for ever.
    count += entries.filter(
      ({ at, allowed = false }) => !allowed && Math.abs(now - Date.parse(at)) <= recently,
    ).length;
  }
  return count;
}
