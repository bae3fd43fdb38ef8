import { describe, expect, test } from 'vitest';

import { ConnectorError } from '../errors/index.ts';
import type { RunReport } from '../events/index.ts';
import { memoryStore } from '../state/index.ts';
import { assigningShop } from './assigning-shop.ts';
import type { AssigningShopOptions } from './assigning-shop.ts';
import { IdleClock } from './idle-clock.ts';
import { counted, dyingStore, openIntents, testPipeline } from './test-pipeline.ts';

const lag = 30_000;

/** Two pipelines that bring the same products to one account of a platform that gives its own ids. */
function setUp(
  shopOptions: Partial<AssigningShopOptions> = {},
  options: NonNullable<Parameters<typeof testPipeline>[1]> = {},
) {
  const clock = new IdleClock();
  const store = memoryStore({ clock });
  const shop = assigningShop({ clock, lag, write: slowly(clock, 2_000), ...shopOptions });
  const made = testPipeline(shop.destination, {
    clock,
    store,
    count: 12,
    source: { pageSize: 4 },
    ...options,
  });
  return { ...made, clock, store, shop, other: made.again({ name: 'other' }) };
}

/** Takes its time before it carries anything out. */
function slowly(clock: IdleClock, milliseconds: number): NonNullable<AssigningShopOptions['write']> {
  return async function* write(operations, own) {
    await clock.sleep(milliseconds);
    yield* own(operations);
  };
}

/** What became of all records, those that had waited during the run included. */
function became({ passes }: RunReport): Record<string, number> {
  const [pass] = passes;
  return pass === undefined ? {} : counted(pass);
}

describe('two pipelines that create the same records at the same moment', () => {
  test.each([
    ['does everything at once', {}],
    ['does everything later', { jobTime: 5_000 }],
  ])('make each product once, at a platform that %s', async (_how, shopOptions) => {
    const { pipeline, other, shop, store, clock } = setUp(shopOptions);
    const before = clock.now();
    const reports = await Promise.all([pipeline.run(), other.run()]);
    expect(reports.map(({ status, error }) => ({ status, error }))).toEqual([
      { status: 'complete', error: null },
      { status: 'complete', error: null },
    ]);
    expect(shop.duplicate()).toBeUndefined();
    expect(shop.products).toHaveLength(12);
    const [first, second] = reports.map(became);
    expect((first?.['created'] ?? 0) + (second?.['created'] ?? 0)).toBe(12);
    expect([first?.['read'], second?.['read']]).toEqual([12, 12]);
    expect(await openIntents(store)).toEqual([]);
    // Nobody had to wait for a lease to end, or for a lookup.
    expect(clock.now() - before).toBeLessThan(60_000);
    const again = await Promise.all([pipeline.run({ mode: 'full' }), other.run({ mode: 'full' })]);
    expect(again.map(became)).toEqual([
      { read: 12, unchanged: 12 },
      { read: 12, unchanged: 12 },
    ]);
  });

  test('do not create what the other one has created since it was looked for', async () => {
    const { pipeline, again, shop } = setUp();
    let running: Promise<unknown> | null = null;
    const beforeWrite = async () => {
      running ??= pipeline.run();
      await running;
      return [];
    };
    const late = again({ name: 'other', hooks: { beforeWrite } });
    const report = await late.run();
    expect(shop.products).toHaveLength(12);
    expect(report.status).toBe('complete');
    expect(shop.duplicate()).toBeUndefined();
    expect(report.counts.created).toBe(0);
  });

  test.each(['before', 'after'] as const)(
    'make each product once when one of them dies (%s it writes into the store)',
    async (when) => {
      for (let at = 0; ; at += 1) {
        const { again, other, pipeline, shop, store, records } = setUp();
        let writes = 0;
        const dying = dyingStore(store, () => (writes++ === at ? when : null));
        const [first, second] = await Promise.all([
          again({ store: dying })
            .run()
            .catch(() => null),
          other.run(),
        ]);
        // The other one has to go on, whatever the first one has left behind.
        expect({ at, status: second.status, error: second.error }).toEqual({
          at,
          status: 'complete',
          error: null,
        });
        expect(`${at}: ${shop.duplicate()}`).toBe(`${at}: undefined`);
        expect(new Set(shop.products.map(({ key }) => key))).toEqual(new Set(records.map(({ key }) => key)));
        expect((await pipeline.run({ mode: 'full' })).status).toBe('complete');
        expect(shop.products).toHaveLength(12);
        expect(await openIntents(store)).toEqual([]);
        if (first?.status === 'complete') break;
      }
    },
  );
});

