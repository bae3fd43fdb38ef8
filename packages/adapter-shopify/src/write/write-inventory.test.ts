import type { Fetch, RemoteReference } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { apiVersions } from '../shopify-config.ts';
import { openShop } from '../testing/open-shop.ts';

async function withVariant(shop: ReturnType<typeof openShop>, tracked = true) {
  const { remote } = await shop.send('product', 'cup', {
    title: 'Cup',
    variants: [{ sku: 'cup', price: '5', tracked }],
  });
  return new Map<string, RemoteReference>([['variant:cup', remote?.variants?.['cup'] ?? { id: '' }]]);
}

const stockOf = (shop: ReturnType<typeof openShop>) =>
  [...shop.state.inventoryItems.values()].flatMap(({ levels }) =>
    [...levels.values()].map(({ available }) => available),
  );

describe('stock', () => {
  test('is set at the only location without naming it; the same again sends nothing', async () => {
    const shop = openShop();
    const references = await withVariant(shop);
    const record = { sku: 'cup', levels: [{ available: 7 }] };
    expect((await shop.send('inventory', 'cup', record, { references })).outcome?.status).toBe('updated');
    expect(stockOf(shop)).toEqual([7]);
    const again = await shop.send('inventory', 'cup', record, { references });
    expect(again.outcome?.status).toBe('unchanged');
    expect(again.calls).toEqual(['InventoryLevels']);
  });

  test('that a sale changes between reading and writing is read again, and not overwritten blindly', async () => {
    let sold = false;
    const sell =
      (shop: () => ReturnType<typeof openShop>) =>
      (next: Fetch): Fetch =>
      async (request) => {
        if (!sold && (await request.clone().text()).includes('mutation InventorySet')) {
          sold = true;
          for (const { levels } of shop().state.inventoryItems.values())
            for (const level of levels.values()) level.available -= 1;
        }
        return next(request);
      };
    const shop: ReturnType<typeof openShop> = openShop({}, { around: sell(() => shop) });
    const references = await withVariant(shop);
    const { outcome, calls } = await shop.send(
      'inventory',
      'cup',
      { sku: 'cup', levels: [{ available: 7 }] },
      { references },
    );
    expect(outcome?.status).toBe('updated');
    expect(calls.filter((name) => name === 'InventorySet')).toHaveLength(2);
    expect(stockOf(shop)).toEqual([7]);
  });

  test.each(apiVersions)(
    'can be set at a location where the item was never stocked (API %s)',
    async (apiVersion) => {
      const shop = openShop({ locationNames: ['Berlin', 'Paris'] }, { apiVersion });
      const references = await withVariant(shop);
      const levels = [
        { location: 'paris', available: 3 },
        { location: 'Berlin', available: 4 },
      ];
      expect(
        (await shop.send('inventory', 'cup', { sku: 'cup', levels }, { references })).outcome?.status,
      ).toBe('updated');
      expect(stockOf(shop).toSorted((a, b) => a - b)).toEqual([3, 4]);
    },
  );

  test.each([
    [
      'an unknown location',
      [{ location: 'Nowhere', available: 1 }],
      'levels.0.location',
      'value.unknown_option',
    ],
    ['no location where there are several', [{ available: 1 }], 'levels.0.location', 'value.missing'],
  ])('%s is an issue', async (_what, levels, path, code) => {
    const shop = openShop({ locationNames: ['Berlin', 'Paris'] });
    const references = await withVariant(shop);
    const { outcome } = await shop.send('inventory', 'cup', { sku: 'cup', levels }, { references });
    expect(outcome).toMatchObject({ status: 'rejected', issues: [{ path, code }] });
  });

  test('of a location that was closed, and of an item that is not tracked, is an issue with what to do', async () => {
    const shop = openShop({ locationNames: ['Berlin', 'Paris'] });
    const references = await withVariant(shop, false);
    const untracked = await shop.send(
      'inventory',
      'cup',
      { sku: 'cup', levels: [{ location: 'Paris', available: 1 }] },
      { references },
    );
    expect(untracked.outcome).toMatchObject({
      status: 'rejected',
      issues: [{ hint: expect.stringContaining('tracked') }],
    });
    const closed = openShop({ locationNames: ['Berlin', 'Paris'] });
    for (const [id, location] of closed.state.locations)
      if (location.name === 'Paris') closed.state.locations.set(id, { ...location, active: false });
    const refused = await closed.send(
      'inventory',
      'cup',
      { sku: 'cup', levels: [{ location: 'Paris', available: 1 }] },
      { references: await withVariant(closed) },
    );
    expect(refused.outcome).toMatchObject({ status: 'rejected', issues: [{ path: 'levels.0.location' }] });
  });

  test('at a location from which the item was taken is set again, whatever was there then', async () => {
    const shop = openShop({ locationNames: ['Berlin', 'Paris'] });
    const references = await withVariant(shop);
    const send = (available: number) =>
      shop.send(
        'inventory',
        'cup',
        { sku: 'cup', levels: [{ location: 'Paris', available }] },
        { references },
      );
    await send(3);
    const levels = [...shop.state.inventoryItems.values()].flatMap((item) => [...item.levels.values()]);
    const level = levels.find(({ available }) => available === 3);
    if (level === undefined) throw new Error('no level');
    level.active = false;
    // What it had there comes back with it: the same figure has to be seen, and another one to be set.
    expect((await send(3)).outcome?.status).toBe('updated');
    expect(level).toMatchObject({ active: true, available: 3 });
    level.active = false;
    expect((await send(8)).outcome?.status).toBe('updated');
    expect(level).toMatchObject({ active: true, available: 8 });
  });

  test('that is sold at each look is left for another time, and keeps no other figure from being set', async () => {
    const keys: string[] = [];
    const shop: ReturnType<typeof openShop> = openShop(
      {},
      {
        around: (next) => async (request) => {
          const body = await request.clone().text();
          if (body.includes('mutation InventorySet')) {
            keys.push((JSON.parse(body) as { variables: { key: string } }).variables.key);
            const [cup] = shop.state.inventoryItems.values();
            for (const level of cup?.levels.values() ?? []) level.available -= 1;
          }
          return next(request);
        },
      },
    );
    const made = ['cup', 'mug'].map((sku) =>
      shop.send('product', sku, { title: sku, variants: [{ sku, price: '5' }] }),
    );
    const references = new Map<string, RemoteReference>();
    for (const { remote } of await Promise.all(made))
      for (const [sku, link] of Object.entries(remote?.variants ?? {}))
        references.set(`variant:${sku}`, link);
    const plans = await Promise.all(
      ['cup', 'mug'].map((sku) =>
        shop.plan('inventory', sku, { sku, levels: [{ available: 7 }] }, { references }),
      ),
    );
    const outcomes = await shop.write(plans);
    const statuses = Object.fromEntries(outcomes.map(({ key, status }) => [key, status]));
    expect(statuses).toEqual({ cup: 'failed', mug: 'updated' });
    expect(stockOf(shop).at(-1)).toBe(7);
    // A key that came again would be answered with what became of it the first time.
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(2);
  });
});
