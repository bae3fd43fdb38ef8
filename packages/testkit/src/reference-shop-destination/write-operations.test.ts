import type { DeleteMode, DesiredDelete } from '@pim-connector/core';
import { isConnectorError, tokenBucketLimiter } from '@pim-connector/core';
import { expect, test } from 'vitest';

import {
  bringOver,
  connectorContext,
  desired,
  destinationFixture,
  fixtureToken,
  smallProduct,
} from './destination-fixture.ts';
import type { ShopEntityName } from './shop-records.ts';

const tent = desired('product', 'tent', smallProduct('a'));

function deleteOf<E extends ShopEntityName>(
  entity: E,
  key: string,
  mode: DeleteMode = 'delete',
): DesiredDelete<E> {
  return { op: 'delete', entity, key, mode, remote: { id: key } };
}

test('creates, leaves alone, updates', async () => {
  const fixture = await destinationFixture();
  expect(await bringOver(fixture, tent)).toEqual([
    { key: 'tent', status: 'created', remote: { id: 'tent', variants: { a: { id: 'a' } } } },
  ]);
  expect(await bringOver(fixture, tent)).toMatchObject([{ status: 'unchanged' }]);
  expect(
    await bringOver(fixture, desired('product', 'tent', { ...smallProduct('a'), brand: 'Tarnfell' })),
  ).toMatchObject([{ status: 'updated' }]);
  const prices = smallProduct('a').variants[0]?.prices ?? [];
  expect(await bringOver(fixture, desired('price', 'a', { sku: 'a', prices }))).toEqual([
    { key: 'a', status: 'unchanged', remote: { id: 'a' } },
  ]);
  expect(await bringOver(fixture, desired('inventory', 'a', { sku: 'a', stock: 4 }))).toEqual([
    { key: 'a', status: 'updated', remote: { id: 'a' } },
  ]);
  expect(fixture.shop.product('tent')).toMatchObject({ brand: 'Tarnfell', variants: [{ stock: 4 }] });
});

test('variants are known by their keys', async () => {
  const fixture = await destinationFixture();
  const change = desired('product', 'tent', smallProduct('a'), { variantKeys: ['red'] });
  expect(await bringOver(fixture, change)).toMatchObject([{ remote: { variants: { red: { id: 'a' } } } }]);
});

test('an update without variants does not forget them', async () => {
  const fixture = await destinationFixture();
  await bringOver(fixture, tent);
  const remote = { id: 'tent', variants: { a: { id: 'a' } } };
  const data = { ...smallProduct('a'), related: ['mat'] };
  const change = desired('product', 'tent', data, { sections: ['relations'], remote });
  expect(await bringOver(fixture, change)).toEqual([{ key: 'tent', status: 'updated' }]);
  expect(fixture.shop.writes().at(-1)?.fields).toEqual(['related']);
});

test('tells of each operation what became of it', async () => {
  const fixture = await destinationFixture();
  const outcomes = await bringOver(
    fixture,
    desired('product', 'good', smallProduct('a')),
    desired('product', 'taken', smallProduct('a')),
    desired('product', 'markup', { ...smallProduct('b'), title: { en: '<b>Tent</b>' } }),
    desired('product', 'fine', smallProduct('c')),
  );
  expect(outcomes.map(({ key, status }) => [key, status])).toEqual([
    ['good', 'created'],
    ['taken', 'rejected'],
    ['markup', 'rejected'],
    ['fine', 'created'],
  ]);
  expect(outcomes[1]).toMatchObject({
    issues: [
      {
        code: 'value.duplicate',
        path: 'variants.0.sku',
        variant: 'a',
        platform: { code: 'taken', message: 'belongs to the product good' },
      },
    ],
  });
  expect(outcomes[2]).toMatchObject({ issues: [{ code: 'value.invalid', path: 'title.en' }] });
});

test('deletes, also what is not there any more', async () => {
  const fixture = await destinationFixture();
  await bringOver(
    fixture,
    desired('category', 'camp', { name: { en: 'Camping' } }),
    desired('category', 'tents', { name: { en: 'Tents' }, parent: 'camp' }),
  );
  expect(
    await bringOver(
      fixture,
      deleteOf('category', 'camp'),
      deleteOf('category', 'tents'),
      deleteOf('category', 'none'),
    ),
  ).toMatchObject([
    {
      key: 'camp',
      status: 'rejected',
      issues: [{ code: 'platform.rejected', path: 'key', platform: { code: 'in_use' } }],
    },
    { key: 'tents', status: 'deleted' },
    { key: 'none', status: 'deleted' },
  ]);
});

