import {
  checkResult,
  createPipeline,
  defineSource,
  emptySchemaDescription,
  memoryStore,
} from '@pim-connector/core';
import type {
  Asset,
  Category,
  Entity,
  Fetch,
  FileContent,
  Gate,
  InventoryRecord,
  JsonValue,
  PriceRecord,
  Product,
  ReadEvent,
  RecordKey,
  Rule,
  SourceRecord,
} from '@pim-connector/core';
import { z } from 'zod';

import type { destinationConfigSchema } from '../destination-config.ts';
import type { ShopifyRecords } from '../records/shopify-records.ts';
import type { ShopifySimulatorOptions } from '../simulator/index.ts';
import { openShop } from './open-shop.ts';

/** What the PIM of a test holds; may be changed between runs. */
export interface TestCatalogue {
  categories: Record<string, ShopifyRecords['category']>;
  products: Record<string, ShopifyRecords['product']>;
  assets: Record<string, ShopifyRecords['asset']>;
  prices: Record<string, { readonly list: string; readonly sale?: string }>;
  /** By SKU, then by location. */
  stock: Record<string, Readonly<Record<string, number>>>;
}

/** How a test pipeline is made. */
export interface ShopPipelineOptions {
  readonly simulator?: ShopifySimulatorOptions;
  readonly config?: Partial<z.input<typeof destinationConfigSchema>> & {
    readonly around?: (fetch: Fetch) => Fetch;
  };
  readonly gates?: readonly Gate[];
  /** How the PIM opens files whose address needs a login. */
  readonly openFile?: (key: RecordKey) => Promise<FileContent>;
}

/** Prefix of the attributes in the PIM, so that issues can be seen to name them. */
const attributePrefix = 'pim_';

/**
 * A pipeline from a PIM in memory to a simulated shop. Each property of a record is an attribute of its own in the PIM,
 * and each metafield too. For tests.
 */
export function shopPipeline(catalogue: Partial<TestCatalogue>, options: ShopPipelineOptions = {}) {
  // Its own, so that what one test changes is not there in the next.
  const pim: TestCatalogue = {
    categories: { ...catalogue.categories },
    products: { ...catalogue.products },
    assets: { ...catalogue.assets },
    prices: { ...catalogue.prices },
    stock: { ...catalogue.stock },
  };
  const shop = openShop(options.simulator, options.config);
  const store = memoryStore({ clock: shop.clock });
  const rules = productRules(Object.values(pim.products));
  const ofCategories = rulesOf(Object.values(pim.categories));
  const pipeline = createPipeline({
    name: 'pim-to-shop',
    source: pimSource(pim, options.openFile)({}),
    destination: shop.destination,
    store,
    clock: shop.clock,
    parkTime: 0,
    entities: ['category', 'asset', 'product', 'price', 'inventory'],
    mapping: [
      { version: 1, name: 'categories', entity: 'category', rules: ofCategories },
      { version: 1, name: 'products', entity: 'product', rules },
      assetMapping,
      stockMapping,
    ],
    ...(options.gates === undefined ? {} : { gates: options.gates }),
  });
  /** Dead letters as tests compare them: what is wrong, where, and with which attribute. */
  async function refusals() {
    const letters = await Array.fromAsync(pipeline.deadLetters());
    return letters.flatMap(({ key, issues }) => issues.map((issue) => ({ key, ...issue })));
  }
  /** Paths that differ, by record. */
  async function drifts(): Promise<Readonly<Record<string, readonly string[]>>> {
    const report = await pipeline.reconcile();
    return Object.fromEntries(
      report.drifts.map(({ entity, key, kind, differences }) => [
        `${entity} ${key}`,
        kind === 'missing' ? ['missing'] : differences.map(({ path }) => path),
      ]),
    );
  }
  return { ...shop, pim, pipeline, refusals, drifts };
}

function pimSource(pim: TestCatalogue, openFile: ShopPipelineOptions['openFile']) {
  const capabilities = { modes: ['full'], coverage: 'complete', resumable: false, deletes: 'none' } as const;
  return defineSource({
    type: 'test-pim',
    config: z.strictObject({}),
    account: () => 'test-pim',
    create: () => ({
      capabilities: {
        entities: {
          category: capabilities,
          asset: capabilities,
          product: capabilities,
          price: capabilities,
          inventory: capabilities,
        },
      },
      check: async () => checkResult([]),
      describe: async () => emptySchemaDescription,
      async *read<E extends Entity>({ entity }: { readonly entity: E }): AsyncGenerator<ReadEvent<E>> {
        yield { type: 'page', records: recordsOf(entity, pim) as readonly SourceRecord<E>[], cursor: '1' };
        yield { type: 'end', enumeratedAll: true };
      },
      ...(openFile === undefined ? {} : { openFile }),
    }),
  });
}

