import { describe, expect, test } from 'vitest';

import { ConnectorError } from '../errors/index.ts';
import { memoryShop, testProduct, upsert } from './memory-connectors.ts';
import { counted, shopMapping, testPipeline } from './test-pipeline.ts';

/** A mapping with a name of its own where the product has none. */
const forgiving = {
  ...shopMapping,
  rules: [
    {
      to: 'title',
      from: {
        op: 'coalesce',
        of: [
          { op: 'attribute', code: 'name' },
          { op: 'field', path: 'key' },
        ],
      },
    },
    ...shopMapping.rules.slice(1),
  ],
};

function setUp(options: Parameters<typeof testPipeline>[1] = {}) {
  let fails = true;
  const shop = memoryShop({
    async *write(operations, own) {
      for (const operation of operations) {
        if (operation.key === 'p7' && fails)
          yield { key: 'p7', status: 'failed', error: new ConnectorError('platform.unavailable', 'busy') };
        else yield* own([operation]);
      }
    },
  });
  const made = testPipeline(shop.destination, { retry: { attempts: 1 }, ...options });
  made.records[2] = upsert(testProduct('p2', { name: null }));
  made.records[3] = upsert(testProduct('p3', { price: 'a lot' }));
  made.records[4] = upsert(testProduct('p4', { name: 'x'.repeat(50) }));
  const letters = async () => {
    const list = await Array.fromAsync(made.pipeline.deadLetters());
    return list.map(({ key, stage, attempts }) => [key, stage, attempts]);
  };
  return { shop, recover: () => (fails = false), letters, ...made };
}

describe('a replay', () => {
  test('takes dead letters of every stage through all stages again, with the mapping of now', async () => {
    const { pipeline, again, shop, letters, recover } = setUp();
    expect(counted(await pipeline.run())).toEqual({ read: 20, created: 16, rejected: 3, failed: 1 });
    expect(await letters()).toEqual([
      ['p2', 'map', 1],
      ['p3', 'validate', 1],
      ['p4', 'map', 1],
      ['p7', 'write', 1],
    ]);
    recover();
    const report = await again({ mapping: forgiving }).replay();
    expect(counted(report)).toEqual({ read: 4, created: 2, rejected: 2 });
    expect(shop.products.get('p2')?.title).toBe('p2');
    expect(await letters()).toEqual([
      ['p3', 'validate', 2],
      ['p4', 'map', 2],
    ]);
    expect(report.problems).toHaveLength(2);
  });

  test.each([
    [{ code: 'value.missing' }, 1],
    [{ code: 'platform.unavailable' }, 1],
    [{ stage: 'map' as const }, 2],
    [{ status: 'failed' as const }, 1],
    [{ keys: ['p2', 'p3', 'p9'] }, 2],
    [{ entity: 'product' as const, status: 'rejected' as const }, 3],
    [{ entity: 'asset' as const }, 0],
  ])('takes only those that are meant: %o', async (filter, read) => {
    const { pipeline } = setUp();
    await pipeline.run();
    expect((await pipeline.replay(filter)).counts.read).toBe(read);
  });

  test('may read the records anew', async () => {
    const { pipeline, records, shop, letters } = setUp();
    await pipeline.run();
    records[2] = upsert(testProduct('p2', { name: 'Named at last' }));
    records.splice(3, 1);
    expect(counted(await pipeline.replay({ keys: ['p2', 'p3'] }, { fresh: true }))).toEqual({
      read: 2,
      created: 1,
      skipped: 1,
    });
    expect(shop.products.get('p2')?.title).toBe('Named at last');
    expect((await letters()).map(([key]) => key)).toEqual(['p4', 'p7']);
  });

  test('does not take the place of an unreadable row for a key', async () => {
    const issues = [{ code: 'record.invalid', severity: 'error', message: 'no number' }] as const;
    const { pipeline, letters } = setUp({
      source: {
        async *read() {
          yield {
            type: 'page',
            records: [],
            invalid: [
              { place: 'products.csv:17', issues },
              { key: 'p1', place: 'products.csv:18', issues },
            ],
          };
          yield { type: 'end', enumeratedAll: true };
        },
      },
    });
    await pipeline.run();
    expect(await pipeline.replay({}, { fresh: true })).toMatchObject({
      counts: { read: 1, created: 1 },
      unreadable: 1,
    });
    expect(await letters()).toEqual([['products.csv:17', 'read', 1]]);
    expect(await pipeline.replay()).toMatchObject({ counts: { read: 0 }, unreadable: 1 });
  });

  test('of more than a scan gives at a time ends', async () => {
    const { again, records, clock } = setUp({ count: 1_200, rejectLimit: { ratio: 1 } });
    for (const [index, { key }] of records.entries())
      records[index] = upsert(testProduct(key, { name: null }));
    const pipeline = again({});
    await pipeline.run();
    clock.advance(1_000);
    expect((await pipeline.replay()).counts).toMatchObject({ read: 1_200, rejected: 1_200 });
    expect((await again({ mapping: forgiving }).replay()).counts).toMatchObject({
      read: 1_200,
      created: 1_199,
    });
  });

  test('with a mapping that is not valid any more says so, and touches nothing', async () => {
    const { pipeline, again, letters } = setUp();
    await pipeline.run();
    const before = await letters();
    const mapping = { ...shopMapping, rules: [{ to: 'title', from: { op: 'gone' } }] };
    expect(() => again({ mapping })).toThrow(expect.objectContaining({ code: 'mapping.invalid' }) as Error);
    const functions = {
      ...shopMapping,
      rules: [{ to: 'title', from: { op: 'call', function: 'gone', of: { op: 'field', path: 'key' } } }],
    };
    await expect((async () => again({ mapping: functions }).replay())()).rejects.toMatchObject({
      code: 'mapping.invalid',
    });
    expect(await letters()).toEqual(before);
  });
});
