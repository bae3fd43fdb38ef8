import { tokenBucketLimiter } from '@pim-connector/core';
import type { Destination, Fetch } from '@pim-connector/core';

import { createReferencePim, referencePimSource } from '../reference-pim/index.ts';
import { referenceShopDestination } from '../reference-shop-destination/index.ts';
import type { ShopRecords } from '../reference-shop-destination/index.ts';
import { createReferenceShop } from '../reference-shop/index.ts';
import type { BenchTools, DestinationBench, Sample, SourceBench, WebhookBench } from './bench.ts';

const clientSecret = 'canary-client-secret-5b1f';
const webhookSecret = 'canary-webhook-secret-77aa';
const tokenSeed = 'canary-access-token-c0de';
const shopToken = 'canary-shop-token-93e2';

function product(number: number) {
  const code = `tent-${String(number).padStart(6, '0')}`;
  return { code, name: { en: `Tent ${number}`, de: `Zelt ${number}` }, price: '199.90', stock: number % 50 };
}

/** How a bench of the reference PIM differs from the usual one. */
export interface PimBenchOptions {
  readonly products?: number;
  readonly pageSize?: number;
  /** How often a request is sent. */
  readonly attempts?: number;
  /** Whether the sources of the account share a limiter. */
  readonly sharedLimiter?: boolean;
}

/** A source for the reference PIM with some products. */
export function openReferencePim(
  { around, clock }: BenchTools,
  { products = 23, pageSize = 5, attempts = 5, sharedLimiter = true }: PimBenchOptions = {},
): SourceBench {
  const pim = createReferencePim({ clock, clientSecret, tokenSeed });
  for (let number = 0; number < products; number += 1) pim.put(product(number));
  const limiter = tokenBucketLimiter({ capacity: 20, refillPerSecond: 20, clock });
  const make = () =>
    referencePimSource({
      url: 'https://pim.example',
      clientSecret,
      pageSize,
      ...(sharedLimiter ? { limiter } : {}),
      retry: { attempts },
      clock,
      fetch: around(pim.handler),
    });
  return {
    source: make(),
    another: make,
    secrets: [clientSecret, `${tokenSeed}-access-1`],
    change: (_entity, key) => pim.put({ ...product(1), code: key, price: '149' }),
    remove: (_entity, key) => {
      pim.remove(key);
    },
    add: (_entity, key) => pim.put({ ...product(1), code: key }),
    setPrice: (_entity, key, price) => pim.put({ ...product(1), code: key, price }),
    corrupt: () => pim.corrupt('tent-000010-broken'),
  };
}

/** How the reference shop is written to in a bench. */
export interface ShopBenchMode {
  readonly completion: 'sync' | 'async';
  readonly identity: 'natural' | 'assigned';
  /** How often a request is sent. Default 5. */
  readonly attempts?: number;
  /** Whether the destinations of the account share a limiter. Default true. */
  readonly sharedLimiter?: boolean;
  /** Stands before the shop. */
  readonly proxy?: (fetch: Fetch) => Fetch;
}

/** The reference shop’s destination in each of its modes. */
export const shopModes: readonly ShopBenchMode[] = [
  { completion: 'sync', identity: 'natural' },
  { completion: 'async', identity: 'natural' },
  { completion: 'sync', identity: 'assigned' },
  { completion: 'async', identity: 'assigned' },
];

const prices = [
  { currency: 'EUR', amount: '199.5', compareAt: '220' },
  { currency: 'GBP', amount: '180' },
];

function shopProduct(key: string): ShopRecords['product'] {
  const skus = [`${key}-a`, `${key}-b`];
  return {
    title: { en: `Product ${key}`, de: null },
    brand: 'Tarnfell',
    categories: ['tents'],
    images: ['picture-1'],
    related: [],
    status: 'active',
    options: ['Size'],
    variants: skus.map((sku, index) => ({
      sku,
      options: [{ name: 'Size', value: `${index + 1}` }],
      stock: index + 3,
      weightGrams: 2100,
      prices,
      images: [],
    })),
  };
}

function categorySample(key: string, position = 0): Sample {
  return { key, data: { name: { en: `Category ${key}` }, parent: null, position } };
}

const samples: Readonly<Record<string, readonly Sample[]>> = {
  product: [...Array(8).keys()].map((number) => ({
    key: `product-${number}`,
    data: shopProduct(`product-${number}`),
  })),
  category: [...Array(8).keys()].map((number) => categorySample(`category-${number}`, number)),
  inventory: [...Array(8).keys()].map((number) => ({
    key: `seed-${number}`,
    data: { sku: `seed-${number}`, stock: 100 + number },
  })),
};

