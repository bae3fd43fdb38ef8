import type {
  AssetLink,
  Identifier,
  InventoryLevel,
  Issue,
  Price,
  Product,
  ProductStatus,
  RecordKey,
  Variant,
} from '@pim-connector/core';

import { none } from './csv-row-record.ts';
import type { CsvRowRecord } from './csv-row-record.ts';
import { imageKey } from './image-asset.ts';
import { attributesOfRow } from './row-attributes.ts';
import { shareAttributes } from './share-attributes.ts';

/** A row that was read, and the line in which it begins. */
export interface ReadRow {
  readonly record: CsvRowRecord;
  readonly line: number;
}

/** A product, or why there is none. */
export type BuiltProduct = { readonly product: Product } | { readonly issues: readonly Issue[] };

/**
 * Makes a product of the rows that belong to it. A row without `variant` is the product itself; every other row
 * is a variant. What all variants have in common is said once, at the product.
 */
export function buildProduct(key: RecordKey, rows: readonly ReadRow[]): BuiltProduct {
  const own = rows.filter(({ record }) => variantKey(record) === null);
  const variants = rows.filter(({ record }) => variantKey(record) !== null);
  const issues = [...repeatedOwn(key, own), ...repeatedVariants(variants), ...severalFamilies(rows)];
  if (issues.length > 0) return { issues };
  const [head] = own;
  const articles = variants.length > 0 ? variants : own;
  return { product: productOf(key, variants.length > 0 ? head?.record : undefined, articles) };
}

function productOf(key: RecordKey, head: CsvRowRecord | undefined, articles: readonly ReadRow[]): Product {
  const records = articles.map(({ record }) => record);
  const all = head === undefined ? records : [head, ...records];
  const attributes = shareAttributes(
    head === undefined ? {} : attributesOfRow(head),
    records.map(attributesOfRow),
  );
  const variants = records.map((record, index): Variant => ({
    key: variantKey(record) ?? key,
    ...commercialOf(record),
    attributes: attributes.variants[index] ?? {},
    ...imagesOf(record, records),
    ...statusOf(record, records),
    ...inventoryOf(record),
  }));
  const family = all.find((record) => present(record.family))?.family;
  const categories = [...new Set(all.flatMap((record) => record.categories ?? []))];
  const images = [...new Set(all.flatMap((record) => record.images ?? []))];
  const status = head?.status ?? productStatus(records);
  const variesBy = all.find((record) => present(record.variesBy))?.variesBy ?? axesOf(variants);
  return {
    key,
    ...(head === undefined ? {} : commercialOf(head)),
    ...(present(family) ? { family } : {}),
    ...(variesBy.length === 0 ? {} : { variesBy: [...variesBy] }),
    attributes: attributes.product,
    ...(categories.length === 0 ? {} : { categories }),
    ...(images.length === 0 ? {} : { assets: images.map(assetLink) }),
    ...(present(status) ? { status } : {}),
    variants,
  };
}

function variantKey({ variant }: CsvRowRecord): RecordKey | null {
  return variant ?? null;
}

function commercialOf(record: CsvRowRecord): { identifiers?: Identifier[]; prices?: Price[] } {
  const identifiers = Object.entries(record.identifiers ?? {}).flatMap(([scheme, value]) =>
    present(value) ? [{ scheme, value }] : [],
  );
  const prices = pricesOf(record);
  return {
    ...(identifiers.length === 0 ? {} : { identifiers }),
    ...(prices.length === 0 ? {} : { prices }),
  };
}

function pricesOf({ prices = {} }: CsvRowRecord): Price[] {
  return Object.values(prices).flatMap((price) =>
    present(price) && price.amount !== undefined ? [{ ...price, amount: price.amount }] : [],
  );
}

function levelsOf({ inventory = {} }: CsvRowRecord): InventoryLevel[] {
  return Object.entries(inventory).flatMap(([location, quantity]) =>
    quantity === undefined ? [] : [{ ...(location === none ? {} : { location }), quantity }],
  );
}

function inventoryOf(record: CsvRowRecord): Pick<Variant, 'inventory'> {
  const levels = levelsOf(record);
  return levels.length === 0 ? {} : { inventory: levels };
}

// The product shows the pictures of all its variants; a variant that has others than its siblings has its own too.
function imagesOf(record: CsvRowRecord, siblings: readonly CsvRowRecord[]): Pick<Variant, 'assets'> {
  const text = JSON.stringify(record.images ?? []);
  if (siblings.every((sibling) => JSON.stringify(sibling.images ?? []) === text)) return {};
  return present(record.images) ? { assets: record.images.map(assetLink) } : {};
}

function assetLink(image: string): AssetLink {
  return { asset: imageKey(image) };
}

function statusOf(record: CsvRowRecord, siblings: readonly CsvRowRecord[]): Pick<Variant, 'status'> {
  if (!present(record.status) || siblings.every(({ status }) => status === record.status)) return {};
  return { status: record.status };
}

// A product is as far as the one of its variants that is farthest.
function productStatus(records: readonly CsvRowRecord[]): ProductStatus | undefined {
  const found = new Set(records.map(({ status }) => status));
  return (['active', 'draft', 'archived'] as const).find((status) => found.has(status));
}

// Of what differs between variants, options are what a buyer chooses by.
function axesOf(variants: readonly Variant[]): string[] {
  const codes = variants.flatMap(({ attributes }) =>
    Object.entries(attributes).flatMap(([code, { type }]) => (type === 'option' ? [code] : [])),
  );
  return variants.length < 2 ? [] : [...new Set(codes)];
}

function repeatedOwn(key: RecordKey, own: readonly ReadRow[]): Issue[] {
  if (own.length < 2) return [];
  const lines = own.map(({ line }) => line).join(' and ');
  return [
    problem(
      'record.duplicate',
      `The product “${key}” stands in lines ${lines}`,
      'Leave one of the rows; rows that are variants need a variant key of their own.',
    ),
  ];
}

function repeatedVariants(variants: readonly ReadRow[]): Issue[] {
  const lines = new Map<string, number>();
  return variants.flatMap(({ record, line }) => {
    const key = variantKey(record) ?? '';
    const earlier = lines.get(key);
    if (earlier === undefined) {
      lines.set(key, line);
      return [];
    }
    return [
      problem(
        'record.duplicate',
        `The variant “${key}” stands in lines ${earlier} and ${line}`,
        'Leave one of the rows.',
      ),
    ];
  });
}

function severalFamilies(rows: readonly ReadRow[]): Issue[] {
  const families = [
    ...new Set(rows.flatMap(({ record }) => (present(record.family) ? [record.family] : []))),
  ];
  if (families.length < 2) return [];
  return [
    problem(
      'record.invalid',
      `The rows of the product name several families: ${families.join(', ')}`,
      'Give all rows of a product the same family.',
    ),
  ];
}

function problem(code: string, message: string, hint: string): Issue {
  return { code, severity: 'error', message, hint };
}

function present<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}
