import type { DesiredRecord, Fetch, RemoteReference } from '@pim-connector/core';
import type { BenchTools, DestinationBench, Sample } from '@pim-connector/testkit';

import { shopifyLimiter } from '../graphql/shop-limiter.ts';
import type { ShopifyRecords } from '../records/shopify-records.ts';
import { shopify } from '../shopify.ts';
import { createShopifySimulator } from '../simulator/index.ts';
import { merchant } from './merchant.ts';

const accessToken = 'shpat_canary-static-5b1f';
const numbers = [...Array(8).keys()];
const spare = 8;
/** Key of a category that the shop has from the beginning. */
const aboveKey = 'above';

function product(key: string): ShopifyRecords['product'] {
  return {
    title: `Product ${key}`,
    vendor: 'Tarnfell',
    descriptionHtml: '<p>Text</p>',
    tags: ['outdoor', 'new'],
    status: 'active',
    publications: ['Online Store'],
    metafields: { custom: { material: { type: 'single_line_text_field', value: 'wool' } } },
    translations: { de: { title: `Produkt ${key}` } },
    options: ['Size'],
    variants: ['s', 'm'].map((size) => ({
      sku: `${key}-${size}`,
      options: [{ name: 'Size', value: size }],
      price: '19.9',
      compareAtPrice: '25',
      taxable: true,
      marketPrices: [{ priceList: 'Switzerland', amount: '22' }],
    })),
  };
}

function category(key: string): ShopifyRecords['category'] {
  return {
    title: `Category ${key}`,
    descriptionHtml: '<p>Text</p>',
    sortOrder: 'manual',
    image: { url: 'https://assets.example/category.jpg', alt: 'Category' },
    parent: null,
    publications: ['Online Store'],
    metafields: { custom: { mood: { type: 'single_line_text_field', value: 'calm' } } },
    translations: { de: { title: `Kategorie ${key}` } },
  };
}

function changedCategory(key: string): ShopifyRecords['category'] {
  return {
    title: `Another ${key}`,
    descriptionHtml: '<p>Another text</p>',
    sortOrder: 'alpha_asc',
    image: null,
    parent: aboveKey,
    publications: ['Point of Sale'],
    metafields: { custom: { mood: { type: 'single_line_text_field', value: 'wild' } } },
    translations: { de: { title: `Andere ${key}` } },
  };
}

function brand(key: string): ShopifyRecords['referenceRecord'] {
  return {
    type: 'brand',
    handle: `brand-${key}`,
    fields: { name: `Brand ${key}`, founded: '1901-05-01', price: '{"value":2,"unit":"kg"}' },
    status: 'active',
    translations: { de: { name: `Marke ${key}` } },
  };
}

function changedBrand(key: string): ShopifyRecords['referenceRecord'] {
  return {
    type: 'brand',
    handle: `other-${key}`,
    fields: { name: `Another ${key}`, founded: null, price: '{"value":3,"unit":"kg"}' },
    status: 'draft',
    translations: { de: { name: `Andere ${key}` } },
  };
}

function changedProduct(key: string): ShopifyRecords['product'] {
  const before = product(key);
  return {
    ...before,
    title: `Another ${key}`,
    vendor: 'Nordwall',
    descriptionHtml: '<p>Another text</p>',
    tags: ['indoor'],
    status: 'draft',
    publications: ['Point of Sale'],
    metafields: { custom: { material: { type: 'single_line_text_field', value: 'cotton' } } },
    translations: { de: { title: `Anderes ${key}` } },
    options: ['Fit'],
    variants: before.variants.map((variant, index) => ({
      ...variant,
      options: [{ name: 'Fit', value: `${index}` }],
      price: '9.5',
      compareAtPrice: '10',
      taxable: false,
      marketPrices: [{ priceList: 'Switzerland', amount: '11' }],
    })),
  };
}

