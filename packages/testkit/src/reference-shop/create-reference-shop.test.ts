import { expect, test } from 'vitest';

import { fixtureToken, shopFixture, tent, variant } from './shop-fixture.ts';

async function errorOf(response: Response): Promise<unknown> {
  const { error } = (await response.json()) as { error: unknown };
  return [response.status, error];
}

test('tells what it is', async () => {
  const { send } = await shopFixture({
    name: 'Test Shop',
    clock: { now: () => Date.UTC(2026, 10, 23), sleep: async () => {} },
  });
  const response = await send('GET', '/v1/shop');
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    name: 'Test Shop',
    locales: ['en', 'de', 'fr'],
    currencies: ['EUR', 'GBP'],
    apiVersion: '1.4',
    identity: 'natural',
    time: '2026-11-23T00:00:00.000Z',
  });
});

test.each([
  ['no token', {}],
  ['another token', { authorization: 'Bearer other' }],
  ['another scheme', { authorization: `Basic ${fixtureToken}` }],
])('%s is 401', async (_case, headers) => {
  const { shop } = await shopFixture();
  const response = await shop.handler(new Request('http://shop.example/v1/shop', { headers }));
  expect(response.headers.get('www-authenticate')).toBe('Bearer');
  expect(await errorOf(response)).toEqual([
    401,
    { code: 'unauthorized', message: 'the access token is missing or not valid' },
  ]);
});

test('a token can be changed', async () => {
  const { shop, send } = await shopFixture();
  shop.setToken('new-token');
  expect((await send('GET', '/v1/shop')).status).toBe(401);
  expect((await send('GET', '/v1/shop', undefined, { authorization: 'Bearer new-token' })).status).toBe(200);
});

test.each([
  '/',
  '/v2/shop',
  '/v1/orders/batch',
  '/v1/products',
  '/v1/products/batch/x',
  '/v1/prices/batch-delete',
])('%s is 404', async (path) => {
  const { send } = await shopFixture();
  expect(await errorOf(await send('POST', path, {}))).toEqual([
    404,
    { code: 'route_not_found', message: `there is nothing at ${path}` },
  ]);
});

test.each([
  ['POST', '/v1/shop', 'GET'],
  ['GET', '/v1/products/batch', 'POST'],
  ['PUT', '/v1/products/query', 'POST'],
  ['DELETE', '/v1/assets/batch-delete', 'POST'],
])('%s %s is 405', async (method, path, allowed) => {
  const { send } = await shopFixture();
  const response = await send(method, path);
  expect(response.headers.get('allow')).toBe(allowed);
  expect(await errorOf(response)).toEqual([
    405,
    { code: 'method_not_allowed', message: `only ${allowed} is allowed here` },
  ]);
});

test.each([
  ['text/plain', 415],
  ['', 415],
  ['application/jsonx', 415],
  ['application/json', 200],
  ['Application/JSON; charset=utf-8', 200],
])('content type “%s” is %i', async (type, status) => {
  const { send } = await shopFixture();
  const response = await send('POST', '/v1/products/query', '{"ids":["a"]}', { 'content-type': type });
  expect(response.status).toBe(status);
});

test.each([['{"items":[}'], ['null'], ['[]'], ['"text"'], ['']])('the body %s is 400', async (body) => {
  const { send } = await shopFixture();
  const response = await send('POST', '/v1/products/batch', body);
  expect(await errorOf(response)).toEqual([
    400,
    expect.objectContaining({ code: 'malformed_json' }) as unknown,
  ]);
});

test('a body above one mebibyte is 413, whether or not its length is told', async () => {
  const { send, shop } = await shopFixture();
  const body = JSON.stringify({ items: [{ ...tent, brand: 'x'.repeat(1_048_576) }] });
  const expected = [413, { code: 'body_too_large', message: 'the body must have at most 1048576 bytes' }];
  expect(await errorOf(await send('POST', '/v1/products/batch', body))).toEqual(expected);
  expect(
    await errorOf(await send('POST', '/v1/products/batch', '{}', { 'content-length': '1048577' })),
  ).toEqual(expected);
  expect(shop.products()).toEqual([]);
});

