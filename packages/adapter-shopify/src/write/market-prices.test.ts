import type { Fetch } from '@pim-connector/core';
import { expect, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { openShop } from '../testing/open-shop.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';
import type { ShopPipelineOptions } from '../testing/shop-pipeline.ts';

type MarketPrices = ShopifyRecords['product']['variants'][number]['marketPrices'];

const full = { mode: 'full' } as const;
const swiss = { priceList: 'Switzerland', amount: '9' };
const swedish = { priceList: 'Sweden', amount: '99' };

/** A product with so many variants, at most 20 of a size. */
function shirt(variants: number, marketPrices: MarketPrices): ShopifyRecords['product'] {
  return {
    title: 'Shirt',
    options: ['Size', 'Fit'],
    variants: Array.from({ length: variants }, (_variant, index) => ({
      sku: `shirt-${index}`,
      price: '5',
      options: [
        { name: 'Size', value: `${Math.floor(index / 20)}` },
        { name: 'Fit', value: `${index % 20}` },
      ],
      ...(marketPrices === undefined ? {} : { marketPrices }),
    })),
  };
}

/** A shop with two markets, for which a product has prices. */
async function pricedShop(
  variants: number,
  marketPrices: MarketPrices,
  config: ShopPipelineOptions['config'] = {},
) {
  const shop = shopPipeline(
    { products: { shirt: shirt(variants, marketPrices) } },
    {
      simulator: {
        markets: [
          { name: 'Switzerland', currency: 'CHF', countries: ['CH'] },
          { name: 'Sweden', currency: 'SEK', countries: ['SE'] },
        ],
      },
      config,
    },
  );
  const report = await shop.pipeline.run();
  const [switzerland, sweden] = shop.state.priceLists.values();
  if (switzerland === undefined || sweden === undefined) throw new Error('no price lists');
  return {
    ...shop,
    report,
    switzerland,
    sweden,
    /** The PIM has other prices, and is read again. */
    async change(prices: MarketPrices) {
      shop.pim.products['shirt'] = shirt(variants, prices);
      return (await shop.pipeline.run(full)).counts;
    },
  };
}

test('of prices that go, one that a merchant has taken away keeps none of the others', async () => {
  const shop = await pricedShop(3, [swiss]);
  const { fixed } = shop.switzerland;
  expect(fixed.size).toBe(3);
  fixed.delete([...fixed.keys()][1] ?? '');
  expect(await shop.change([])).toMatchObject({ updated: 1 });
  expect(fixed.size).toBe(0);
});

test('what a merchant has taken away altogether is as it should be', async () => {
  const shop = await pricedShop(2, [swiss]);
  shop.switzerland.fixed.clear();
  expect(await shop.change([])).toMatchObject({ updated: 1 });
});

test('prices of more variants than a call takes are set and taken away', async () => {
  const shop = await pricedShop(300, [swiss]);
  expect(shop.switzerland.fixed.size).toBe(300);
  expect(await shop.change([])).toMatchObject({ updated: 1 });
  expect(shop.switzerland.fixed.size).toBe(0);
});

test('a price list that is not there any more keeps no other price from being written', async () => {
  const shop = await pricedShop(2, [swiss, swedish]);
  shop.state.priceLists.delete(shop.switzerland.id);
  expect(await shop.change([{ ...swedish, amount: '100' }])).toMatchObject({ updated: 1 });
  expect([...shop.sweden.fixed.values()].map(({ price }) => price)).toEqual(['100.00', '100.00']);
  expect(await shop.refusals()).toEqual([]);
});

test('prices of a market that were set before those of another one were refused go when the PIM takes them back', async () => {
  const shop = await pricedShop(2, [swiss, swedish], {
    around: (next) => async (request) =>
      /PriceListPricesPut.*SEK/s.test(await request.clone().text())
        ? Response.json({ errors: [{ message: 'No', extensions: { code: 'RESOURCE_NOT_FOUND' } }] })
        : next(request),
  });
  expect(shop.report.counts).toMatchObject({ rejected: 1 });
  expect([shop.switzerland.fixed.size, shop.sweden.fixed.size]).toEqual([2, 0]);
  // The merchant’s own, in the list to which nothing of ours came.
  const [variant = ''] = shop.switzerland.fixed.keys();
  shop.sweden.fixed.set(variant, { price: '70.00', compareAtPrice: null });
  expect(await shop.change([])).toMatchObject({ updated: 1 });
  expect([shop.switzerland.fixed.size, shop.sweden.fixed.size]).toEqual([0, 1]);
});

test('prices that merchants fix stay, and so do ours where the record does not speak of any', async () => {
  const shop = await pricedShop(2, [swiss]);
  const [variant = ''] = shop.switzerland.fixed.keys();
  shop.sweden.fixed.set(variant, { price: '70.00', compareAtPrice: null });
  await shop.change(undefined);
  expect([shop.switzerland.fixed.size, shop.sweden.fixed.size]).toEqual([2, 1]);
  await shop.change([]);
  expect([shop.switzerland.fixed.size, shop.sweden.fixed.size]).toEqual([0, 1]);
});

test('a struck-out price that the record has no more goes, and the price stays', async () => {
  const shop = await pricedShop(1, [{ ...swiss, compareAt: '12' }]);
  const fixed = () => [...shop.switzerland.fixed.values()];
  expect(fixed()).toEqual([{ price: '9.00', compareAtPrice: '12.00' }]);
  await shop.change([{ ...swiss, compareAt: null }]);
  expect(fixed()).toEqual([{ price: '9.00', compareAtPrice: null }]);
});

test('of a currency that the list has not any more: refused, told as drift, and nothing is set in another one', async () => {
  const shop = await pricedShop(1, [{ ...swiss, currency: 'CHF' }]);
  expect(await shop.refusals()).toEqual([]);
  expect(await shop.drifts()).toEqual({});
  shop.state.priceLists.set(shop.switzerland.id, { ...shop.switzerland, currency: 'EUR' });
  await shop.clock.sleep(700_000);
  expect(Object.values(await shop.drifts())[0]).toContainEqual(
    expect.stringContaining('marketPrices.0.currency'),
  );
  expect(await shop.change([{ ...swiss, amount: '8', currency: 'CHF' }])).toMatchObject({ rejected: 1 });
  expect(await shop.refusals()).toMatchObject([
    {
      path: 'variants.0.marketPrices.0.currency',
      message: 'The price list “Switzerland” is in EUR, and the price in CHF',
    },
  ]);
  expect([...(shop.state.priceLists.get(shop.switzerland.id)?.fixed.values() ?? [])]).toMatchObject([
    { price: '9.00' },
  ]);
});

test('prices that were set of a product that was found by its key are ours although those of another list are refused', async () => {
  const markets = [
    { name: 'Switzerland', currency: 'CHF', countries: ['CH'] },
    { name: 'Sweden', currency: 'SEK', countries: ['SE'] },
  ];
  const around: (fetch: Fetch) => Fetch = (next) => async (request) => {
    const isPrices = (await request.clone().text()).includes('"PriceListPricesPut"');
    const response = await next(request);
    // A merchant deletes the other list at that moment.
    const [, sweden] = shop.state.priceLists.keys();
    if (isPrices && sweden !== undefined) shop.state.priceLists.delete(sweden);
    return response;
  };
  const shop = openShop({ markets }, { around });
  const cup = (marketPrices: readonly { priceList: string; amount: string }[]) => ({
    title: 'Cup',
    variants: [{ sku: 'cup', price: '5', marketPrices: [...marketPrices] }],
  });
  await shop.send('product', 'cup', cup([]));
  const prices = [
    { priceList: 'switzerland', amount: '6' },
    { priceList: 'sweden', amount: '70' },
  ];
  // Without its link, as after a crash.
  const { outcome, remote } = await shop.send('product', 'cup', cup(prices));
  expect(outcome).toMatchObject({ partial: { lacking: expect.any(Array) as unknown } });
  const [switzerland] = shop.state.priceLists.values();
  expect(switzerland?.fixed.size).toBe(1);
  expect(remote?.variants?.['cup']?.data).toMatchObject({ priceLists: [switzerland?.id] });
});
