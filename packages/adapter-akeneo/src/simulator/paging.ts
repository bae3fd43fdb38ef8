import { ApiError, unprocessable } from './api-error.ts';
import type { Call, Reply } from './call.ts';

const maxLimit = 100;
const offsetWindow = 10_000;

/** Something to page through. */
export interface Listing<T> {
  /** All that match, in their order, after one of them or from the start. */
  readonly after: (cursor: string | null) => Iterable<T>;
  /** What a cursor says of an item. */
  readonly cursorOf: (item: T) => string;
  /** How many match; counted when it is left out. */
  readonly count?: () => number;
  /** An item as JSON. */
  readonly present: (item: T) => string;
}

/** Which ways of paging an endpoint knows. */
export interface PagingWays {
  readonly searchAfter: 'never' | 'possible' | 'always';
  /** Whether pages by number stop at item 10,000, as they do where a search index answers. */
  readonly windowed?: boolean;
  /** How many items there are on a page if nobody says; 100 where `limit` is unknown. */
  readonly fixedLimit?: number;
}

/**
 * Answers with a page (Akeneo REST API, Pagination). `next` is given whenever the page is full, so the last page may
 * be empty.
 *
 * @throws ApiError 422
 */
export function pageReply<T>(call: Call, ways: PagingWays, listing: Listing<T>): Reply {
  const { query } = call;
  const limit = ways.fixedLimit ?? limitOf(query);
  const type = query.get('pagination_type') ?? 'page';
  if (type !== 'page' && type !== 'search_after') throw unprocessable('Pagination type does not exist.');
  const searchAfter =
    ways.searchAfter === 'always' || (ways.searchAfter === 'possible' && type === 'search_after');
  return searchAfter
    ? searchAfterReply(call, limit, listing)
    : offsetReply(call, limit, listing, ways.windowed === true);
}

function searchAfterReply<T>(call: Call, limit: number, listing: Listing<T>): Reply {
  const cursor = call.query.get('search_after');
  const items = take(listing.after(cursor === null ? null : decodeCursor(cursor)), 0, limit);
  const last = items.at(-1);
  const links = {
    self: link(call, {}),
    first: link(call, { search_after: null }),
    ...(items.length === limit && last !== undefined
      ? { next: link(call, { search_after: encodeCursor(listing.cursorOf(last)) }, true) }
      : {}),
  };
  return { status: 200, body: pageText(links, {}, items.map(listing.present)) };
}

function offsetReply<T>(call: Call, limit: number, listing: Listing<T>, windowed: boolean): Reply {
  const page = positive(call.query.get('page') ?? '1', 'page number');
  if (windowed && page * limit > offsetWindow) {
    throw new ApiError(
      422,
      'You have reached the maximum number of pages you can retrieve with the "page" pagination type. Please use the search after pagination type instead',
      {
        _links: {
          documentation: {
            href: 'http://api.akeneo.com/documentation/pagination.html#the-search-after-method',
          },
        },
      },
    );
  }
  const items = take(listing.after(null), (page - 1) * limit, limit);
  const counted = call.query.get('with_count') === 'true';
  const count = counted ? (listing.count?.() ?? countOf(listing.after(null))) : undefined;
  const isLast = count === undefined ? items.length < limit : page * limit >= count;
  const links = {
    self: link(call, { page }),
    first: link(call, { page: 1 }),
    ...(page > 1 ? { previous: link(call, { page: page - 1 }) } : {}),
    ...(isLast ? {} : { next: link(call, { page: page + 1 }, true) }),
  };
  const extra = { current_page: page, ...(count === undefined ? {} : { items_count: count }) };
  return { status: 200, body: pageText(links, extra, items.map(listing.present)) };
}

function pageText(links: object, extra: Readonly<Record<string, number>>, items: readonly string[]): string {
  const counts = Object.entries(extra).map(([name, value]) => `"${name}":${value},`);
  return `{"_links":${JSON.stringify(links)},${counts.join('')}"_embedded":{"items":[${items.join(',')}]}}`;
}

/**
 * The way to a page. The one to the next page forgets `search_locale`, as the PIM does
 * (akeneo/pim-community-dev#11722): conditions that rely on it no longer hold there.
 */
function link({ url }: Call, changes: Readonly<Record<string, string | number | null>>, forgets = false) {
  const target = new URL(url);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) target.searchParams.delete(name);
    else target.searchParams.set(name, String(value));
  }
  if (forgets) target.searchParams.delete('search_locale');
  return { href: target.href };
}

function limitOf(query: URLSearchParams): number {
  const limit = positive(query.get('limit') ?? '10', 'limit number');
  if (limit > maxLimit) throw unprocessable(`You cannot request more than ${maxLimit} items.`);
  return limit;
}

function positive(text: string, what: string): number {
  const value = Number(text);
  if (!/^\d+$/u.test(text) || value < 1) throw unprocessable(`"${text}" is not a valid ${what}.`);
  return value;
}

function take<T>(items: Iterable<T>, skipped: number, limit: number): T[] {
  const taken: T[] = [];
  let index = 0;
  for (const item of items) {
    if (index >= skipped) taken.push(item);
    index += 1;
    if (taken.length === limit) break;
  }
  return taken;
}

function countOf(items: Iterable<unknown>): number {
  let count = 0;
  for (const _ of items) count += 1;
  return count;
}

// A cursor is opaque: nobody but the PIM knows what it says.
const encodeCursor = (key: string): string => btoa(encodeURIComponent(key));

function decodeCursor(cursor: string): string {
  try {
    return decodeURIComponent(atob(cursor));
  } catch {
    throw unprocessable(`"${cursor}" is not a valid search after cursor.`);
  }
}

/** Pages through things that have a code, in the order in which they were made. */
export function codeListing<T extends { readonly code: string }>(
  items: readonly T[],
  present: (item: T) => string,
): Listing<T> {
  return {
    after: (cursor) =>
      cursor === null ? items : items.slice(items.findIndex(({ code }) => code === cursor) + 1),
    cursorOf: ({ code }) => code,
    count: () => items.length,
    present,
  };
}
