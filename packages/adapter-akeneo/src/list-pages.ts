import { isConnectorError } from '@pim-connector/core';
import type { ConnectorTools, Query } from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';

/** An object as the API gives it. */
export type ApiItem = Readonly<Record<string, unknown>>;

/** A list of the API. */
export interface ApiList {
  /** Below `/api/rest/v1/`. */
  readonly path: string;
  readonly query?: Query;
  /** Sent as JSON by POST, for searches that are too long for an address. */
  readonly body?: object;
  /** `page` stops at the item 10,000 (Akeneo REST API, pagination). */
  readonly paging: 'search_after' | 'page';
  /** Items per request, at most 100. Not every list takes it. */
  readonly limit?: number;
}

/** A page of a list. */
export interface ApiPage {
  readonly items: readonly ApiItem[];
  /** Where the next page begins; `null`: this was the last one. */
  readonly next: string | null;
  /** The list goes on, but the API does not give the rest. */
  readonly truncated: boolean;
}

/** Reads one page. `position` is the `next` of the page before, `null` for the first. */
async function readApiPage(
  client: AkeneoClient,
  list: ApiList,
  position: string | null,
  tools: ConnectorTools,
  signal: AbortSignal,
): Promise<ApiPage> {
  const { path, paging, body } = list;
  try {
    const response = await client.request({
      path,
      query: queryOf(list, position),
      ...(body === undefined ? {} : { method: 'POST', json: body, idempotent: true }),
      signal,
      expect: 'json',
      operation: `read ${path}`,
    });
    return pageOf(response.json(), paging, path, tools);
  } catch (error) {
    if (isConnectorError(error, 'request.rejected') && isBeyondLast(list, position)) {
      return { items: [], next: null, truncated: true };
    }
    throw error;
  }
}

// Pages by number end at this item, whatever is left (Akeneo REST API, pagination).
const lastItem = 10_000;

function isBeyondLast({ paging, limit = 10 }: ApiList, position: string | null): boolean {
  return paging === 'page' && position !== null && Number(position) * limit > lastItem;
}

/**
 * Reads a list page by page. The next page is on its way while one is worked on; leaving the loop ends that request.
 */
export async function* apiPages(
  client: AkeneoClient,
  list: ApiList,
  tools: ConnectorTools,
  { signal, position = null }: { readonly signal: AbortSignal; readonly position?: string | null },
): AsyncGenerator<ApiPage, void, undefined> {
  const leaving = new AbortController();
  const both = AbortSignal.any([signal, leaving.signal]);
  const read = (from: string | null) => {
    const page = readApiPage(client, list, from, tools, both);
    // It is awaited later, or never if the loop is left.
    page.catch(() => undefined);
    return page;
  };
  try {
    let underway: Promise<ApiPage> | null = read(position);
    while (underway !== null) {
      // oxlint-disable-next-line no-await-in-loop
      const page: ApiPage = await underway;
      underway = page.next === null ? null : read(page.next);
      yield page;
    }
  } finally {
    leaving.abort();
  }
}

/** All items of a list that is known to be short. */
export async function allItems(
  client: AkeneoClient,
  list: ApiList,
  tools: ConnectorTools,
  signal: AbortSignal,
): Promise<readonly ApiItem[]> {
  const items: ApiItem[] = [];
  for await (const page of apiPages(client, list, tools, { signal })) items.push(...page.items);
  return items;
}

// The parameters are given anew for each page, so that none gets lost in the link to the next one, as `search_locale`
// does (akeneo/pim-community-dev#11722). The cursor alone is taken from the link.
function queryOf({ query, paging, limit }: ApiList, position: string | null): Query {
  return {
    ...query,
    ...(limit === undefined ? {} : { limit }),
    ...(paging === 'search_after' ? { pagination_type: 'search_after' } : {}),
    ...(position === null ? {} : { [paging]: position }),
  };
}

function pageOf(answer: unknown, paging: ApiList['paging'], path: string, tools: ConnectorTools): ApiPage {
  const { _embedded: embedded, _links: links } = objectOf(answer);
  // Lists of assets call them `_items` in places of the contract.
  const { items, _items: others } = objectOf(embedded);
  const list: unknown = items ?? others ?? (Array.isArray(answer) ? answer : undefined);
  if (!Array.isArray(list) || !list.every((item) => typeof item === 'object' && item !== null)) {
    throw tools.error('response.malformed', `${path} gave no list of items`, {
      operation: `GET ${path}`,
      hint: 'Check that the option “url” is the address of the PIM itself, and not a page or a proxy.',
      details: { answer: objectOf(answer)['error'] ?? objectOf(answer)['message'] },
    });
  }
  return {
    items: list as readonly ApiItem[],
    next: positionIn(objectOf(objectOf(links)['next'])['href'], paging),
    truncated: false,
  };
}

function positionIn(href: unknown, paging: ApiList['paging']): string | null {
  if (typeof href !== 'string') return null;
  return URL.parse(href, 'http://pim.invalid')?.searchParams.get(paging) ?? null;
}

function objectOf(value: unknown): ApiItem {
  return typeof value === 'object' && value !== null ? (value as ApiItem) : {};
}
