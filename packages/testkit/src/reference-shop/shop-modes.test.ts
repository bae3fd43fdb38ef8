import { SkippingClock } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { shopFixture, tent } from './shop-fixture.ts';
import type { ShownJob } from './shop-jobs.ts';

const { id: _id, ...tentWithoutId } = tent;

async function jobOf(response: Promise<Response>): Promise<ShownJob> {
  return (await (await response).json()) as ShownJob;
}

describe('a job', () => {
  test('does nothing before its time, and then tells what became of each line', async () => {
    const clock = new SkippingClock();
    const { shop, send } = await shopFixture({ clock, jobTime: 1000 });
    const lines = [{ put: tent }, { put: { id: 'x', title: {} } }, { remove: 'gone' }, { move: 'tent' }, 7];
    const response = await send('POST', '/v1/products/jobs', { lines });
    expect(response.status).toBe(202);
    const { id, status } = (await response.json()) as ShownJob;
    expect([status, shop.sizes().products]).toEqual(['running', 0]);
    clock.advance(1000);
    expect(shop.sizes().products).toBe(1);
    const { results, ...job } = await jobOf(send('GET', `/v1/jobs/${id}`));
    expect(job).toEqual({ id, status: 'done' });
    const byLine = results?.toSorted((a, b) => a.line - b.line);
    expect(byLine?.map(({ id: item, ...result }) => [item, result.status])).toEqual([
      ['tent', 'created'],
      ['x', 'rejected'],
      ['gone', 'not_found'],
      [null, 'rejected'],
      [null, 'rejected'],
    ]);
    expect(shop.counters().writes.products).toMatchObject({ created: 1, rejected: 3, not_found: 1 });
  });

  test('gives its results in another order than that of the lines', async () => {
    const clock = new SkippingClock();
    const { send } = await shopFixture({ clock });
    const lines = Array.from({ length: 12 }, (_each, index) => ({ remove: `no-${index}` }));
    const { id } = await jobOf(send('POST', '/v1/products/jobs', { lines }));
    clock.advance(1000);
    const { results } = await jobOf(send('GET', `/v1/jobs/${id}`));
    expect(results?.map(({ line }) => line)).not.toEqual([...lines.keys()]);
  });

  test('that does not exist is not found', async () => {
    const { send } = await shopFixture();
    expect((await send('GET', '/v1/jobs/job-9')).status).toBe(404);
    expect((await send('POST', '/v1/jobs/job-9')).status).toBe(405);
  });
});

describe('a shop that assigns ids', () => {
  test('makes a new product at each create, whatever its SKUs and its reference', async () => {
    const { shop, send, put } = await shopFixture({ identity: 'assigned' });
    const item = { ...tentWithoutId, reference: 'tent' };
    const create = () => send('POST', '/v1/products/create', { items: [item] });
    expect(await (await create()).json()).toEqual({
      results: [{ id: 'p-1', status: 'created', errors: [] }],
    });
    expect(await (await create()).json()).toMatchObject({ results: [{ id: 'p-2', status: 'created' }] });
    expect(shop.sizes().products).toBe(2);
    expect(await put('products', { id: 'p-1', brand: 'Tarnfell' })).toMatchObject([{ status: 'updated' }]);
    expect(await put('products', { ...tent, id: 'tent' })).toMatchObject([
      { status: 'rejected', errors: [{ field: 'id', code: 'not_found' }] },
    ]);
    expect(shop.product('p-1')).toMatchObject({ reference: 'tent', brand: 'Tarnfell' });
  });

  test('takes no id, and gives none to what it refuses', async () => {
    const { send } = await shopFixture({ identity: 'assigned' });
    const items = [tent, { title: {} }, tentWithoutId];
    const response = await send('POST', '/v1/products/create', { items });
    expect(await response.json()).toMatchObject({
      results: [
        { id: null, status: 'rejected' },
        { id: null, status: 'rejected' },
        { id: 'p-1', status: 'created' },
      ],
    });
  });

  test('finds a new product by its reference only after a while', async () => {
    const clock = new SkippingClock();
    const { send } = await shopFixture({ identity: 'assigned', clock, lookupLag: 5000 });
    await send('POST', '/v1/products/create', { items: [{ ...tentWithoutId, reference: 'tent' }] });
    const find = async () =>
      (await send('POST', '/v1/products/find', { references: ['tent', 'other'] })).json();
    expect(await find()).toEqual({ items: [] });
    clock.advance(5000);
    expect(await find()).toMatchObject({ items: [{ id: 'p-1', reference: 'tent' }] });
    await send('POST', '/v1/products/batch-delete', { ids: ['p-1'] });
    expect(await find()).toEqual({ items: [] });
  });
});

test('a shop that takes ids has no create', async () => {
  const { send } = await shopFixture();
  expect((await send('POST', '/v1/products/create', { items: [tentWithoutId] })).status).toBe(404);
});
