import type { RecordKey, SourceRecord } from '@pim-connector/core';

import { foldCode, textOf } from './api-values.ts';
import { productKey } from './convert-product.ts';
import type { ApiItem } from './list-pages.ts';
import { readAggregates } from './product-aggregates.ts';
import { codeLists, filterSearch, productPages } from './product-list.ts';
import type { Search } from './product-list.ts';
import { isSimple, simpleRecords } from './product-pass.ts';
import type { ProductReading } from './product-reading.ts';
import { readRoot, rootCodes } from './root-models.ts';

const uuidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type ProductRecord = SourceRecord<'product'>;

/**
 * Reads products by key. Whatever names a part of a product stands for the whole: an identifier or UUID of an article, a
 * code of a product model at any level. The record then has its own key, not the one that was asked for.
 */
export async function lookupProducts(
  keys: readonly RecordKey[],
  reading: ProductReading,
): Promise<ReadonlyMap<RecordKey, ProductRecord | null>> {
  const items = await productsByKey(keys, reading);
  const itemOf = new Map<string, ApiItem>();
  for (const item of items) {
    for (const name of [textOf(item['uuid']), productKey(item, reading.structure)]) {
      if (name !== null) itemOf.set(foldCode(name), item);
    }
  }
  const { records } = await simpleRecords(items.filter(isSimple), reading);
  const found = new Map(records.map((record) => [foldCode(record.key), record]));
  const rootOf = new Map<RecordKey, string>();
  await Promise.all(
    keys.map(async (key) => {
      const item = itemOf.get(foldCode(key));
      if (item !== undefined && isSimple(item)) return;
      // What is no article may be a model.
      const [root] = await rootCodes([item ?? { code: key }], reading);
      if (root !== undefined) rootOf.set(key, foldCode(root));
    }),
  );
  for (const record of await aggregatesOf([...new Set(rootOf.values())], reading)) {
    found.set(foldCode(record.key), record);
  }
  const nameOf = (key: RecordKey) => {
    const item = itemOf.get(foldCode(key));
    return (
      rootOf.get(key) ?? foldCode(item === undefined ? key : (productKey(item, reading.structure) ?? key))
    );
  };
  return new Map(keys.map((key) => [key, found.get(nameOf(key)) ?? null]));
}

async function aggregatesOf(
  codes: readonly string[],
  reading: ProductReading,
): Promise<readonly ProductRecord[]> {
  const roots = await Promise.all(codes.map((code) => readRoot(code, reading)));
  const existing = roots.filter((root) => root !== null);
  return (await readAggregates(existing, reading)).records;
}

/** Products, with models or without, by their identifiers or UUIDs. */
export async function productsByKey(
  keys: readonly RecordKey[],
  reading: ProductReading,
): Promise<readonly ApiItem[]> {
  const { structure, config } = reading;
  const { hasUuids } = structure.facts;
  const uuids = hasUuids ? keys.filter((key) => uuidForm.test(key)) : [];
  const searches: Search[] = [
    ...codeLists(keys).map((value) => ({ [structure.identifier]: [{ operator: 'IN', value }] })),
    ...codeLists(uuids).map((value) => ({ uuid: [{ operator: 'IN', value }] })),
  ];
  const found = await Promise.all(
    searches.map(async (search) => {
      const items: ApiItem[] = [];
      const query = { search: { ...filterSearch(config.filter ?? {}), ...search } };
      for await (const page of productPages(reading, query)) items.push(...page.items);
      return items;
    }),
  );
  return [...new Map(found.flat().map((item) => [productKey(item, structure), item])).values()];
}
