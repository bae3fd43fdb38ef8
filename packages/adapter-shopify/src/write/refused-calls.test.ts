import type { Fetch } from '@pim-connector/core';
import { expect, test } from 'vitest';

import { richCatalogue, richShop } from '../testing/rich-catalogue.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';

/** Loads a catalogue that speaks of everything, and then takes most of it away again; gives the report of each run. */
async function* loadAndEmpty(around: (fetch: Fetch) => Fetch) {
  const shop = shopPipeline(richCatalogue(), { simulator: richShop, config: { around } });
  yield await shop.pipeline.run();
  const { products, categories, assets } = shop.pim;
  const { tent } = products;
  const [small, large] = tent?.variants ?? [];
  if (tent === undefined || small === undefined || large === undefined) throw new Error('no tent');
  products['tent'] = {
    ...tent,
    title: 'Tent',
    tags: ['new'],
    collections: ['sale'],
    categories: [],
    images: ['front', 'back'],
    publications: ['online store'],
    metafields: { custom: { care: { type: 'multi_line_text_field', value: 'Dry it well' }, weight: '' } },
    translations: { de: { title: 'Zelt', descriptionHtml: '' } },
    variants: [
      { ...small, price: '150', image: null, marketPrices: [{ priceList: 'switzerland', amount: null }] },
      {
        ...large,
        options: [
          { name: 'Color', value: 'red' },
          { name: 'Size', value: 'XL' },
        ],
        sku: 'tent-XL',
      },
    ],
  };
  categories['tents'] = { title: 'Tents', publications: [], translations: { de: { title: '' } } };
  assets['front'] = { url: 'https://assets.example/front-2.jpg', alt: 'Front', altTranslations: { de: '' } };
  shop.pim.prices['cup'] = { list: '8' };
  shop.pim.stock['cup'] = { Berlin: 3, Paris: 2 };
  yield await shop.pipeline.run();
}

/** The mutation that is called, and what kind of thing it is first of all about; `null`: it is no mutation. */
async function calledBy(request: Request): Promise<string | null> {
  const body = await request.clone().text();
  const [, name] = /mutation (\w+)/.exec(body) ?? [];
  const [, about = 'nothing'] = /"gid:\/\/shopify\/(\w+)/.exec(body) ?? [];
  return name === undefined ? null : `${name} of ${about}`;
}

const words = 'refused by the shop';

/** The answer as it would be had the shop refused the call. */
async function refused(response: Response): Promise<Response> {
  const { data, ...rest } = (await response.json()) as { data: Record<string, Record<string, unknown>> };
  const error = { code: 'INVALID', field: null, message: words };
  const errors = (answer: Record<string, unknown>) =>
    Object.fromEntries(
      Object.keys(answer).map((key) => [key, /userErrors$/i.test(key) ? [error] : answer[key]]),
    );
  return Response.json({
    ...rest,
    data: Object.fromEntries(Object.entries(data).map(([field, answer]) => [field, errors(answer)])),
  });
}

test('no call that the shop refuses passes for done', async () => {
  const called = new Set<string>();
  const whole = loadAndEmpty((next) => async (request) => {
    const call = await calledBy(request);
    if (call !== null) called.add(call);
    return next(request);
  });
  for await (const { status } of whole) expect(status).toBe('complete');
  expect(called.size).toBeGreaterThan(25);
  const isTold = async (refusedCall: string) => {
    const reports = loadAndEmpty((next) => async (request) => {
      const isIt = (await calledBy(request)) === refusedCall;
      const response = await next(request);
      return isIt ? refused(response) : response;
    });
    for await (const report of reports) if (JSON.stringify(report).includes(words)) return true;
    return false;
  };
  const untold: string[] = [];
  for (const call of called) {
    // oxlint-disable-next-line no-await-in-loop
    if (!(await isTold(call))) untold.push(call);
  }
  // A collection that is there all the same is found by its key, and is written as one that is known.
  expect(untold.toSorted()).toEqual(['CollectionMake of Collection', 'CollectionMake of nothing']);
});