function changedSample(entity: string, { key, data }: Sample): object {
  if (entity === 'category') return { ...data, name: { en: 'Another name' }, position: 99 };
  if (entity === 'inventory') return { sku: key, stock: 7 };
  const sample = shopProduct(key);
  return {
    ...sample,
    title: { en: 'Another title', de: 'Ein anderer Titel' },
    brand: null,
    images: ['picture-2'],
    related: ['product-x'],
    status: 'draft',
    variants: sample.variants.map((variant) => ({
      ...variant,
      weightGrams: 900,
      stock: 77,
      prices: [
        { currency: 'EUR', amount: '9' },
        { currency: 'GBP', amount: '8' },
      ],
      images: ['picture-1'],
    })),
  };
}

const refusedSamples: Readonly<Record<string, Sample>> = {
  product: {
    key: 'refused',
    data: { ...shopProduct('refused'), variants: [{ sku: 'refused-a', barcode: '4012345000017', prices }] },
  },
  category: { key: 'refused', data: { name: { en: 'Refused' }, parent: 'no-such-category' } },
  inventory: { key: 'no-such-sku', data: { sku: 'no-such-sku', stock: 1 } },
};

/** A destination for the reference shop, which holds what the samples need. */
export async function openReferenceShop(
  { around, clock }: BenchTools,
  mode: ShopBenchMode,
): Promise<DestinationBench> {
  const { completion, identity, attempts = 5, sharedLimiter = true, proxy = (fetch) => fetch } = mode;
  const shop = createReferenceShop({
    clock,
    token: shopToken,
    identity,
    lookupLag: 4000,
    rateLimit: { perSecond: 50, burst: 100 },
  });
  const post = (path: string, body: object) =>
    shop.handler(
      new Request(`https://shop.example/v1/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${shopToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
  await post('categories/batch', { items: [{ key: 'tents', name: { en: 'Tents' } }] });
  const picture = (key: string) => ({
    key,
    url: `https://assets.example/${key}.jpg`,
    mediaType: 'image/jpeg',
  });
  await post('assets/batch', { items: [picture('picture-1'), picture('picture-2')] });
  const variants = [...Array(8).keys()].map((number) => ({
    sku: `seed-${number}`,
    options: [{ name: 'Size', value: `${number}` }],
  }));
  const seed = { title: { en: 'Seed' }, options: ['Size'], variants };
  if (identity === 'natural') await post('products/batch', { items: [{ ...seed, id: 'seed' }] });
  else await post('products/create', { items: [{ ...seed, reference: 'seed' }] });
  await clock.sleep(5000);
  const limiter = tokenBucketLimiter({ capacity: 97, refillPerSecond: 50, clock });
  const make = (): Destination =>
    referenceShopDestination({
      url: 'https://shop.example',
      token: shopToken,
      completion,
      identity,
      lookupLag: 6000,
      ...(sharedLimiter ? { limiter } : {}),
      retry: { attempts },
      clock,
      fetch: proxy(around(shop.handler)),
    });
  const referenceOf = (each: object) =>
    'reference' in each ? each.reference : (each as { readonly id: string }).id;
  return {
    destination: make(),
    another: make,
    secrets: [shopToken],
    samples: (entity) => samples[entity] ?? [],
    sampleFor: (entity, key) =>
      entity === 'product'
        ? { key, data: shopProduct(key) }
        : entity === 'category'
          ? categorySample(key)
          : null,
    changed: changedSample,
    refused: (entity) => refusedSamples[entity] ?? { key: '', data: {} },
    state: () => [shop.products(), shop.categories()],
    count: (entity, key) => {
      if (entity === 'product') return shop.products().filter((each) => referenceOf(each) === key).length;
      if (entity !== 'category') return undefined;
      return shop.categories().filter((each) => 'key' in each && each.key === key).length;
    },
  };
}

/** Webhooks of the reference PIM. */
export function openReferenceWebhooks({ around, clock }: BenchTools): WebhookBench {
  const genuine = createReferencePim({ clock, webhookSecret });
  const forger = createReferencePim({ clock, webhookSecret: 'another-webhook-secret' });
  let number = 0;
  return {
    connector: referencePimSource({
      url: 'https://pim.example',
      clientSecret,
      webhookSecret,
      clock,
      fetch: around(genuine.handler),
    }),
    secrets: [webhookSecret, clientSecret],
    signedHeaders: ['x-pim-signature', 'x-pim-timestamp'],
    async deliver({ body = '{"codes":["tent-1","zelt-ä"]}', forged = false, id } = {}) {
      number += 1;
      const delivery = { id: id ?? `delivery-${number}`, topic: 'product.changed', body, at: clock.now() };
      const headers = await (forged ? forger : genuine).webhookHeaders(delivery);
      return {
        method: 'POST',
        url: 'https://app.example/webhooks/pim',
        headers: new Headers(headers),
        body: new TextEncoder().encode(body),
      };
    },
  };
}
