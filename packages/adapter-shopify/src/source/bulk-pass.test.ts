import type { Fetch } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { dataOf, openSourceShop, readAll, setMetafields } from '../testing/source-shop.ts';
import { shopifySource } from './shopify-source.ts';

describe('a bulk query', () => {
  test('whose result is cut off between two lines does not lose products or variants', async () => {
    const { simulator, connection, context } = await openSourceShop({}, 4);
    const whole = await readAll(shopifySource({ ...connection, lane: 'pages' }), 'product', context);
    let cuts = 0;
    const fetch = async (request: Request) => {
      const response = await simulator.handler(request);
      if (request.method !== 'GET' || cuts === 2) return response;
      cuts += 1;
      const lines = (await response.text()).split('\n');
      return new Response(lines.slice(0, cuts === 1 ? 3 : lines.length - 3).join('\n'), response);
    };
    const source = shopifySource({ ...connection, fetch, lane: 'bulk' });
    const { records, end } = await readAll(source, 'product', context);
    expect(cuts).toBe(2);
    expect(records).toEqual(whole.records);
    expect(end).toMatchObject({ enumeratedAll: true });
  });

  test('that fails ends the pass with an error, although there is a part of its result', async () => {
    const { simulator, connection, context } = await openSourceShop({}, 3);
    simulator.bulk.failNext(2);
    const source = shopifySource({ ...connection, lane: 'bulk' });
    await expect(readAll(source, 'product', context)).rejects.toMatchObject({ code: 'platform.unavailable' });
  });

  test('waits while other operations of the app take all places', async () => {
    const { simulator, call, connection, context } = await openSourceShop({}, 2);
    for (let number = 0; number < 5; number += 1)
      // oxlint-disable-next-line no-await-in-loop
      await call(
        'mutation { bulkOperationRunQuery(query: "{ products { edges { node { id } } } }") { userErrors { message } } }',
      );
    const { records } = await readAll(shopifySource({ ...connection, lane: 'bulk' }), 'product', context);
    expect(records).toHaveLength(2);
    expect(simulator.bulk.list()).toHaveLength(6);
  });

  test('of which the result is gone does not pass for an empty shop', async () => {
    const { simulator, connection, context } = await openSourceShop({}, 3);
    const source = (fetch: Fetch) => shopifySource({ ...connection, lane: 'bulk', pageSize: 1, fetch });
    const { cursors } = await readAll(source(simulator.handler), 'product', context);
    // An operation is completed, and the address of its result is not there any more.
    const withoutAddress = (id: string | null) => async (request: Request) => {
      const asked = await request.clone().text();
      const response = await simulator.handler(request);
      if (!asked.includes('BulkQueryState') || (id !== null && !asked.includes(id))) return response;
      const text = await response.text();
      return new Response(text.replace(/"url":"[^"]*"/, '"url":null'), response);
    };
    const first = simulator.bulk.list()[0]?.id ?? '';
    const resumed = await readAll(source(withoutAddress(first)), 'product', context, {
      cursor: cursors[0] ?? '',
    });
    expect(resumed.records.map(({ key }) => key)).toEqual(['tent-1', 'tent-2', 'tent-3']);
    expect(simulator.bulk.list()).toHaveLength(2);
    await expect(readAll(source(withoutAddress(null)), 'product', context)).rejects.toMatchObject({
      code: 'platform.unavailable',
    });
  });

  test('whose lines stand in another order gives variants in the order of the shop', async () => {
    const { simulator, call, connection, context, id } = await openSourceShop({}, 2);
    const [variant] = simulator.state.products.get(id)?.variants ?? [];
    const lot = { namespace: 'custom', key: 'lot', type: 'number_integer', value: '7' };
    await call(setMetafields, { m: [{ ownerId: variant?.id, ...lot }] });
    const pages = await readAll(shopifySource({ ...connection, lane: 'pages' }), 'product', context);
    // A product stands before what belongs to it; nothing is promised of the order of the rest.
    const fetch = async (request: Request) => {
      const response = await simulator.handler(request);
      if (request.method !== 'GET') return response;
      const groups: string[][] = [];
      for (const line of (await response.text()).split('\n'))
        if (line.includes('__parentId')) groups.at(-1)?.splice(1, 0, line);
        else groups.push([line]);
      return new Response(groups.flat().join('\n'), response);
    };
    const bulk = await readAll(shopifySource({ ...connection, fetch, lane: 'bulk' }), 'product', context);
    expect(bulk.records).toEqual(pages.records);
  });

  test('that is days old gives products as they are by now, and none that was deleted', async () => {
    const { clock, simulator, call, connection, context } = await openSourceShop({}, 4);
    const source = shopifySource({ ...connection, lane: 'bulk', pageSize: 1 });
    const { cursors, records } = await readAll(source, 'product', context);
    await clock.sleep(86_400_000);
    const [, second, third] = [...simulator.state.products.keys()];
    await call('mutation D($id: ID!) { productDelete(input: { id: $id }) { userErrors { message } } }', {
      id: second,
    });
    await call(
      'mutation U($p: ProductUpdateInput!) { productUpdate(product: $p) { userErrors { message } } }',
      { p: { id: third, title: 'Changed' } },
    );
    simulator.resetCalls();
    const resumed = await readAll(source, 'product', context, { cursor: cursors[0] ?? '' });
    const titles = resumed.records.map((record) => dataOf(record).attributes['name']?.values[0]?.data);
    expect(titles).toEqual(['Changed', 'Tent 4']);
    expect(resumed.records.at(-1)).toEqual(records.at(-1));
    expect(resumed.end).toMatchObject({ enumeratedAll: true });
    const calls = simulator.calls().map(({ operation }) => operation);
    // The one that changed, and the last one, which might have been cut off.
    expect(calls.filter((operation) => operation === 'ReadProduct')).toHaveLength(2);
    expect(calls).not.toContain('BulkQueryStart');
  });
});
