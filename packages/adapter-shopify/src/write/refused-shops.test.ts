import { describe, expect, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';

type Product = ShopifyRecords['product'];

const products: Record<string, Product> = Object.fromEntries(
  [...Array(30).keys()].map((number) => [
    `p-${number}`,
    { title: `Product ${number}`, variants: [{ sku: `sku-${number}`, price: '1' }] },
  ]),
);
const credentials = { clientId: 'client-id', clientSecret: 'client-secret' };

describe.each(['direct', 'bulk'] as const)('a shop that does not let the app in, lane “%s”', (lane) => {
  test.each([
    [402, 'bill'],
    [423, 'support'],
  ] as const)('closed (%i): the run ends at once, and says what to do', async (status, hint) => {
    const shop = shopPipeline({ products }, { config: { lane } });
    shop.simulator.setClosed(status);
    const report = await shop.pipeline.run();
    expect(report.status).toBe('failed');
    expect(report.error).toMatchObject({
      code: 'platform.suspended',
      hint: expect.stringContaining(hint) as unknown,
    });
    expect(await shop.refusals()).toEqual([]);
    shop.simulator.setClosed(null);
    expect(await shop.pipeline.run()).toMatchObject({ status: 'complete', counts: { created: 30 } });
  });

  test('a token that does not hold any more ends the run after one refusal, and nothing is a dead letter', async () => {
    const shop = shopPipeline({ products }, { config: { lane } });
    shop.simulator.tokens.revoke();
    const report = await shop.pipeline.run();
    expect(report.error).toMatchObject({ code: 'auth.failed', hint: expect.any(String) as unknown });
    expect(await shop.refusals()).toEqual([]);
    expect(shop.state.products.size).toBe(0);
  });

  test('a token that expires in the middle of a run is renewed, and no record fails', async () => {
    let calls = 0;
    const shop = shopPipeline(
      { products },
      {
        config: {
          lane,
          ...credentials,
          around: (next) => async (request) => {
            calls += 1;
            if (calls === 8) shop.simulator.tokens.revoke();
            return next(request);
          },
        },
      },
    );
    expect(await shop.pipeline.run()).toMatchObject({
      status: 'complete',
      counts: { created: 30, failed: 0, rejected: 0 },
    });
  });

  test('a scope that is missing ends the run, and the error names it', async () => {
    const scopes = ['read_products', 'write_products', 'write_inventory', 'read_locations'];
    const [[key, product] = ['', undefined]] = Object.entries(products);
    if (product === undefined) throw new Error('no product');
    const published = { ...product, publications: ['Online Store'] };
    const shop = shopPipeline(
      { products: { ...products, [key]: published } },
      { simulator: { scopes }, config: { lane } },
    );
    const report = await shop.pipeline.run();
    expect(report.status).toBe('failed');
    expect(report.error).toMatchObject({
      code: 'permission.denied',
      message: expect.stringContaining('read_publications') as unknown,
      hint: expect.stringContaining('access scope') as unknown,
    });
    const { items } = await shop.destination.check(shop.context);
    expect(items.find(({ name }) => name === 'permissions')?.message).toContain('write_publications');
  });
});

test('the daily limit of variants stops creates until the next day; updates of what is there go on', async () => {
  let isFull = false;
  const shop = shopPipeline(
    { products },
    {
      config: {
        around: (next) => async (request) => {
          const isCreate = (await request.clone().text()).includes('mutation ProductUpsert');
          return isFull && isCreate
            ? Response.json({ errors: 'Daily variant creation limit reached' }, { status: 429 })
            : next(request);
        },
      },
    },
  );
  await shop.pipeline.run();
  isFull = true;
  shop.pim.products['p-0'] = { ...(products['p-0'] as Product), title: 'Changed' };
  const changed = await shop.pipeline.run();
  expect(changed).toMatchObject({ status: 'complete', counts: { updated: 1 } });
  shop.pim.products['new'] = { title: 'New', variants: [{ sku: 'new', price: '1' }] };
  const report = await shop.pipeline.run();
  expect(report.error).toMatchObject({ code: 'quota.exhausted' });
  isFull = false;
  shop.clock.advance(86_400_000);
  expect(await shop.pipeline.run()).toMatchObject({ status: 'complete', counts: { created: 1 } });
});