function recordsOf(entity: Entity, pim: TestCatalogue): readonly unknown[] {
  const upsert = (data: Asset | Category | PriceRecord | InventoryRecord | Product) => ({
    op: 'upsert',
    entity,
    key: data.key,
    data,
    coverage: 'complete',
  });
  switch (entity) {
    case 'category':
      return Object.entries(pim.categories).map(([key, record]) =>
        upsert({ key, parent: record.parent ?? null, labels: {}, attributes: attributesOf(record) }),
      );
    case 'product':
      return Object.entries(pim.products).map(([key, record]) => upsert(productOf(key, record)));
    case 'asset':
      return Object.entries(pim.assets).map(
        ([key, { url, urlKind, fileName, mediaType, bytes, checksum, alt, altTranslations }]) =>
          upsert({
            key,
            url,
            ...(urlKind === undefined ? {} : { urlKind }),
            ...(fileName === undefined ? {} : { fileName }),
            ...(mediaType === undefined ? {} : { mediaType }),
            ...(bytes === undefined ? {} : { bytes }),
            ...(checksum === undefined ? {} : { checksum: { algorithm: 'sha256', value: checksum } }),
            ...(alt == null ? {} : { alt: { ...altTranslations, en: alt } }),
          }),
      );
    case 'price':
      return Object.entries(pim.prices).map(([key, { list, sale }]) =>
        upsert({
          key,
          prices: [
            { kind: 'list', amount: list, currency: 'EUR' },
            ...(sale === undefined ? [] : [{ kind: 'sale' as const, amount: sale, currency: 'EUR' }]),
          ],
        } satisfies PriceRecord),
      );
    case 'inventory':
      return Object.entries(pim.stock).map(([key, levels]) =>
        upsert({
          key,
          levels: Object.entries(levels).map(([location, quantity]) => ({
            location,
            quantity: `${quantity}`,
          })),
        } satisfies InventoryRecord),
      );
    default:
      return [];
  }
}

function productOf(key: string, { variants, ...rest }: ShopifyRecords['product']): Product {
  return {
    key,
    attributes: attributesOf(rest),
    variants: variants.map((variant) => ({ key: variant.sku, attributes: attributesOf(variant) })),
  };
}

function attributesOf(record: object): Product['attributes'] {
  const { metafields, ...fields } = record as Record<string, JsonValue> & {
    readonly metafields?: Readonly<Record<string, Readonly<Record<string, JsonValue>>>>;
  };
  const all = {
    ...fields,
    ...Object.fromEntries(metafieldsOf(metafields).map(({ name, value }) => [name, value])),
  };
  return Object.fromEntries(
    Object.entries(all).map(([name, data]) => [
      attributePrefix + name.replaceAll(/[^\w]/g, '_'),
      { type: 'json', values: [{ locale: null, scope: null, data }] },
    ]),
  );
}

function metafieldsOf(metafields: Readonly<Record<string, Readonly<Record<string, JsonValue>>>> = {}) {
  return Object.entries(metafields).flatMap(([namespace, keys]) =>
    Object.entries(keys).map(([key, value]) => ({ name: `metafields.${namespace}.${key}`, value })),
  );
}

function productRules(records: readonly ShopifyRecords['product'][]): Rule[] {
  const ofVariants = rulesOf(records.flatMap(({ variants }) => variants));
  return [...rulesOf(records), ...ofVariants.map((rule): Rule => ({ ...rule, level: 'variant' }))];
}

/** One rule for each property that a record has. */
function rulesOf(records: readonly TestRecord[]): Rule[] {
  return [...new Set(records.flatMap(pathsOf))].map((to) => ({
    to,
    from: { op: 'attribute', code: attributePrefix + to.replaceAll(/[^\w]/g, '_') },
  }));
}

type TestRecord = Pick<ShopifyRecords['product'], 'metafields'>;

function pathsOf({ metafields, ...record }: TestRecord): readonly string[] {
  const names = metafieldsOf(metafields);
  return [...Object.keys(record).filter((name) => name !== 'variants'), ...names.map(({ name }) => name)];
}

const assetMapping = {
  version: 1,
  name: 'assets',
  entity: 'asset',
  rules: [
    { to: 'url', from: { op: 'field', path: 'url' } },
    { to: 'urlKind', from: { op: 'field', path: 'urlKind' } },
    { to: 'fileName', from: { op: 'field', path: 'fileName' } },
    { to: 'mediaType', from: { op: 'field', path: 'mediaType' } },
    { to: 'bytes', from: { op: 'field', path: 'bytes' } },
    { to: 'checksum', from: { op: 'field', path: 'checksum.value' } },
    { to: 'alt', from: { op: 'field', path: 'alt.en' } },
    { to: 'altTranslations.de', from: { op: 'field', path: 'alt.de' } },
  ],
};

const stockMapping = {
  version: 1,
  name: 'stock',
  entity: 'inventory',
  rules: [
    { to: 'sku', from: { op: 'field', path: 'key' } },
    {
      to: 'levels',
      from: {
        op: 'each',
        of: { op: 'field', path: 'levels' },
        do: {
          op: 'object',
          fields: {
            location: { op: 'get', of: { op: 'item' }, path: 'location' },
            available: { op: 'integer', of: { op: 'get', of: { op: 'item' }, path: 'quantity' } },
          },
        },
      },
    },
  ],
};