test.each([
  [{}, 'items', 'invalid_request'],
  [{ items: 'x' }, 'items', 'invalid_request'],
  [{ items: [] }, 'items', 'invalid_request'],
  [{ items: Array.from({ length: 51 }, () => tent) }, 'items', 'too_many_items'],
  [{ items: [tent], mode: 'async' }, 'mode', 'unknown_field'],
])('a batch that is none is 422 (%#)', async (body, field, code) => {
  const { send, shop } = await shopFixture();
  expect(await errorOf(await send('POST', '/v1/products/batch', body))).toEqual([
    422,
    { code, field, message: expect.any(String) as string },
  ]);
  expect(shop.products()).toEqual([]);
});

test.each([
  [{ ids: [1] }, 'invalid_request'],
  [{ ids: Array.from({ length: 251 }, () => 'a') }, 'too_many_items'],
])('a query that is none is 422 (%#)', async (body, code) => {
  const { send } = await shopFixture();
  expect(await errorOf(await send('POST', '/v1/products/query', body))).toEqual([
    422,
    { code, field: 'ids', message: expect.any(String) as string },
  ]);
});

test('every answer has an id of its request, which the log has too', async () => {
  const { send, shop } = await shopFixture();
  const good = await send('GET', '/v1/shop');
  const bad = await send('GET', '/v1/nothing?token=secret');
  const ids = [good, bad].map(({ headers }) => headers.get('x-request-id'));
  expect(ids).toEqual(['req-000003', 'req-000004']);
  expect(shop.requests()).toMatchObject([
    { id: ids[0], method: 'GET', path: '/v1/shop', status: 200, ids: [] },
    { id: ids[1], method: 'GET', path: '/v1/nothing', status: 404, ids: [] },
  ]);
  expect(JSON.stringify(shop.requests())).not.toMatch(/secret|reference-shop-token/);
});

test('limits the rate of requests and says when to come again', async () => {
  let now = 0;
  const { send, shop } = await shopFixture({ clock: { now: () => now, sleep: async () => {} } });
  shop.setRateLimit({ perSecond: 2, burst: 3 });
  const remaining = async () => (await send('GET', '/v1/shop')).headers.get('x-ratelimit-remaining');
  expect([await remaining(), await remaining(), await remaining()]).toEqual(['2', '1', '0']);
  const refused = await send('GET', '/v1/shop');
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(await errorOf(refused)).toEqual([429, { code: 'rate_limited', message: 'too many requests' }]);
  now = 499;
  expect((await send('GET', '/v1/shop')).status).toBe(429);
  now = 500;
  expect((await send('GET', '/v1/shop')).status).toBe(200);
  now = 60_000;
  expect(await remaining()).toBe('2');
  expect(shop.counters()).toMatchObject({ requests: 7, limited: 2 });
});

test('grants fifty requests per second and a hundred at once unless told otherwise', async () => {
  let now = 0;
  const { send } = await shopFixture({
    rateLimit: { perSecond: 50, burst: 100 },
    clock: { now: () => now, sleep: async () => {} },
  });
  now = 10_000;
  const statuses = await Promise.all(
    Array.from({ length: 101 }, async () => (await send('GET', '/v1/shop')).status),
  );
  expect(statuses.filter((status) => status === 200)).toHaveLength(100);
  now = 11_000;
  const later = await Promise.all(
    Array.from({ length: 60 }, async () => (await send('GET', '/v1/shop')).status),
  );
  expect(later.filter((status) => status === 200)).toHaveLength(50);
});

