/** Kinds of things in a shop, as they stand in paths. */
export const shopEntities = ['categories', 'assets', 'products', 'prices', 'inventory'] as const;

/** See {@link shopEntities}. */
export type ShopEntity = (typeof shopEntities)[number];

/** A request that was answered; no headers, so that no credentials are kept. */
export interface LoggedRequest {
  /** The shop’s id of the request, as its answer told it. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The items that it was about. */
  readonly ids: readonly string[];
}

/** An item of a batch that was dealt with. */
export interface LoggedWrite {
  readonly entity: ShopEntity;
  /** `null`: the item did not say. */
  readonly id: string | null;
  readonly status: 'created' | 'updated' | 'unchanged' | 'deleted' | 'not_found' | 'rejected';
  /** The fields that the item gave, such as `title` or `variants.prices`; without the one that names it. */
  readonly fields: readonly string[];
  /** {@link LoggedRequest.id} */
  readonly request: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Sums since the beginning, or since the last `reset`. */
export interface ShopCounters {
  readonly requests: number;
  /** Requests that were refused with 429. */
  readonly limited: number;
  /** How often items were dealt with, by kind and by what became of them. */
  readonly writes: { readonly [E in ShopEntity]: { readonly [S in LoggedWrite['status']]: number } };
  /** How often fields were sent, by kind and field: `products.variants.prices`. */
  readonly fields: Readonly<Record<string, number>>;
}

/** Remembers what a shop was asked to do. */
export interface ShopLog {
  readonly request: (entry: LoggedRequest) => void;
  readonly write: (entry: LoggedWrite) => void;
  readonly requests: () => readonly LoggedRequest[];
  readonly writes: () => readonly LoggedWrite[];
  readonly counters: () => ShopCounters;
  readonly reset: () => void;
}

/**
 * Makes a log.
 *
 * @param limit entries that are kept at least; the counters count everything.
 */
export function createShopLog(limit: number): ShopLog {
  const requests: LoggedRequest[] = [];
  const writes: LoggedWrite[] = [];
  let counters = noCounts();
  return {
    request(entry) {
      keep(requests, entry, limit);
      counters.requests += 1;
      if (entry.status === 429) counters.limited += 1;
    },
    write(entry) {
      keep(writes, entry, limit);
      counters.writes[entry.entity][entry.status] += 1;
      for (const field of entry.fields) {
        const name = `${entry.entity}.${field}`;
        counters.fields.set(name, (counters.fields.get(name) ?? 0) + 1);
      }
    },
    requests: () => [...requests],
    writes: () => [...writes],
    counters: () => ({ ...structuredClone(counters), fields: Object.fromEntries(counters.fields) }),
    reset() {
      requests.length = 0;
      writes.length = 0;
      counters = noCounts();
    },
  };
}

function keep<Entry>(entries: Entry[], entry: Entry, limit: number): void {
  // Twice the limit, so that old entries are thrown out rarely and many at a time.
  if (entries.length >= 2 * limit) entries.splice(0, entries.length - limit);
  entries.push(entry);
}

function noWrites() {
  return { created: 0, updated: 0, unchanged: 0, deleted: 0, not_found: 0, rejected: 0 };
}

function noCounts() {
  return {
    requests: 0,
    limited: 0,
    writes: {
      categories: noWrites(),
      assets: noWrites(),
      products: noWrites(),
      prices: noWrites(),
      inventory: noWrites(),
    },
    fields: new Map<string, number>(),
  };
}