/** A destination for a simulated shop, which holds what the samples need. */
export async function openShopifyBench(
  { around, clock }: BenchTools,
  lane: 'direct' | 'bulk' = 'direct',
): Promise<DestinationBench> {
  const simulator = createShopifySimulator({
    clock,
    staticToken: accessToken,
    markets: [{ name: 'Switzerland', currency: 'CHF', countries: ['CH'] }],
  });
  const limiter = shopifyLimiter({ clock });
  const make = (fetch: Fetch, through = lane) =>
    shopify({
      shop: 'example',
      accessToken,
      lane: through,
      limiter,
      // What `merge` takes away depends on what the last link remembers; the suite hands in older ones.
      ownership: { tags: 'own', publications: 'own' },
      retry: { attempts: 5 },
      clock,
      fetch,
    });
  const seeds = await seedVariants(make(simulator.handler, 'direct'), clock);
  const above = await seedCategory(make(simulator.handler, 'direct'), clock);
  await merchant(simulator).define(
    'brand',
    [
      { key: 'name', type: 'single_line_text_field', required: true },
      { key: 'founded', type: 'date' },
      { key: 'price', type: 'weight' },
    ],
    {
      displayNameKey: 'name',
      capabilities: { publishable: { enabled: true }, translatable: { enabled: true } },
    },
    accessToken,
  );
  const location = [...simulator.state.locations.values()][0]?.name ?? '';
  const samples = (entity: string): readonly Sample[] => {
    if (entity === 'product')
      return numbers.map((number) => ({ key: `product-${number}`, data: product(`product-${number}`) }));
    if (entity === 'category')
      return numbers.map((number) => ({
        key: `category-${number}`,
        data: category(`category-${number}`),
        references: new Map([[`category:${aboveKey}`, above]]),
      }));
    if (entity === 'referenceRecord')
      return numbers.map((number) => ({ key: `brands/${number}`, data: brand(`${number}`) }));
    if (entity === 'asset')
      return numbers.map((number) => ({
        key: `picture-${number}`,
        data: { url: `https://assets.example/${number}.jpg`, alt: `Picture ${number}` },
      }));
    return [...numbers, spare].map((number) => {
      const key = `seed-${number}`;
      const references = new Map([[`variant:${key}`, seeds.get(key) ?? { id: '' }]]);
      const data =
        entity === 'price'
          ? { sku: key, price: `${10 + number}.5`, compareAtPrice: '99' }
          : { sku: key, levels: [{ location, available: 5 + number }] };
      return { key, data, references };
    });
  };
  return {
    destination: make(around(simulator.handler)),
    another: () => make(around(simulator.handler)),
    secrets: [accessToken],
    samples: (entity) => samples(entity).slice(0, numbers.length),
    // Whether a file took the place of another one, Shopify does not say.
    tellsCreated: (entity) => entity !== 'asset',
    // Files are known by their names; stock and prices by variants that are there.
    sampleFor: (entity, key) => {
      if (entity === 'product') return { key, data: product(key) };
      if (entity !== 'category') return null;
      return { key, data: category(key), references: new Map([[`category:${aboveKey}`, above]]) };
    },
    changed: (entity, { key }) => {
      if (entity === 'product') return changedProduct(key);
      if (entity === 'category') return changedCategory(key);
      if (entity === 'referenceRecord') return changedBrand(key.replace('brands/', ''));
      if (entity === 'asset') return { url: 'https://assets.example/other.jpg', alt: 'Another' };
      return entity === 'price'
        ? { sku: key, price: '1.5', compareAtPrice: null }
        : { sku: key, levels: [{ location, available: 77 }] };
    },
    refused: (entity) => {
      const refused = product('refused');
      if (entity === 'product')
        return {
          key: 'refused',
          data: { ...refused, variants: refused.variants.map((each) => ({ ...each, price: '-1' })) },
        };
      if (entity === 'category') return { key: 'refused', data: { title: ' ' } };
      if (entity === 'referenceRecord') {
        const data = brand('refused');
        return { key: 'brands/refused', data: { ...data, fields: { ...data.fields, founded: 'long ago' } } };
      }
      if (entity === 'asset')
        return { key: 'refused', data: { url: 'https://assets.example/unreachable.jpg' } };
      const sku = `seed-${spare}`;
      const sample = { ...samples(entity)[spare], key: sku };
      return entity === 'price'
        ? { ...sample, data: { sku, price: '-1' } }
        : { ...sample, data: { sku, levels: [{ location: 'Nowhere', available: 1 }] } };
    },
    state: () => [
      shownState(simulator.state),
      shownCollections(simulator.state),
      shownMetaobjects(simulator.state),
      [...simulator.state.files.values()].map(({ id, source, alt }) => ({ id, source, alt })),
    ],
    count: (entity, key) => {
      const { products, collections, metafields, metaobjects } = simulator.state;
      if (entity === 'referenceRecord')
        return [...metaobjects.values()].filter(({ handle }) =>
          handle.endsWith(`-${key.slice('brands/'.length)}`),
        ).length;
      if (entity !== 'product' && entity !== 'category') return undefined;
      const owners = entity === 'product' ? products : collections;
      return [...owners.keys()].filter((id) =>
        [...(metafields.get(id)?.values() ?? [])].some(
          (metafield) => metafield.key === 'pim_id' && metafield.value === key,
        ),
      ).length;
    },
  };
}