test('what is put and what is deleted goes in one request each', async () => {
  const fixture = await destinationFixture();
  await bringOver(
    fixture,
    desired('product', 'old', smallProduct('old')),
    desired('product', 'kept', smallProduct('kept')),
  );
  fixture.shop.resetLog();
  const outcomes = await bringOver(
    fixture,
    deleteOf('product', 'old'),
    desired('product', 'new', smallProduct('new')),
    deleteOf('product', 'kept', 'archive'),
  );
  expect(outcomes.map(({ key, status }) => [key, status])).toEqual([
    ['new', 'created'],
    ['kept', 'deleted'],
    ['old', 'deleted'],
  ]);
  expect(fixture.shop.requests().map(({ path }) => path)).toEqual([
    '/v1/products/batch',
    '/v1/products/batch-delete',
  ]);
  expect(fixture.shop.product('kept')).toMatchObject({ status: 'archived' });
});

test('is repeated when the answer was lost, and does the same', async () => {
  const fixture = await destinationFixture({}, { retry: { attempts: 2, minDelay: 1 } });
  let answers = 0;
  fixture.shop.setInterceptor(async (request, next) => {
    const response = await next(request);
    answers += 1;
    return answers === 1 ? Response.error() : response;
  });
  expect(await bringOver(fixture, tent)).toMatchObject([{ key: 'tent', status: 'unchanged' }]);
  expect(fixture.shop.products()).toHaveLength(1);
});

test.each([
  ['auth.failed', 401, '{"error":{"code":"unauthorized"}}'],
  ['request.too_large', 413, '{}'],
  ['platform.unavailable', 503, ''],
  ['response.malformed', 200, '<html>'],
  ['response.malformed', 200, '{"results":[]}'],
  ['response.malformed', 200, '{"results":[{"id":"tent","status":"done","errors":[]}]}'],
])('throws %s for an answer of status %i: %s', async (code, status, body) => {
  const fixture = await destinationFixture({}, { retry: { attempts: 1 } });
  const headers = { 'content-type': 'application/json' };
  fixture.shop.setInterceptor(async () => new Response(body, { status, headers }));
  const error: unknown = await bringOver(fixture, tent).catch((thrown: unknown) => thrown);
  expect(isConnectorError(error)).toBe(true);
  expect(error).toMatchObject({ code, connector: 'reference-shop' });
  expect(JSON.stringify(error)).not.toContain(fixtureToken);
});

test('ends when it is aborted', async () => {
  const { destination, context, shop } = await destinationFixture({ latency: 60_000 });
  const controller = new AbortController();
  const operations = await destination.plan([tent], context);
  const writing = Array.fromAsync(destination.write(operations, connectorContext(controller.signal)));
  controller.abort();
  await expect(writing).rejects.toMatchObject({ code: 'run.aborted' });
  expect(shop.products()).toEqual([]);
});

test('nothing to write is no request', async () => {
  const fixture = await destinationFixture();
  expect(await bringOver(fixture)).toEqual([]);
  expect(fixture.shop.requests()).toEqual([]);
});

test('limits are kept without the shop having to say so', async () => {
  const limiter = tokenBucketLimiter({ capacity: 4, refillPerSecond: 200 });
  // Requests do not arrive as evenly as they are sent; a burst of twice the capacity leaves room for that.
  const fixture = await destinationFixture({ rateLimit: { perSecond: 200, burst: 8 } }, { limiter });
  await Promise.all(Array.from({ length: 20 }, () => fixture.destination.describe(fixture.context)));
  expect(fixture.shop.counters()).toMatchObject({ requests: 20, limited: 0 });
});

test('a limit that others have used up is waited for', async () => {
  const fixture = await destinationFixture({}, { retry: { attempts: 3, minDelay: 1 } });
  let requests = 0;
  fixture.shop.setInterceptor(async (request, next) => {
    requests += 1;
    return requests > 1
      ? next(request)
      : new Response('{}', { status: 429, headers: { 'retry-after': '0' } });
  });
  expect(await bringOver(fixture, tent)).toMatchObject([{ status: 'created' }]);
});