test('takes its time if it is told to, and stops waiting when the client has gone', async () => {
  const sleeps: number[] = [];
  const { send, shop } = await shopFixture({
    clock: {
      now: () => 0,
      async sleep(milliseconds, signal) {
        signal?.throwIfAborted();
        sleeps.push(milliseconds);
      },
    },
  });
  shop.setLatency(250);
  await send('GET', '/v1/shop');
  expect(sleeps).toEqual([250]);
  const request = new Request('http://shop.example/v1/shop', { signal: AbortSignal.abort() });
  await expect(shop.handler(request)).rejects.toThrow('aborted');
});

test('an interceptor can lose an answer after the shop did its work', async () => {
  const { send, shop } = await shopFixture();
  shop.setInterceptor(async (request, next) => {
    await next(request);
    return Response.error();
  });
  expect((await send('POST', '/v1/products/batch', { items: [tent] })).type).toBe('error');
  expect(shop.product('tent')).toMatchObject({ id: 'tent' });
  shop.setInterceptor(null);
  expect((await send('GET', '/v1/shop')).status).toBe(200);
});

test('logs which items were written, how often, and what was said of them', async () => {
  const { put, send, shop } = await shopFixture();
  await put('products', { ...tent, variants: [variant('a', 'Red')] });
  await put(
    'products',
    { id: 'tent', brand: 'Tarnfell', variants: [{ sku: 'a', stock: 4 }] },
    { id: 'tent', brand: 'Tarnfell' },
    { title: {} },
  );
  await put('inventory', { sku: 'a', stock: 9 }, { sku: 'b', stock: 9 });
  await send('POST', '/v1/products/batch-delete', { ids: ['tent', 'other'] });
  expect(shop.writes().map(({ entity, id, status }) => [entity, id, status])).toEqual([
    ['products', 'tent', 'created'],
    ['products', 'tent', 'updated'],
    ['products', 'tent', 'unchanged'],
    ['products', null, 'rejected'],
    ['inventory', 'a', 'updated'],
    ['inventory', 'b', 'rejected'],
    ['products', 'tent', 'deleted'],
    ['products', 'other', 'not_found'],
  ]);
  expect(shop.writes()[1]?.fields).toEqual(['brand', 'variants', 'variants.stock']);
  const { requests, writes, fields } = shop.counters();
  expect(requests).toBe(4);
  expect(writes.products).toEqual({
    created: 1,
    updated: 1,
    unchanged: 1,
    deleted: 1,
    not_found: 1,
    rejected: 1,
  });
  expect(writes.inventory).toMatchObject({ updated: 1, rejected: 1 });
  expect(fields).toMatchObject({ 'products.brand': 2, 'products.variants.stock': 2, 'inventory.stock': 2 });
  expect(shop.requests()[1]).toMatchObject({ path: '/v1/products/batch', ids: ['tent', 'tent'] });
});

test('the log keeps the newest entries, the counters count all', async () => {
  const { put, shop } = await shopFixture({ logLimit: 10 });
  for (let number = 0; number < 35; number += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await put('categories', { key: `c${number}`, name: { en: 'Category' } });
  }
  const kept = shop.requests();
  expect(kept.length).toBeGreaterThanOrEqual(10);
  expect(kept.length).toBeLessThanOrEqual(20);
  expect(kept.at(-1)?.ids).toEqual(['c34']);
  expect(shop.counters()).toMatchObject({ requests: 35, writes: { categories: { created: 35 } } });
});

test('can be emptied', async () => {
  const { put, shop } = await shopFixture();
  await put('products', tent);
  expect(shop.sizes()).toEqual({ categories: 1, assets: 2, products: 1, variants: 2 });
  shop.reset();
  expect(shop.sizes()).toEqual({ categories: 0, assets: 0, products: 0, variants: 0 });
  expect(shop.requests()).toEqual([]);
  expect(await put('categories', { key: 'new', name: { en: 'New' } })).toMatchObject([{ status: 'created' }]);
});
