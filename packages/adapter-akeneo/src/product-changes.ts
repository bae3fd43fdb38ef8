import type { ReadEvent, SourceRecord } from '@pim-connector/core';

import { foldCode } from './api-values.ts';
import { productKey } from './convert-product.ts';
import { linkedProducts } from './linked-products.ts';
import type { ApiItem } from './list-pages.ts';
import { writeBookmark, writeCursor } from './pass-cursor.ts';
import type { PassPlace } from './pass-cursor.ts';
import { readAggregates } from './product-aggregates.ts';
import { codeLists, filterSearch, modelPages, productPages } from './product-list.ts';
import type { Condition, Search } from './product-list.ts';
import { isSimple, noteEmptyModel, simpleRecords } from './product-pass.ts';
import type { ProductReading } from './product-reading.ts';
import { readRoot, rootCodes } from './root-models.ts';
import { serverTime } from './server-time.ts';

/** What an incremental pass enumerates, in this order. */
export const changeStages = ['changed products', 'changed models', 'linked products'] as const;

/**
 * Reads what changed after a moment. Of products with models, whichever part changed, the whole is read; each once.
 * Articles also come where only a model above them changed (Akeneo REST API, filters); models are asked for beside
 * that, since a model can lose its last article.
 */
export async function* changedPass(
  start: PassPlace,
  since: number,
  reading: ProductReading,
): AsyncGenerator<ReadEvent<'product'>> {
  const given = new Set<string>();
  let place = start;
  const cursorAfter = (next: string | null, following: string | null): string | undefined => {
    if (next === null && following === null) return undefined;
    place =
      next === null ? { ...place, stage: following ?? '', position: null } : { ...place, position: next };
    return writeCursor(place);
  };
  if (place.stage === 'changed products') {
    const query = { search: productSearch(since, reading), position: place.position };
    for await (const page of productPages(reading, query)) {
      const { records, invalid } = await changedRecords(page.items, given, reading);
      yield { type: 'page', records, invalid, ...withCursor(cursorAfter(page.next, 'changed models')) };
    }
    place = { ...place, stage: 'changed models', position: null };
  }
  const isLinked = searchesLinks(reading);
  if (place.stage === 'changed models') {
    const query = { search: { updated: [after(since, reading)] }, position: place.position };
    for await (const page of modelPages(reading, query)) {
      const { records, invalid } = await changedRoots(page.items, given, reading);
      const following = isLinked ? 'linked products' : null;
      yield { type: 'page', records, invalid, ...withCursor(cursorAfter(page.next, following)) };
    }
    place = { ...place, stage: 'linked products', position: null };
  }
  if (isLinked) {
    let pages = Number(place.position ?? 0);
    for await (const page of linkedProducts(since - overlapOf(reading), reading)) {
      const { records, invalid } = await changedRecords(page.items, given, reading);
      pages += 1;
      // What is linked may have changed meanwhile: a pass that goes on in this stage begins it anew.
      yield { type: 'page', records, invalid, cursor: writeCursor({ ...place, position: String(pages) }) };
    }
  }
  yield { type: 'end', bookmark: writeBookmark(place.began), enumeratedAll: false };
}

/** Products on their own, and the whole of those whose articles are among the items. */
async function changedRecords(items: readonly ApiItem[], given: Set<string>, reading: ProductReading) {
  const simple = await changedSimple(items.filter(isSimple), reading);
  const articles = items.filter((item) => !isSimple(item));
  const modelled = await changedRoots(articles, given, reading);
  return {
    records: [...simple.records, ...modelled.records],
    invalid: [...simple.invalid, ...modelled.invalid],
  };
}

function withCursor(cursor: string | undefined): { cursor?: string } {
  return cursor === undefined ? {} : { cursor };
}

/** Whether products that show what changed must be looked for, since the PIM cannot be asked for them. */
function searchesLinks({ config: { linkedEntities }, structure: { facts } }: ProductReading): boolean {
  return linkedEntities === 'search' || (linkedEntities && !facts.isHosted);
}

function productSearch(since: number, reading: ProductReading): Search {
  if (reading.config.linkedEntities === false || searchesLinks(reading))
    return { updated: [after(since, reading)] };
  return {
    updated_including_linked_entities: [after(since, reading)],
    updated_including_linked_type: [{ operator: 'IN', value: ['asset', 'reference_entity_record'] }],
  };
}

// Filters have whole seconds and leave out the very moment: what shares it is in the overlap.
function after(since: number, reading: ProductReading): Condition {
  const { sourceTimeZone } = reading.config;
  return { operator: '>', value: serverTime(since - overlapOf(reading), sourceTimeZone) };
}

/** Milliseconds. */
function overlapOf({ config }: ProductReading): number {
  return config.overlap * 1000;
}

/** Products without models. One that the user’s filter leaves out now may have been read before: it is reported gone. */
async function changedSimple(items: readonly ApiItem[], reading: ProductReading) {
  const { filter } = reading.config;
  if (filter === undefined || items.length === 0) return simpleRecords(items, reading);
  const kept = await keptByFilter(items, reading);
  const isKept = (item: ApiItem) => kept.has(productKey(item, reading.structure) ?? '');
  const { records, invalid } = await simpleRecords(items.filter(isKept), reading);
  const gone = items
    .filter((item) => !isKept(item))
    .flatMap((item): SourceRecord<'product'>[] => {
      const key = productKey(item, reading.structure);
      return key === null ? [] : [{ op: 'delete', entity: 'product', key }];
    });
  return { records: [...records, ...gone], invalid };
}

async function keptByFilter(
  items: readonly ApiItem[],
  reading: ProductReading,
): Promise<ReadonlySet<string>> {
  const { structure, config } = reading;
  const [property, codes] = structure.facts.hasUuids
    ? (['uuid', items.map(({ uuid }) => String(uuid))] as const)
    : ([structure.identifier, items.map(({ identifier }) => String(identifier))] as const);
  const kept = new Set<string>();
  for (const list of codeLists(codes)) {
    const search = { ...filterSearch(config.filter ?? {}), [property]: [{ operator: 'IN', value: list }] };
    // oxlint-disable-next-line no-await-in-loop
    for await (const page of productPages(reading, {
      search,
      narrowed: { attributes: structure.identifier },
    })) {
      for (const item of page.items) kept.add(productKey(item, structure) ?? '');
    }
  }
  return kept;
}

/**
 * Products with models that some articles or models belong to, each once in a pass. One without articles, or whose root
 * model is gone, is reported gone.
 */
async function changedRoots(items: readonly ApiItem[], given: Set<string>, reading: ProductReading) {
  const met = new Map<string, ApiItem>();
  const codes = await rootCodes(items, reading, met);
  const wanted = codes.filter((code) => !given.has(foldCode(code)));
  const found = await Promise.all(
    wanted.map(async (code) => met.get(foldCode(code)) ?? readRoot(code, reading)),
  );
  const roots = found.filter((root) => root !== null);
  const { records, invalid, empty } = await readAggregates(roots, reading);
  for (const code of wanted) given.add(foldCode(code));
  for (const code of empty) noteEmptyModel(code, reading);
  const missing = wanted.filter((_code, index) => found[index] === null);
  const gone = [...empty, ...missing].map((key): SourceRecord<'product'> => ({
    op: 'delete',
    entity: 'product',
    key,
  }));
  return { records: [...records, ...gone], invalid };
}
