/** Rows of one kind, by key, in the order of their keys: the state of a simulator. */
export interface Table<Row> {
  readonly size: number;
  get(key: string): Row | undefined;
  has(key: string): boolean;
  set(key: string, row: Row): void;
  /** Tells whether there was one. */
  delete(key: string): boolean;
  clear(): void;
  /** All rows, in the order of their keys (UTF-16 code units). */
  values(): readonly Row[];
  /**
   * A page by key, which stays right while rows come and go.
   *
   * @param after key of the last row of the page before; `null`: from the beginning.
   */
  after(after: string | null, limit: number): KeyedPage<Row>;
  /** A page by number, counted from 1; rows that come and go shift it, as such paging does. */
  page(page: number, limit: number): NumberedPage<Row>;
}

/** See {@link Table.after}. */
export interface KeyedPage<Row> {
  readonly rows: readonly Row[];
  /** What to give to `after` for the next page; `null`: this was the last. */
  readonly next: string | null;
}

/** See {@link Table.page}. */
export interface NumberedPage<Row> {
  readonly rows: readonly Row[];
  /** How many rows there are in all. */
  readonly total: number;
  readonly isLast: boolean;
}

/** Makes an empty table. */
export function createTable<Row>(): Table<Row> {
  const rows = new Map<string, Row>();
  let keys: string[] | null = [];

  // Sorted when they are next wanted, so that filling a table costs no more than a map.
  const sorted = () => (keys ??= [...rows.keys()].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  const rowsOf = (some: readonly string[]) => some.map((key) => rows.get(key) as Row);

  return {
    get size() {
      return rows.size;
    },
    get: (key) => rows.get(key),
    has: (key) => rows.has(key),
    set(key, row) {
      if (!rows.has(key)) keys = null;
      rows.set(key, row);
    },
    delete(key) {
      const existed = rows.delete(key);
      if (existed) keys = null;
      return existed;
    },
    clear() {
      rows.clear();
      keys = [];
    },
    values: () => rowsOf(sorted()),
    after(after, limit) {
      const all = sorted();
      const start = after === null ? 0 : firstAbove(all, after);
      const some = all.slice(start, start + limit);
      const last = some.at(-1);
      const more = start + limit < all.length;
      return { rows: rowsOf(some), next: more && last !== undefined ? last : null };
    },
    page(page, limit) {
      const all = sorted();
      const start = (page - 1) * limit;
      return {
        rows: rowsOf(all.slice(start, start + limit)),
        total: all.length,
        isLast: start + limit >= all.length,
      };
    },
  };
}

function firstAbove(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? '') > key) high = middle;
    else low = middle + 1;
  }
  return low;
}
