import { describe, expect, test } from 'vitest';

import type { Source } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import { memoryShop, testProduct, upsert } from './memory-connectors.ts';
import { testPipeline } from './test-pipeline.ts';

/** A pipeline that has run, and one over the same source that notes what is asked of it. */
async function setUp(change: (source: Source) => Partial<Source> = () => ({})) {
  const shop = memoryShop();
  const made = testPipeline(shop.destination, { count: 250 });
  await made.pipeline.run();
  shop.writes.length = 0;
  const { source } = made.pipeline.options;
  const asked: string[] = [];
  const noted = {
    ...source,
    read: (request, context) => {
      asked.push(`all of ${request.entity}`);
      return source.read(request, context);
    },
    async fetch(request, context) {
      asked.push(`${request.keys.length} of ${request.entity}`);
      if (source.fetch === undefined) throw new Error('the source cannot fetch');
      return source.fetch(request, context);
    },
  } satisfies Source;
  return { ...made, shop, asked, named: made.again({ source: { ...noted, ...change(noted) } }) };
}

function withoutFetch({ entities: { product } }: Source['capabilities']): Source['capabilities'] {
  return product === undefined ? { entities: {} } : { entities: { product: { ...product, fetch: false } } };
}

describe('named records', () => {
  test('are planned like in a plan of everything, and nothing else is read', async () => {
    const { pipeline, named, records, asked } = await setUp();
    for (const place of [1, 2, 3]) records[place] = upsert(testProduct(`p${place}`, { price: '12' }));
    const all = await pipeline.plan();
    const plan = await named.plan({ keys: ['p1', 'p3', 'p4', 'p1'] });
    expect(asked).toEqual(['3 of product']);
    expect(plan.changes).toEqual(all.changes.filter(({ operation }) => operation.key !== 'p2'));
    expect(plan.counts).toMatchObject({ read: 3, updated: 2, unchanged: 1 });
  });

  test('are fetched in portions', async () => {
    const { named, asked } = await setUp();
    const keys = Array.from({ length: 250 }, (_unused, place) => `p${place}`);
    expect((await named.plan({ keys })).counts).toMatchObject({ read: 250, unchanged: 250 });
    expect((await named.plan({ keys: [] })).counts).toMatchObject({ read: 0 });
    expect(asked).toEqual(['100 of product', '100 of product', '50 of product']);
  });

  test('are all that applying a plan and reconciling read', async () => {
    const { named, records, shop, asked } = await setUp();
    records[1] = upsert(testProduct('p1', { price: '12' }));
    const plan = await named.plan({ keys: ['p1'] });
    expect((await named.apply(plan)).counts).toMatchObject({ read: 1, updated: 1 });
    shop.products.set('p2', { title: 'By hand' });
    expect(await named.reconcile({ keys: ['p2', 'p3'] })).toMatchObject({ compared: 2, drifted: 1 });
    expect(asked).toEqual(['1 of product', '1 of product', '2 of product']);
  });

  test('are found by reading everything where the source cannot fetch them', async () => {
    const { pipeline, again, records } = await setUp();
    records[1] = upsert(testProduct('p1', { price: '12' }));
    const { fetch: _fetch, ...source } = pipeline.options.source;
    const plan = await again({ source }).plan({ keys: ['p1', 'p4', 'unheard-of'] });
    expect(plan).toEqual(await pipeline.plan({ keys: ['p1', 'p4', 'unheard-of'] }));
    expect(plan.counts).toMatchObject({ read: 2, updated: 1, unchanged: 1 });
  });

  test('are found by reading everything where the source can fetch others, but not those', async () => {
    const { named, asked } = await setUp(({ capabilities }) => ({
      capabilities: withoutFetch(capabilities),
    }));
    expect((await named.plan({ keys: ['p1'] })).counts).toMatchObject({ read: 1, unchanged: 1 });
    expect(asked).toEqual(['all of product']);
  });

  test('that are hinted at and cannot be fetched are left to the next run', async () => {
    const { named, asked, store } = await setUp(({ capabilities }) => ({
      capabilities: withoutFetch(capabilities),
    }));
    expect(await named.hint([{ entity: 'product', key: 'p1', kind: 'changed' }])).toMatchObject({
      changes: 0,
    });
    await named.idle();
    expect(asked).toEqual([]);
    expect(await Array.fromAsync(store.entries('test', 'change'))).toEqual([]);
  });

  test('are read as part of everything where only a selection is wanted', async () => {
    const { named, again, asked } = await setUp();
    await again({ source: named.options.source, select: { locales: ['en-US'] } }).plan({ keys: ['p1'] });
    expect(asked).toEqual(['all of product']);
  });

  test('are gone if the source has them no more and the pipeline has written them', async () => {
    const { named, records } = await setUp();
    records.splice(1, 1);
    const plan = await named.plan({ keys: ['p1', 'unheard-of'] });
    expect(plan).toMatchObject({ deletes: 1, counts: { read: 1, deleted: 1 }, changes: [] });
  });

  test('that cannot be read are problems of the plan and keep no other out of it', async () => {
    const { named, records } = await setUp((source) => ({
      fetch: async (request, context) => {
        if (request.keys.includes('p2')) throw new ConnectorError('request.rejected', 'It has no name');
        return (await source.fetch?.(request, context)) ?? new Map();
      },
    }));
    records[3] = upsert(testProduct('p3', { price: '12' }));
    const plan = await named.plan({ keys: ['p1', 'p2', 'p3', 'p4'] });
    expect(plan.counts).toMatchObject({ read: 4, rejected: 1, updated: 1, unchanged: 2 });
    expect(plan.problems).toMatchObject([{ code: 'record.unreadable', examples: ['p2'] }]);
  });

  test('that cannot be read now make no plan', async () => {
    const { named } = await setUp(() => ({
      fetch: () => Promise.reject(new ConnectorError('platform.unavailable', 'Maintenance')),
    }));
    await expect(named.plan({ keys: ['p1'] })).rejects.toMatchObject({ code: 'platform.unavailable' });
  });
});
