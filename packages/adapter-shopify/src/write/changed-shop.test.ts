import { expect, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { caller } from '../source/seeded-shop.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';
import type { ShopPipelineOptions } from '../testing/shop-pipeline.ts';

const full = { mode: 'full' } as const;
const cup: ShopifyRecords['product'] = {
  title: 'Cup',
  publications: ['Online Store'],
  collections: ['summer'],
  variants: [{ sku: 'cup', price: '5', marketPrices: [{ priceList: 'Switzerland', amount: '6' }] }],
};

/** A shop that a pipeline has written to, and will write to again. */
async function loaded(config: ShopPipelineOptions['config'] = {}) {
  const shop = shopPipeline(
    { products: { cup }, stock: { cup: { Berlin: 1 } } },
    {
      simulator: {
        locationNames: ['Berlin'],
        collectionTitles: ['Summer'],
        markets: [{ name: 'Switzerland', currency: 'CHF', countries: ['CH'] }],
      },
      config,
    },
  );
  const report = await shop.pipeline.run();
  expect(report).toMatchObject({ status: 'complete' });
  return { ...shop, call: caller(shop.simulator) };
}

test('a channel, a price list and a location that the shop has got since are found by the same process', async () => {
  const shop = await loaded();
  shop.state.publications.set('gid://shopify/Publication/1', {
    id: 'gid://shopify/Publication/1',
    title: 'Kiosk',
    autoPublish: false,
  });
  const [list] = shop.state.priceLists.values();
  if (list === undefined) throw new Error('no price list');
  const japan = {
    ...list,
    id: 'gid://shopify/PriceList/1',
    name: 'Japan',
    currency: 'JPY',
    fixed: new Map(),
  };
  shop.state.priceLists.set(japan.id, japan);
  shop.state.locations.set('gid://shopify/Location/1', {
    id: 'gid://shopify/Location/1',
    name: 'Paris',
    active: true,
    fulfillmentService: false,
  });
  shop.clock.advance(60_000);
  shop.pim.products['cup'] = {
    ...cup,
    publications: ['Kiosk'],
    variants: [{ sku: 'cup', price: '5', marketPrices: [{ priceList: 'Japan', amount: '600' }] }],
  };
  shop.pim.stock['cup'] = { Berlin: 1, Paris: 2 };
  expect((await shop.pipeline.run(full)).status).toBe('complete');
  expect(await shop.refusals()).toEqual([]);
  expect([...japan.fixed.values()]).toMatchObject([{ price: '600' }]);
  expect(await shop.drifts()).toEqual({});
});

test('names that the shop does not have are not asked for again and again', async () => {
  const shop = await loaded();
  shop.clock.advance(60_000);
  shop.simulator.resetCalls();
  for (const number of [1, 2, 3]) {
    const variants = [{ sku: `new-${number}`, price: '1' }];
    shop.pim.products[`new-${number}`] = { title: 'New', publications: ['Nowhere'], variants };
  }
  expect((await shop.pipeline.run(full)).counts).toMatchObject({ rejected: 3 });
  const calls = shop.simulator.calls().filter(({ operation }) => operation === 'Publications');
  expect(calls.length).toBeLessThanOrEqual(2);
});

test('a collection that was deleted and made anew under its handle takes products again', async () => {
  const shop = await loaded();
  const [id] = shop.state.collections.keys();
  await shop.call('mutation($id: ID!) { collectionDelete(input: { id: $id }) { userErrors { message } } }', {
    id,
  });
  await shop.call(
    'mutation { collectionCreate(collection: { title: "Summer", handle: "summer" }) { collection { id } userErrors { message } } }',
  );
  shop.clock.advance(3_600_000);
  shop.pim.products['mug'] = { ...cup, title: 'Mug', variants: [{ sku: 'mug', price: '5' }] };
  await shop.pipeline.run(full);
  expect(await shop.refusals()).toEqual([]);
  const [summer] = shop.state.collections.keys();
  const mug = [...shop.state.products.values()].find(({ title }) => title === 'Mug');
  expect(mug?.collectionIds).toEqual([summer]);
});

test.each(['direct', 'bulk'] as const)(
  'a collection that was deleted keeps no product from leaving it: lane %s',
  async (lane) => {
    const shop = await loaded({ lane });
    const [summer] = shop.state.collections.keys();
    await shop.call(
      'mutation($id: ID!) { collectionDelete(input: { id: $id }) { userErrors { message } } }',
      {
        id: summer,
      },
    );
    shop.pim.products['cup'] = { ...cup, title: 'Big cup', collections: [] };
    expect((await shop.pipeline.run(full)).counts).toMatchObject({ updated: 1, rejected: 0 });
    expect(await shop.refusals()).toEqual([]);
    expect(await shop.drifts()).toEqual({});
  },
);
