import { describe, expect, test } from 'vitest';

import { openBulkShop, someProducts } from '../testing/bulk-shop.ts';
import type { BulkConfig, Wanted } from '../testing/bulk-shop.ts';
import { bring, remoteOf, statuses } from '../testing/market-shop.ts';

const hour = 3_600_000;

/** Products that are there, and a change of their titles and tags, which are lines of two files. */
async function loaded(config: BulkConfig = {}, count = 2) {
  const shop = openBulkShop(config);
  await bring(shop, someProducts(count));
  const links = new Map([...shop.outcomes.keys()].map((key) => [key, remoteOf(shop, key)]));
  shop.outcomes.clear();
  const change = (data: Partial<Wanted['data']>, sections = ['content', 'tags']) =>
    someProducts(count, data).map((each): Wanted => ({
      ...each,
      remote: links.get(each.key) ?? null,
      sections,
    }));
  return { shop, change, links };
}

describe('a file that a process took with it, beside one that Shopify works off', () => {
  async function died() {
    const { shop, change, links } = await loaded({ bulk: { slots: 1 } });
    const process = shop.start();
    await process.write(await shop.planAll(change({ title: 'Older', tags: ['older'] })));
    await process.ask();
    shop.simulator.bulk.slowNext(hour);
    await process.ask();
    expect(shop.operations().filter(({ status }) => status !== 'COMPLETED').length).toBe(1);
    return { shop, change, links };
  }

  test('is made anew when that has ended: no older line is worked off after a newer one', async () => {
    const { shop, change, links } = await died();
    const next = shop.start({ bulk: { slots: 4 } });
    await shop.finish(next);
    expect(statuses(shop)).toEqual({ p0: 'updated', p1: 'updated' });
    expect(shop.operations().filter(({ completedAt }) => completedAt === null)).toEqual([]);
    await bring(shop, change({ title: 'Newer', tags: ['newer'] }));
    shop.clock.advance(2 * hour);
    shop.operations();
    expect(shop.state.products.get(links.get('p0')?.id ?? '')).toMatchObject({ title: 'Newer' });
  });
});

describe('slots', () => {
  test('of files that another process has settled are free again', async () => {
    const { shop, change } = await loaded({ bulk: { slots: 1 } });
    const first = shop.start();
    await first.write(await shop.planAll(change({ title: 'One' }, ['content'])));
    await first.ask();
    await first.ask();
    // Another process takes the run up.
    await shop.finish(shop.start());
    shop.clock.advance(hour);
    await first.write(await shop.planAll(change({ title: 'Two' }, ['content'])));
    await shop.finish(first);
    expect([...shop.state.products.values()].map(({ title }) => title)).toEqual(['Two', 'Two']);
  });
});

describe('a product that is there although nobody knows', () => {
  test('is changed and not replaced, also by the process that has made the definition of the key', async () => {
    const shop = openBulkShop();
    const process = shop.start();
    await process.write(await shop.planAll(someProducts(1)));
    await shop.finish(process);
    const [product] = shop.state.products.values();
    product?.tags.push('by hand');
    const run = process.again();
    await run.write(await shop.planAll(someProducts(1, { title: 'Again' })));
    await shop.finish(run);
    expect(statuses(shop)).toEqual({ p0: 'updated' });
    const [changed] = shop.state.products.values();
    expect(changed).toMatchObject({ id: product?.id, title: 'Again' });
    expect(changed?.tags).toContain('by hand');
  });

  test('is linked when Shopify says nothing of its line at last', async () => {
    const shop = openBulkShop({
      around: (next) => async (request) => {
        const response = await next(request);
        // A result without any line, though the product was made.
        return request.method === 'GET' && request.url.includes('bulk-results') ? new Response('') : response;
      },
    });
    const process = shop.start();
    await process.write(await shop.planAll(someProducts(1)));
    for (let question = 0; shop.store.size > 0 && question < 100; question += 1) {
      shop.simulator.bulk.failNext(shop.operations().length < 2 ? 0 : 1);
      // oxlint-disable-next-line no-await-in-loop
      shop.clock.advance(await process.ask());
    }
    expect(statuses(shop)).toEqual({ p0: 'updated' });
  });
});

