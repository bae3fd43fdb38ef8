import type { Clock } from '@pim-connector/core';

/** A request that was answered. No headers and no query: those could hold credentials. */
export interface RequestEntry {
  /** Counted from 1. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  /** 0: the connection broke. */
  readonly status: number;
  /** Milliseconds since 1970 at which it came. */
  readonly at: number;
  /** Milliseconds until the answer began. */
  readonly duration: number;
}

/** Remembers what was asked; see {@link createRequestLog}. */
export interface RequestLog {
  /** Puts the log before a handler. */
  around(handler: (request: Request) => Promise<Response>): (request: Request) => Promise<Response>;
  /** The newest requests, oldest first. */
  entries(): readonly RequestEntry[];
  /** How many there were since the beginning or the last `reset`, those that were forgotten included. */
  readonly count: number;
  /** How often each status was given. */
  statuses(): Readonly<Record<number, number>>;
  reset(): void;
}

/**
 * Makes a log of requests.
 *
 * @param options `limit`: entries that are kept at least; default 10,000.
 */
export function createRequestLog({
  clock,
  limit = 10_000,
}: {
  readonly clock: Pick<Clock, 'now'>;
  readonly limit?: number;
}): RequestLog {
  let entries: RequestEntry[] = [];
  let count = 0;
  let statuses: Record<number, number> = {};
  return {
    around: (handler) => async (request) => {
      count += 1;
      const [number, at] = [count, clock.now()];
      const note = (status: number) => {
        statuses[status] = (statuses[status] ?? 0) + 1;
        // Twice the limit, so that old entries are thrown out rarely and many at a time.
        if (entries.length >= 2 * limit) entries.splice(0, entries.length - limit);
        const { pathname } = new URL(request.url);
        entries.push({
          number,
          method: request.method,
          path: pathname,
          status,
          at,
          duration: clock.now() - at,
        });
      };
      try {
        const response = await handler(request);
        note(response.status);
        return response;
      } catch (error) {
        note(0);
        throw error;
      }
    },
    entries: () => [...entries],
    get count() {
      return count;
    },
    statuses: () => ({ ...statuses }),
    reset() {
      entries = [];
      count = 0;
      statuses = {};
    },
  };
}