describe('a create that another pipeline has left open', () => {
  /** Leaves intents of all records behind; they are sent as late as the lease lasts, and then the process is gone. */
  async function leaveOpen(shopOptions: Partial<AssigningShopOptions> = {}) {
    const made = setUp(shopOptions, { concurrency: 3 });
    const dying = dyingStore(made.store, ({ links }) => (links?.set?.length ? 'before' : null));
    await made.again({ store: dying }).run();
    expect((await openIntents(made.store)).length).toBeGreaterThan(0);
    return made;
  }

  test('is looked up after the lag before it is made anew, and found', async () => {
    const { shop, other, clock, store } = await leaveOpen();
    const there = shop.products.length;
    expect(there).toBeGreaterThan(0);
    const before = clock.now();
    expect((await other.run()).status).toBe('complete');
    expect(clock.now() - before).toBeGreaterThanOrEqual(lag);
    expect(shop.duplicate()).toBeUndefined();
    expect(shop.products).toHaveLength(12);
    expect(await openIntents(store)).toEqual([]);
  });

  test('is made when the lookup does not find it', async () => {
    const { shop, other, store } = await leaveOpen();
    shop.products.length = 0;
    expect((await other.run()).status).toBe('complete');
    expect(shop.products).toHaveLength(12);
    expect(await openIntents(store)).toEqual([]);
  });

  test('is not made anew while the lookup fails', async () => {
    const { shop, other, store } = await leaveOpen({
      onLookup() {
        throw new ConnectorError('platform.unavailable', 'search is down');
      },
    });
    const keys = await openIntents(store);
    const { status } = await other.run();
    expect(status).toBe('partial');
    expect(shop.duplicate()).toBeUndefined();
    expect(await openIntents(store)).toEqual(keys);
  });

  test('is left to the pipeline whose receipt is open, also when its run is over', async () => {
    const { pipeline, again, shop, store, clock } = setUp({ jobTime: 7_200_000 }, { settleTime: 0 });
    expect(became(await pipeline.run())).toEqual({ read: 12, accepted: 12 });
    const other = again({ name: 'other' });
    expect(became(await other.run())).toEqual({ read: 12, parked: 12 });
    expect(await openIntents(store)).toHaveLength(12);
    expect(shop.writes).toHaveLength(12);
    clock.advance(7_200_000);
    await pipeline.run();
    // The other one knows by now what to update, and its updates are jobs too.
    await other.run();
    clock.advance(7_200_000);
    expect((await other.run()).status).toBe('complete');
    expect(shop.products).toHaveLength(12);
    expect(shop.duplicate()).toBeUndefined();
    expect(await openIntents(store)).toEqual([]);
  });

  test('is not waited for longer than records may be parked', async () => {
    const { pipeline, again, clock, shop } = setUp({ jobTime: 1e12 }, { settleTime: 0 });
    await pipeline.run();
    const other = again({ name: 'other', parkTime: 3_600_000 });
    await other.run();
    clock.advance(3_600_001);
    await other.run();
    const [letter] = await Array.fromAsync(other.deadLetters());
    expect(letter?.issues[0]?.message).toContain('Another pipeline has announced that it creates the record');
    expect(await Array.fromAsync(other.deadLetters())).toHaveLength(12);
    expect(shop.writes).toHaveLength(12);
  });
});
