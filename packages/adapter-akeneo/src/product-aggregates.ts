import { maxVariants } from '@pim-connector/core';
import type { InvalidRow, RecordKey, SourceRecord } from '@pim-connector/core';

import { foldCode, textOf } from './api-values.ts';
import { latestUpdate, modelledProduct, productKey } from './convert-product.ts';
import type { ApiItem } from './list-pages.ts';
import { prepareItems } from './prepare-items.ts';
import { codeLists, filterSearch, modelPages, productPages, satisfies } from './product-list.ts';
import type { ProductReading } from './product-reading.ts';

/** What became of some root models. */
export interface AggregateOutcome {
  readonly records: readonly SourceRecord<'product'>[];
  readonly invalid: readonly InvalidRow[];
  /** Keys of root models without any article. */
  readonly empty: readonly RecordKey[];
}

interface Article {
  readonly item: ApiItem;
  readonly key: RecordKey;
}

/** Makes products of root models: reads all articles below them, whatever the levels in between. */
export async function readAggregates(
  roots: readonly ApiItem[],
  reading: ProductReading,
): Promise<AggregateOutcome> {
  const articles = reading.structure.facts.filtersProductsByParents
    ? await articlesByParents(roots, reading)
    : await articlesByRoot(roots, reading);
  await prepareItems([...roots, ...[...articles.values()].flat()], reading);
  const records: SourceRecord<'product'>[] = [];
  const invalid: InvalidRow[] = [];
  const empty: RecordKey[] = [];
  for (const root of roots) {
    const code = textOf(root['code']) ?? '';
    const items = articles.get(foldCode(code)) ?? [];
    // oxlint-disable-next-line no-await-in-loop
    const outcome = await aggregate(root, code, items, reading);
    if (outcome === null) empty.push(code);
    else if ('place' in outcome) invalid.push(outcome);
    else records.push(outcome);
  }
  return { records, invalid, empty };
}

async function aggregate(
  root: ApiItem,
  code: RecordKey,
  items: readonly ApiItem[],
  reading: ProductReading,
): Promise<SourceRecord<'product'> | InvalidRow | null> {
  if (items.length === 0) return null;
  if (items.length > maxVariants) return tooMany(code, items.length);
  const { structure, families, product, notes } = reading;
  const variants = items.map((item): Article => ({ item, key: productKey(item, structure) ?? '' }));
  const familyVariant = textOf(root['family_variant']);
  // Root models name their family since 3.2; their articles always did.
  const family = textOf(root['family']) ?? textOf(items[0]?.['family']);
  const axes = await families.axes(family, familyVariant);
  if (axes.length === 0) {
    notes.note(`axes ${family} ${familyVariant}`, () => ({
      code: 'akeneo.axes_unknown',
      message: `The PIM does not tell what the articles of family variant “${familyVariant}” of family “${family}” differ by`,
      hint: 'Permit the connection to list families and family variants, and check that the family still exists.',
    }));
  }
  return {
    op: 'upsert',
    entity: 'product',
    key: code,
    data: modelledProduct({ ...root, family }, variants, axes, product),
    coverage: 'complete',
    ...latestUpdate([root, ...items]),
  };
}

/** With lists of parents: the models in the middle first, then all articles of both levels. */
async function articlesByParents(
  roots: readonly ApiItem[],
  reading: ProductReading,
): Promise<Map<string, ApiItem[]>> {
  const rootOf = new Map<string, string>();
  for (const { code } of roots) rootOf.set(foldCode(String(code)), foldCode(String(code)));
  const rootCodes = roots.map(({ code }) => String(code));
  const isAmong = (parents: ReadonlyMap<string, string>) => (item: ApiItem) =>
    parents.has(foldCode(textOf(item['parent']) ?? ''));
  const middles: string[] = [];
  for (const codes of codeLists(rootCodes)) {
    const query = {
      search: { parent: [{ operator: 'IN', value: codes }] },
      expect: isAmong(rootOf),
      narrowed: {},
    };
    for await (const page of modelPages(reading, query))
      middles.push(...page.items.flatMap((item) => middle(item, rootOf, reading)));
  }
  const articles = new Map<string, ApiItem[]>();
  const { filter = {} } = reading.config;
  const expect = (item: ApiItem) => isAmong(rootOf)(item) && satisfies(filter, item);
  for (const codes of codeLists([...rootCodes, ...middles])) {
    const search = { ...filterSearch(filter), parent: [{ operator: 'IN', value: codes }] };
    for await (const page of productPages(reading, { search, expect })) {
      for (const item of page.items)
        collect(articles, rootOf.get(foldCode(String(item['parent']))) ?? '', item);
    }
  }
  return articles;
}

function middle(item: ApiItem, rootOf: Map<string, string>, { known }: ProductReading): string[] {
  const [code, parent] = [textOf(item['code']), textOf(item['parent'])];
  if (code === null || parent === null) return [];
  const root = rootOf.get(foldCode(parent));
  if (root === undefined) return [];
  rootOf.set(foldCode(code), root);
  known.noteModel(code, parent);
  return [code];
}

/** Without lists of parents (Akeneo REST API, filters: those are for hosted PIMs): one request per root model. */
async function articlesByRoot(
  roots: readonly ApiItem[],
  reading: ProductReading,
): Promise<Map<string, ApiItem[]>> {
  const articles = new Map<string, ApiItem[]>();
  const { filter = {} } = reading.config;
  const expect = (item: ApiItem) => textOf(item['parent']) !== null && satisfies(filter, item);
  await Promise.all(
    roots.map(async ({ code }) => {
      const search = { ...filterSearch(filter), parent: [{ operator: '=', value: code }] };
      for await (const page of productPages(reading, { search, expect })) {
        for (const item of page.items) {
          const parent = String(item['parent']);
          if (foldCode(parent) !== foldCode(String(code))) reading.known.noteModel(parent, String(code));
          collect(articles, foldCode(String(code)), item);
        }
      }
    }),
  );
  return articles;
}

function collect(articles: Map<string, ApiItem[]>, root: string, item: ApiItem): void {
  const list = articles.get(root);
  if (list === undefined) articles.set(root, [item]);
  else list.push(item);
}

function tooMany(code: RecordKey, count: number): InvalidRow {
  return {
    key: code,
    place: `product model ${code}`,
    issues: [
      {
        code: 'value.too_many',
        severity: 'error',
        message: `The product model has ${count} articles; a product may have ${maxVariants}`,
        hint: 'Divide it in the PIM, or leave articles out by the option “filter”.',
        path: 'variants',
      },
    ],
  };
}
