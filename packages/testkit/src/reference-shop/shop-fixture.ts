import { createReferenceShop } from './create-reference-shop.ts';
import type { ReferenceShop, ReferenceShopOptions } from './create-reference-shop.ts';
import type { ItemResult } from './run-batch.ts';

/** A shop for a test, and short ways to talk to it. */
export interface ShopFixture {
  readonly shop: ReferenceShop;
  readonly send: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Response>;
  /** The results of a batch. */
  readonly put: (entity: string, ...items: readonly unknown[]) => Promise<readonly ItemResult[]>;
  /** What the shop has. */
  readonly query: (entity: string, ...ids: readonly string[]) => Promise<readonly unknown[]>;
}

export const fixtureToken = 'reference-shop-token';

/** A product that the shop takes. */
export const tent = {
  id: 'tent',
  title: { en: 'Trail Tent 2' },
  categories: ['tents'],
  images: ['tent-1'],
  status: 'active',
  variants: [variant('tent-red', 'Red'), variant('tent-blue', 'Blue')],
  options: ['Colour'],
};

/** A variant of {@link tent}. */
export function variant(sku: string, colour: string) {
  return {
    sku,
    barcode: '4012345000016',
    options: [{ name: 'Colour', value: colour }],
    prices: [
      { currency: 'EUR', amount: '199.9' },
      { currency: 'GBP', amount: '179' },
    ],
    weightGrams: 2100,
    stock: 3,
  };
}

/** Makes a shop with a category `tents`, a picture `tent-1` and a document `tent-manual`. */
export async function shopFixture(options: ReferenceShopOptions = {}): Promise<ShopFixture> {
  const shop = createReferenceShop({ rateLimit: null, ...options });
  const send: ShopFixture['send'] = (method, path, body, headers = {}) =>
    shop.handler(
      new Request(`http://shop.example${path}`, {
        method,
        headers: {
          authorization: `Bearer ${fixtureToken}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
  const fixture: ShopFixture = {
    shop,
    send,
    async put(entity, ...items) {
      const response = await send('POST', `/v1/${entity}/batch`, { items });
      return ((await response.json()) as { results: readonly ItemResult[] }).results;
    },
    async query(entity, ...ids) {
      const response = await send('POST', `/v1/${entity}/query`, { ids });
      return ((await response.json()) as { items: readonly unknown[] }).items;
    },
  };
  await fixture.put('categories', { key: 'tents', name: { en: 'Tents' } });
  await fixture.put(
    'assets',
    { key: 'tent-1', url: 'https://assets.example/tent-1.jpg', mediaType: 'image/jpeg' },
    { key: 'tent-manual', url: 'https://assets.example/tent.pdf', mediaType: 'application/pdf' },
  );
  shop.resetLog();
  return fixture;
}