test('a collection that gets another handle while its product is accepted leaves the product linked', async () => {
  const shop = openBulkShop({}, { collectionTitles: ['Summer'] });
  const process = shop.start();
  await process.write(await shop.planAll(someProducts(1, { collections: ['summer'] })));
  await process.ask();
  await process.ask();
  const [collection] = shop.state.collections.values();
  if (collection !== undefined) collection.handle = 'winter';
  await shop.finish(shop.start());
  expect(statuses(shop)).toEqual({ p0: 'created' });
});

test('a change of which one line is refused knows what the others have added', async () => {
  const { shop, change, links } = await loaded({}, 1);
  const [wanted] = change({ tags: ['outdoor', 'fresh'], metafields: {} }, [
    'content',
    'tags',
    'metafields',
    'prices',
  ]);
  if (wanted === undefined) throw new Error('there is one');
  const variants = wanted.data.variants.map((variant) => ({ ...variant, price: '-1' }));
  await bring(shop, [{ ...wanted, data: { ...wanted.data, title: 'Fresh', variants } }]);
  const outcome = shop.outcomes.get('p0');
  expect(outcome).toMatchObject({
    status: 'rejected',
    issues: [{ path: 'variants.0.price' }, { path: 'variants.1.price' }],
    partial: { lacking: ['content', 'tags', 'metafields', 'prices'] },
  });
  const { id, data, variants: known } = remoteOf(shop, 'p0');
  expect(shop.state.products.get(id)).toMatchObject({ title: 'Fresh', tags: ['fresh', 'outdoor'] });
  expect(data).toMatchObject({ tags: ['outdoor', 'fresh'] });
  expect(data).not.toHaveProperty('metafields');
  expect(Object.keys(known ?? {})).toEqual(Object.keys(links.get('p0')?.variants ?? {}));
});

test('a limit of the day keeps new products back, and fails neither the run nor them', async () => {
  let isReached = true;
  const shop = openBulkShop({
    around: (next) => async (request) => {
      const response = await next(request);
      if (!isReached || request.method !== 'GET') return response;
      const message = 'Daily variant creation limit reached. Please try again later.';
      const productSet = { product: null, userErrors: [{ field: null, message, code: 'LIMIT' }] };
      return new Response(`${JSON.stringify({ data: { productSet }, __lineNumber: 0 })}\n`);
    },
  });
  const process = shop.start();
  await process.write(await shop.planAll(someProducts(1)));
  for (let question = 0; question < 12; question += 1) {
    // oxlint-disable-next-line no-await-in-loop
    shop.clock.advance(await process.ask());
  }
  expect(shop.store.size).toBe(1);
  expect(statuses(shop)).toEqual({});
  expect(shop.warnings.filter((message) => message.includes('no more new variants'))).toHaveLength(1);
  isReached = false;
  await shop.finish(process);
  expect(['created', 'updated']).toContain(statuses(shop)['p0']);
});

test('what the bulk lane has accepted is settled also by a destination that writes directly', async () => {
  const shop = openBulkShop();
  await shop.start().write(await shop.planAll(someProducts(2)));
  await shop.finish(shop.start({ lane: 'direct' }));
  expect(statuses(shop)).toEqual({ p0: 'created', p1: 'created' });
});

test('an upload that Shopify refuses is told in its words', async () => {
  const shop = openBulkShop({
    around: (next) => async (request) => {
      if (!(await request.clone().text()).includes('"StagedUploadCreate"')) return next(request);
      const userErrors = [{ field: ['input'], message: 'No uploads today' }];
      return Response.json({ data: { stagedUploadsCreate: { stagedTargets: [], userErrors } } });
    },
  });
  const process = shop.start();
  await process.write(await shop.planAll(someProducts(1)));
  await process.ask();
  await expect(process.ask()).rejects.toMatchObject({ name: 'ConnectorError', message: /No uploads today/ });
});
