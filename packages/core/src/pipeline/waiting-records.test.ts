import { describe, expect, test } from 'vitest';

import { memoryStore } from '../state/index.ts';
import type { LedgerKind, ParkedEntry } from '../state/index.ts';
import { assigningShop } from './assigning-shop.ts';
import { IdleClock } from './idle-clock.ts';
import { leavingOutShop } from './leaving-out-shop.ts';
import { memoryShop, testProduct, upsert } from './memory-connectors.ts';
import { familyMapping, full, testPipeline } from './test-pipeline.ts';
import { waitingRecords } from './waiting-records.ts';

const hour = 3_600_000;

/** A product that names another one. */
function naming(key: string, other: string, name = key) {
  return upsert({ ...testProduct(key, { name }), family: other });
}

describe('the status', () => {
  test('shows what was written without what it refers to: how many, since when, and what they lack', async () => {
    const { pipeline, records, clock } = testPipeline(leavingOutShop().destination, {
      mapping: familyMapping,
      count: 1,
    });
    expect((await pipeline.status()).unfinished).toEqual({ count: 0, oldest: null, examples: [] });
    const begun = new Date(clock.now()).toISOString();
    records.push(naming('z', 'late'));
    await pipeline.run();
    clock.advance(hour);
    // What changes meanwhile has lacked it all along.
    records[1] = naming('z', 'late', 'Newer');
    records.push(...['a', 'b', 'c', 'd', 'e'].map((key) => naming(key, `never-${key}`)));
    await pipeline.run(full);

    const { unfinished, parked } = await pipeline.status();
    expect(parked).toEqual({ count: 0, oldest: null, examples: [] });
    expect(unfinished).toMatchObject({ count: 6, oldest: begun });
    expect(unfinished.examples.map(({ key }) => key)).toEqual(['z', 'a', 'b', 'c', 'd']);
    expect(unfinished.examples[0]).toEqual({
      entity: 'product',
      key: 'z',
      since: begun,
      waitsFor: [{ entity: 'product', key: 'late', what: 'record' }],
    });
    // What lacks something else now has not lacked it before.
    records[1] = naming('z', 'another');
    clock.advance(hour);
    await pipeline.run(full);
    const { examples, oldest } = (await pipeline.status()).unfinished;
    expect(examples.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(Date.parse(oldest ?? '') - Date.parse(begun)).toBe(hour);
  });

  test('shows what is parked and what it waits for', async () => {
    const clock = new IdleClock();
    const shop = assigningShop({ clock });
    const { pipeline, records } = testPipeline(shop.destination, { clock, mapping: familyMapping, count: 1 });
    records.push(naming('a', 'late'));
    await pipeline.run();
    const { parked, unfinished } = await pipeline.status();
    expect(unfinished.count).toBe(0);
    expect(parked).toMatchObject({ count: 1, oldest: expect.any(String) as unknown });
    expect(parked.examples).toMatchObject([
      { key: 'a', waitsFor: [{ entity: 'product', key: 'late', what: 'record' }] },
    ]);
  });

  test('tells waiting for other records from waiting for its own outcome, and for a create of another pipeline', async () => {
    const store = memoryStore();
    const parked = (key: string, missing: readonly string[], at: string): ParkedEntry => ({
      entity: 'product',
      key,
      at,
      run: 'run 1',
      record: upsert(testProduct(key)),
      missing,
      attempts: 0,
    });
    await store.append('test', 'parked', [
      parked('b', ['receipt:product:b', 'category:a:b'], '2026-03-01T06:00:00Z'),
      parked('a', ['create:referenceRecord:a'], '2026-03-01T07:00:00+02:00'),
    ]);
    expect(await waitingRecords(store, 'test', 'parked')).toEqual({
      count: 2,
      oldest: '2026-03-01T07:00:00+02:00',
      examples: [
        {
          entity: 'product',
          key: 'a',
          since: '2026-03-01T07:00:00+02:00',
          waitsFor: [{ entity: 'referenceRecord', key: 'a', what: 'create' }],
        },
        {
          entity: 'product',
          key: 'b',
          since: '2026-03-01T06:00:00Z',
          waitsFor: [
            { entity: 'product', key: 'b', what: 'outcome' },
            { entity: 'category', key: 'a:b', what: 'record' },
          ],
        },
      ],
    });
  });
});

describe('what was left out of records is looked up', () => {
  const lookUps = async (destination: Parameters<typeof testPipeline>[0]) => {
    const store = memoryStore();
    let looked = 0;
    const { pipeline } = testPipeline(destination, {
      mapping: familyMapping,
      store: {
        ...store,
        entries: <Kind extends LedgerKind>(
          ...[name, kind, filter]: Parameters<typeof store.entries<Kind>>
        ) => {
          if (kind === 'unfinished') looked += 1;
          return store.entries(name, kind, filter);
        },
      },
    });
    await pipeline.run();
    await pipeline.run({ mode: 'full', lookUp: true });
    return looked;
  };

  test('not for a destination that leaves nothing out', async () => {
    expect(await lookUps(memoryShop().destination)).toBe(0);
  });

  test('for one that declares that it may', async () => {
    expect(await lookUps(leavingOutShop().destination)).toBeGreaterThan(0);
  });
});

test('a destination that leaves something out without declaring it is told so, before anything is written', async () => {
  const shop = leavingOutShop({ capabilities: { unfinished: false } });
  const { pipeline, records } = testPipeline(shop.destination, { mapping: familyMapping, count: 1 });
  records.push(naming('a', 'late'));
  const report = await pipeline.run();
  expect(report.error).toMatchObject({ code: 'connector.protocol', operation: 'plan', entity: 'product' });
  expect(shop.writes).toEqual([]);
});