/** All metaobjects that the shop holds, without ids and moments. */
function shownMetaobjects(state: ReturnType<typeof createShopifySimulator>['state']): unknown {
  return [...state.metaobjects.values()].map((each) => ({
    handle: each.handle,
    status: each.status,
    fields: Object.fromEntries(each.fields),
    ...shownAround(each.id, state),
  }));
}

/** All collections that the shop holds, without ids and moments. */
function shownCollections(state: ReturnType<typeof createShopifySimulator>['state']): unknown {
  return [...state.collections.values()].map((each) => ({
    title: each.title,
    handle: each.handle,
    descriptionHtml: each.descriptionHtml,
    image: each.image,
    sortOrder: each.sortOrder,
    ...shownAround(each.id, state),
  }));
}

/** What belongs to a product or a collection without being in it. */
function shownAround(id: string, state: ReturnType<typeof createShopifySimulator>['state']) {
  return {
    metafields: [...(state.metafields.get(id)?.values() ?? [])]
      .map(({ namespace, key, value }) => `${namespace}.${key}=${value}`)
      .toSorted(),
    translations: [...(state.translations.get(id)?.values() ?? [])].map(({ locale, key, value, digest }) => [
      locale,
      key,
      value,
      digest,
    ]),
    published: [...(state.published.get(id)?.keys() ?? [])].toSorted(),
  };
}

/** All that the shop holds, without ids and moments. */
function shownState(state: ReturnType<typeof createShopifySimulator>['state']): unknown {
  return [...state.products.values()].map((each) => ({
    title: each.title,
    handle: each.handle,
    vendor: each.vendor,
    descriptionHtml: each.descriptionHtml,
    tags: each.tags,
    status: each.status,
    options: each.options.map(({ name, values }) => [name, values.map((value) => value.name)]),
    variants: each.variants.map((variant) => ({
      id: variant.id,
      price: variant.price,
      compareAtPrice: variant.compareAtPrice,
      taxable: variant.taxable,
      sku: state.inventoryItems.get(variant.inventoryItemId)?.sku,
      levels: [...(state.inventoryItems.get(variant.inventoryItemId)?.levels.values() ?? [])].map(
        ({ available }) => available,
      ),
      lists: [...state.priceLists.values()].map(({ fixed }) => fixed.get(variant.id) ?? null),
    })),
    ...shownAround(each.id, state),
  }));
}

/** A product whose variants prices and stock are tried with. */
async function seedVariants(destination: ReturnType<typeof shopify>, clock: BenchTools['clock']) {
  const variants = [...numbers, spare].map((number) => ({
    sku: `seed-${number}`,
    options: [{ name: 'Number', value: `${number}` }],
    price: '1',
  }));
  const { variants: links = {} } = await seed(destination, clock, {
    ...ofNobody,
    entity: 'product',
    key: 'seed',
    data: { title: 'Seed', options: ['Number'], variants },
    variantKeys: variants.map(({ sku }) => sku),
  });
  return new Map(Object.entries(links));
}

/** A category that others are put under. */
function seedCategory(destination: ReturnType<typeof shopify>, clock: BenchTools['clock']) {
  return seed(destination, clock, {
    ...ofNobody,
    entity: 'category',
    key: aboveKey,
    data: { title: 'Above' },
    variantKeys: [],
  });
}

const ofNobody = {
  op: 'upsert',
  coverage: 'complete',
  sections: ['content'],
  remote: null,
  references: new Map<string, RemoteReference>(),
} as const;

/** Writes what a shop has from the beginning. */
async function seed(
  destination: ReturnType<typeof shopify>,
  clock: BenchTools['clock'],
  record: DesiredRecord<ShopifyRecords>,
): Promise<RemoteReference> {
  const context = { signal: new AbortController().signal, clock, warn: () => undefined };
  const operations = await destination.plan([record], context);
  for await (const outcome of destination.write(operations, context)) {
    if ('remote' in outcome && outcome.remote !== undefined) return outcome.remote;
    throw new Error(`The seed was not written: ${JSON.stringify(outcome)}`);
  }
  throw new Error('The seed has no outcome');
}
