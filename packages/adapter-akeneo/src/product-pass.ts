import type { InvalidRow, ReadEvent, ReadPage, SourceRecord } from '@pim-connector/core';

import { textOf } from './api-values.ts';
import { latestUpdate, productKey, simpleProduct } from './convert-product.ts';
import type { ApiItem, ApiPage } from './list-pages.ts';
import { writeBookmark, writeCursor } from './pass-cursor.ts';
import type { PassPlace } from './pass-cursor.ts';
import { prepareItems } from './prepare-items.ts';
import { readAggregates } from './product-aggregates.ts';
import { filterSearch, modelPages, productPages, satisfies } from './product-list.ts';
import type { ProductReading } from './product-reading.ts';

/** What a full pass enumerates, in this order. */
export const fullStages = ['models', 'products'] as const;

/** Most root models that are made into products at a time: what bounds the memory. */
const mostRootsAtOnce = 20;

/** Reads all products: those with models by their root models, then those without. */
export async function* fullPass(
  start: PassPlace,
  reading: ProductReading,
): AsyncGenerator<ReadEvent<'product'>> {
  let place = start;
  const move = (change: Partial<PassPlace>) => {
    place = { ...place, ...change };
    return writeCursor(place);
  };
  if (place.stage === 'models') {
    for await (const page of modelPages(reading, { ...rootQuery(reading), position: place.position })) {
      yield* rootPages(page, place.done, reading, move);
    }
    move({ stage: 'products', position: null, done: 0 });
  }
  for await (const page of productPages(reading, { ...simpleQuery(reading), position: place.position })) {
    const { records, invalid } = await simpleRecords(page.items.filter(isSimple), reading);
    const flawed = place.flawed || invalid.length > 0;
    // The last page needs no cursor: the end follows.
    yield pageOf(
      records,
      invalid,
      page.next === null ? (move({ flawed }), undefined) : move({ position: page.next, flawed }),
    );
  }
  yield { type: 'end', bookmark: writeBookmark(place.began), enumeratedAll: !place.flawed };
}

/** Turns products without models into records. */
export async function simpleRecords(
  items: readonly ApiItem[],
  reading: ProductReading,
): Promise<{
  readonly records: readonly SourceRecord<'product'>[];
  readonly invalid: readonly InvalidRow[];
}> {
  await prepareItems(items, reading);
  const records: SourceRecord<'product'>[] = [];
  const invalid: InvalidRow[] = [];
  for (const item of items) {
    const key = productKey(item, reading.structure);
    if (key === null) invalid.push(withoutKey(item));
    else {
      records.push({
        op: 'upsert',
        entity: 'product',
        key,
        data: simpleProduct(item, key, reading.product),
        coverage: 'complete',
        ...latestUpdate([item]),
      });
    }
  }
  return { records, invalid };
}

/** Whether a product has no model above it. */
export function isSimple({ parent }: ApiItem): boolean {
  return textOf(parent) === null;
}

/** Says once that there are models which are no products yet. */
export function noteEmptyModel(code: string, { notes }: ProductReading): void {
  notes.note('empty model', () => ({
    code: 'akeneo.model_without_articles',
    message: `There are product models without any article, such as “${code}”; they are no products yet`,
    hint: 'Nothing to do while they are being made; where the option “filter” is set, all their articles may be left out by it.',
  }));
}

async function* rootPages(
  page: ApiPage,
  done: number,
  reading: ProductReading,
  move: (change: Partial<PassPlace>) => string,
): AsyncGenerator<ReadPage<'product'>> {
  const roots = page.items;
  const rootsAtOnce = Math.min(mostRootsAtOnce, reading.config.pageSize);
  for (let from = done; from < roots.length; from += rootsAtOnce) {
    const chunk = roots.slice(from, from + rootsAtOnce).filter(isSimple);
    // oxlint-disable-next-line no-await-in-loop
    const { records, invalid, empty } = await readAggregates(chunk, reading);
    for (const code of empty) noteEmptyModel(code, reading);
    const flaw = invalid.length > 0 ? { flawed: true } : {};
    const isLast = from + rootsAtOnce >= roots.length;
    const next = page.next === null ? { stage: 'products', position: null } : { position: page.next };
    yield pageOf(
      records,
      invalid,
      isLast ? move({ ...next, done: 0, ...flaw }) : move({ done: from + rootsAtOnce, ...flaw }),
    );
  }
}

function rootQuery({ structure: { facts }, config: { filter = {} } }: ProductReading) {
  const search = filterSearch(filter.families === undefined ? {} : { families: filter.families });
  if (!facts.filtersModelsByParent) return { search };
  return { search: { ...search, parent: [{ operator: 'EMPTY' }] }, expect: isSimple };
}

function simpleQuery({ structure: { facts }, config: { filter = {} } }: ProductReading) {
  const search = filterSearch(filter);
  if (!facts.filtersProductsByParents) return { search, expect: (item: ApiItem) => satisfies(filter, item) };
  return {
    search: { ...search, parent: [{ operator: 'EMPTY' }] },
    expect: (item: ApiItem) => isSimple(item) && satisfies(filter, item),
  };
}

function pageOf(
  records: readonly SourceRecord<'product'>[],
  invalid: readonly InvalidRow[],
  cursor: string | undefined,
): ReadPage<'product'> {
  return {
    type: 'page',
    records,
    ...(invalid.length === 0 ? {} : { invalid }),
    ...(cursor === undefined ? {} : { cursor }),
  };
}

function withoutKey(item: ApiItem): InvalidRow {
  return {
    place: `a product created ${textOf(item['created']) ?? 'at an unknown time'}`,
    issues: [
      {
        code: 'record.invalid',
        severity: 'error',
        message: 'The product has neither an identifier nor a UUID',
        hint: 'Give it an identifier in the PIM.',
        path: 'key',
      },
    ],
  };
}
