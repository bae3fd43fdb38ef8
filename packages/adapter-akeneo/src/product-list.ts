import { foldCode, textOf } from './api-values.ts';
import { productKey } from './convert-product.ts';
import { apiPages } from './list-pages.ts';
import type { ApiItem, ApiList, ApiPage } from './list-pages.ts';
import type { Narrowing } from './narrowing.ts';
import type { ProductReading } from './product-reading.ts';
import type { ProductFilter } from './source-config.ts';

/** Conditions by property, as the API takes them (Akeneo REST API, filters). */
export type Search = Readonly<Record<string, readonly Condition[]>>;

/** One condition. What it depends on stands in itself: parameters beside the search get lost between pages. */
export interface Condition {
  readonly operator: string;
  readonly value?: unknown;
  readonly scope?: string;
  readonly locale?: string;
  readonly locales?: readonly string[];
}

/** Whether an item can be in a list that was asked for. */
export type Expectation = (item: ApiItem) => boolean;

/** What is asked for. */
export interface ProductQuery {
  readonly search: Search;
  /** Every item of every page must satisfy it: a server that forgets a filter between pages must not go unnoticed. */
  readonly expect?: Expectation;
  readonly position?: string | null;
  readonly narrowed?: Narrowing;
}

// Servers and proxies take addresses of 8,000 characters and more; the rest of the address needs room too.
const longestQuery = 6000;

/** Products page by page. Every one of them is remembered, so that others can point to it. */
export function productPages(reading: ProductReading, query: ProductQuery): AsyncGenerator<ApiPage> {
  const { facts } = reading.structure;
  const extras = {
    ...(facts.hasQualityScores ? { with_quality_scores: true } : {}),
    ...(facts.hasCompletenesses ? { with_completenesses: true } : {}),
  };
  return checkedPages(reading, facts.hasUuids ? 'products-uuid' : 'products', query, extras);
}

/** Product models page by page. */
export function modelPages(reading: ProductReading, query: ProductQuery): AsyncGenerator<ApiPage> {
  return checkedPages(reading, 'product-models', query, {});
}

/** The conditions of the user’s filter. */
export function filterSearch({ enabled, families, categories, completeness }: ProductFilter): Search {
  return {
    ...(enabled === undefined ? {} : { enabled: [{ operator: '=', value: enabled }] }),
    ...(families === undefined ? {} : { family: [{ operator: 'IN', value: families }] }),
    ...(categories === undefined ? {} : { categories: [{ operator: 'IN CHILDREN', value: categories }] }),
    ...(completeness === undefined ? {} : { completeness: [completenessCondition(completeness)] }),
  };
}

/** What can be seen of the user’s filter in an item. */
export function satisfies({ enabled, families }: ProductFilter, item: ApiItem): boolean {
  const family = textOf(item['family']);
  const familyFits =
    families === undefined ||
    (family !== null && families.some((code) => foldCode(code) === foldCode(family)));
  return familyFits && (enabled === undefined || item['enabled'] === enabled);
}

/** Cuts codes into lists that fit into an address, of no more than 100 each. */
export function codeLists(codes: readonly string[]): string[][] {
  const lists: string[][] = [];
  let length = 0;
  for (const code of codes) {
    const last = lists.at(-1);
    const size = encodeURIComponent(code).length + 9;
    if (last === undefined || last.length >= 100 || length + size > longestQuery / 2) {
      lists.push([code]);
      length = size;
    } else {
      last.push(code);
      length += size;
    }
  }
  return lists;
}

async function* checkedPages(
  reading: ProductReading,
  path: string,
  { search, expect, position = null, narrowed = reading.narrowed }: ProductQuery,
  extras: Readonly<Record<string, boolean>>,
): AsyncGenerator<ApiPage> {
  const { client, tools, signal, structure, known } = reading;
  const parameters = {
    ...(Object.keys(search).length === 0 ? {} : { search: JSON.stringify(search) }),
    ...narrowed,
    ...extras,
  };
  const list = listOf(path, parameters, structure.facts.hasSearchByBody, reading.config.pageSize);
  for await (const page of apiPages(client, list, tools, { signal, position })) {
    for (const item of page.items) {
      if (expect?.(item) === false) throw forgotten(reading, path, item);
      const key = productKey(item, structure);
      const uuid = textOf(item['uuid']);
      if (uuid !== null && key !== null) known.note(uuid, key, textOf(item['parent']));
    }
    yield page;
  }
}

function listOf(
  path: string,
  parameters: Readonly<Record<string, string | boolean>>,
  hasSearchByBody: boolean,
  limit: number,
): ApiList {
  const length = new URLSearchParams(
    Object.entries(parameters).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString().length;
  const list = { path, paging: 'search_after', limit, query: parameters } as const;
  if (length <= longestQuery) return list;
  if (path === 'products-uuid' && hasSearchByBody) {
    return { path: 'products-uuid/search', paging: 'search_after', limit, body: parameters };
  }
  // Without the names of the attributes all of them come: more than was asked for, and never less.
  const { attributes: _attributes, ...shorter } = parameters;
  return { ...list, query: shorter };
}

function completenessCondition({
  scope,
  atLeast,
  locales,
}: NonNullable<ProductFilter['completeness']>): Condition {
  return locales === undefined
    ? { operator: '>=', value: atLeast, scope }
    : { operator: 'GREATER OR EQUALS THAN ON ALL LOCALES', value: atLeast, scope, locales };
}

function forgotten({ tools }: ProductReading, path: string, item: ApiItem): Error {
  const name = textOf(item['identifier']) ?? textOf(item['code']) ?? textOf(item['uuid']) ?? '';
  return tools.error('response.malformed', `A page of ${path} holds “${name}”, which the filter leaves out`, {
    operation: `read ${path}`,
    hint: 'The PIM, or a proxy before it, lost the filter between two pages. Nothing was taken for complete; if it persists, report it to whoever runs the PIM.',
  });
}
