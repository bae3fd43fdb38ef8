import { describe, expect, test } from 'vitest';

import { ConnectorError } from '../errors/index.ts';
import { memoryStore } from '../state/index.ts';
import { assigningShop } from './assigning-shop.ts';
import type { AssigningShopOptions } from './assigning-shop.ts';
import { IdleClock } from './idle-clock.ts';
import { memoryShop, testProduct, upsert } from './memory-connectors.ts';
import { counted, dyingStore, openIntents, testPipeline } from './test-pipeline.ts';

const lag = 30_000;

function setUp(
  shopOptions: Partial<AssigningShopOptions> = {},
  options: NonNullable<Parameters<typeof testPipeline>[1]> = {},
) {
  const { clock = new IdleClock() } = options;
  const store = memoryStore({ clock });
  const shop = assigningShop({ clock, lag, ...shopOptions });
  const made = testPipeline(shop.destination, { clock, store, ...options });
  const intents = () => openIntents(store);
  return { ...made, clock, store, shop, intents };
}

/** Carries the operation out, and then the answer gets lost. */
function losing(key: string, times = 1): NonNullable<AssigningShopOptions['write']> {
  let left = times;
  return async function* write(operations, own) {
    for (const operation of operations) {
      if (operation.key !== key || left === 0) {
        yield* own([operation]);
        continue;
      }
      left -= 1;
      await Array.fromAsync(own([operation]));
      yield { key, status: 'failed', error: new ConnectorError('connection.timeout', 'no answer') };
    }
  };
}

describe('a create without a natural key', () => {
  test('is announced in the store before it is sent', async () => {
    const { pipeline, shop, store, intents } = setUp({
      async *write(operations, own) {
        const known = await openIntents(store);
        expect(operations.filter(({ key }) => !known.includes(key))).toEqual([]);
        yield* own(operations);
      },
    });
    expect(counted(await pipeline.run())).toEqual({ read: 20, created: 20 });
    expect(shop.lookups).toEqual([]);
    expect(await intents()).toEqual([]);
  });

  test('that was announced and not sent is sent after a crash, once it is sure that it was not', async () => {
    const { again, pipeline, store, shop, clock, intents } = setUp({}, { concurrency: 1 });
    const dying = dyingStore(store, ({ claims }) => (claims === undefined ? null : 'after'));
    await again({ store: dying }).run();
    expect(shop.writes).toEqual([]);
    const before = clock.now();
    expect(counted(await pipeline.run())).toEqual({ read: 20, created: 20 });
    expect(clock.now() - before).toBeGreaterThanOrEqual(lag);
    expect(shop.duplicate()).toBeUndefined();
    expect(await intents()).toEqual([]);
  });

  test('that was sent and not committed is found after a crash, and not sent again', async () => {
    const { again, pipeline, store, shop, clock, intents } = setUp({}, { concurrency: 1 });
    await again({
      store: dyingStore(store, ({ settled }) => (settled?.index === 1 ? 'before' : null)),
    }).run();
    expect(shop.products).toHaveLength(20);
    const before = clock.now();
    const report = await pipeline.run();
    expect(counted(report)).toEqual({ read: 10, unchanged: 10 });
    expect(clock.now() - before).toBeGreaterThanOrEqual(lag);
    expect(shop.products).toHaveLength(20);
    expect(await intents()).toEqual([]);
    // Linked now: a change goes to the product that is there.
    clock.advance(1_000);
    expect(counted(await pipeline.run({ mode: 'full' }))).toEqual({ read: 20, unchanged: 20 });
  });

  test('is known although the record cannot be read any more for a while', async () => {
    const { again, pipeline, store, shop, records, intents } = setUp({}, { concurrency: 1, count: 5 });
    await again({
      store: dyingStore(store, ({ settled }) => (settled === undefined ? null : 'before')),
    }).run();
    const good = records[2];
    records[2] = upsert(testProduct('p2', { name: null }));
    expect(counted(await pipeline.run())).toEqual({ read: 5, unchanged: 4, rejected: 1 });
    expect(await intents()).toEqual(['p2']);
    if (good !== undefined) records[2] = good;
    expect(counted(await pipeline.run({ mode: 'full' }))).toEqual({ read: 5, unchanged: 5 });
    expect(shop.products).toHaveLength(5);
    expect(await intents()).toEqual([]);
  });

  test('fails rather than being sent again when the lookup after a crash fails', async () => {
    let broken = true;
    const { again, pipeline, store, shop } = setUp(
      {
        onLookup: () => {
          if (broken) throw new ConnectorError('platform.unavailable', 'search is down');
        },
      },
      { concurrency: 1, count: 5 },
    );
    await again({
      store: dyingStore(store, ({ settled }) => (settled === undefined ? null : 'before')),
    }).run();
    const second = await pipeline.run();
    expect(second.status).toBe('partial');
    expect(counted(second)).toEqual({ read: 5, failed: 5 });
    expect(shop.products).toHaveLength(5);
    broken = false;
    expect((await pipeline.replay()).counts).toMatchObject({ read: 5, unchanged: 5 });
    expect(shop.products).toHaveLength(5);
    expect(await Array.fromAsync(pipeline.deadLetters())).toEqual([]);
  });

  test('whose answer got lost is looked up before it is tried again', async () => {
    const { pipeline, shop, clock, intents } = setUp({ write: losing('p3') });
    const before = clock.now();
    expect(counted(await pipeline.run())).toEqual({ read: 20, created: 20 });
    expect(clock.now() - before).toBeGreaterThanOrEqual(lag);
    expect(shop.of('p3')).toHaveLength(1);
    expect(shop.lookups).toEqual([['p3']]);
    expect(await intents()).toEqual([]);
  });

  test('whose answer got lost is not tried again while the lookup fails', async () => {
    let broken = true;
    const { pipeline, shop, intents } = setUp({
      write: losing('p3'),
      onLookup: () => {
        if (broken) throw new ConnectorError('platform.unavailable', 'search is down');
      },
    });
    expect(counted(await pipeline.run())).toEqual({ read: 20, created: 19, failed: 1 });
    expect(shop.of('p3')).toHaveLength(1);
    expect(await intents()).toEqual(['p3']);
    broken = false;
    expect((await pipeline.replay({ code: 'platform.unavailable' })).counts).toMatchObject({
      read: 1,
      unchanged: 1,
    });
    expect(shop.duplicate()).toBeUndefined();
    expect(await intents()).toEqual([]);
  });

  test('that was carried out long after it was announced is looked up a whole lag after that', async () => {
    const clock = new IdleClock();
    const carryOut = losing('p3');
    const { pipeline, shop } = setUp(
      {
        clock,
        async *write(operations, own) {
          await clock.sleep(2 * lag);
          yield* carryOut(operations, own);
        },
      },
      { clock, count: 5 },
    );
    expect(counted(await pipeline.run())).toEqual({ read: 5, created: 5 });
    expect(shop.duplicate()).toBeUndefined();
  });

  test('that was sent long after it was announced is not made anew by the next process', async () => {
    const clock = new IdleClock();
    const { again, pipeline, store, shop } = setUp(
      {
        clock,
        async *write(operations, own) {
          await clock.sleep(2 * lag);
          yield* own(operations);
        },
      },
      { clock, concurrency: 1, count: 5 },
    );
    await again({
      store: dyingStore(store, ({ settled }) => (settled === undefined ? null : 'before')),
    }).run();
    expect(counted(await pipeline.run())).toEqual({ read: 5, unchanged: 5 });
    expect(shop.products).toHaveLength(5);
  });

  test('that never arrived, and that finds an older record of its key, brings that up to date', async () => {
    let arrives = false;
    const { pipeline, shop } = setUp({
      async *write(operations, own) {
        for (const operation of operations) {
          if (operation.key !== 'p3' || arrives) {
            yield* own([operation]);
            continue;
          }
          arrives = true;
          yield { key: 'p3', status: 'failed', error: new ConnectorError('connection.timeout', 'no answer') };
        }
      },
    });
    const old = { title: 'An older one', price: '10', stock: '5' };
    shop.products.push({ id: 'old', key: 'p3', state: 'live', visibleAt: 0, data: old });
    expect(counted(await pipeline.run())).toEqual({ read: 20, created: 19, updated: 1 });
    expect(shop.of('p3')).toMatchObject([{ id: 'old', data: { title: 'Product p3' } }]);
    expect(shop.writes.at(-1)).toMatchObject({ key: 'p3', action: 'update', sections: ['content'] });
  });

  test('that the platform was too busy to take is simply tried again', async () => {
    let busy = true;
    const { pipeline, shop } = setUp({
      async *write(operations, own) {
        if (busy) {
          busy = false;
          throw new ConnectorError('rate.limited', 'slow down', { retryAfter: 2_000 });
        }
        yield* own(operations);
      },
    });
    expect(counted(await pipeline.run())).toEqual({ read: 20, created: 20 });
    expect(shop.lookups).toEqual([]);
    expect(shop.duplicate()).toBeUndefined();
  });

  test('waits no longer than the lag, also when the clock was set back since', async () => {
    const { again, pipeline, store, shop, clock } = setUp({}, { concurrency: 1, count: 5 });
    await again({
      store: dyingStore(store, ({ settled }) => (settled === undefined ? null : 'before')),
    }).run();
    clock.advance(-86_400_000);
    const visibleAt = clock.now() + lag;
    shop.products.splice(0, 5, ...shop.products.map((product) => ({ ...product, visibleAt })));
    const before = clock.now();
    await pipeline.run();
    expect(clock.now() - before).toBeLessThan(2 * lag);
    expect(shop.products.length).toBe(5);
  });
});

describe('on every way a create is announced first, and a crash makes no second one:', () => {
  const crashes = (store: ReturnType<typeof memoryStore>) =>
    dyingStore(store, ({ links }) => (links?.set !== undefined && links.set.length > 0 ? 'before' : null));

  test('replay', async () => {
    const { again, pipeline, store, shop, records } = setUp({}, { count: 3 });
    for (const [index, { key }] of records.entries())
      records[index] = upsert(testProduct(key, { name: null }));
    await pipeline.run();
    const fixed = {
      mapping: {
        ...(again({}).options.mapping as object),
        rules: [{ to: 'title', from: { op: 'field', path: 'key' } }],
      },
    };
    await expect(again({ ...fixed, store: crashes(store) }).replay()).rejects.toThrow('died');
    expect(shop.products).toHaveLength(3);
    await again(fixed).replay();
    expect(shop.products).toHaveLength(3);
    expect(await Array.fromAsync(pipeline.deadLetters())).toEqual([]);
  });

  test('apply', async () => {
    const { again, pipeline, store, shop } = setUp({}, { count: 3 });
    const plan = await pipeline.plan();
    await expect(again({ store: crashes(store) }).apply(plan)).rejects.toThrow('died');
    expect(shop.products).toHaveLength(3);
    await expect(pipeline.apply(plan)).rejects.toMatchObject({ code: 'plan.stale' });
    await pipeline.run();
    expect(shop.products).toHaveLength(3);
  });

  test('reconcile', async () => {
    const { again, pipeline, store, shop, clock } = setUp({}, { count: 3 });
    await pipeline.run();
    clock.advance(lag);
    shop.products.length = 0;
    await expect(again({ store: crashes(store) }).reconcile({ repair: true })).rejects.toThrow('died');
    expect(shop.products).toHaveLength(3);
    await pipeline.reconcile({ repair: true });
    await pipeline.run({ mode: 'full' });
    expect(shop.products).toHaveLength(3);
  });
});

test('reconciling right after a run does not take what cannot be found yet for missing', async () => {
  const { pipeline, shop } = setUp();
  await pipeline.run();
  expect(await pipeline.reconcile({ repair: true })).toMatchObject({ compared: 20, drifted: 0 });
  expect(shop.products).toHaveLength(20);
});

test('with a natural key a create after a lost answer is harmless', async () => {
  let left = 2;
  const shop = memoryShop({
    async *write(operations, own) {
      for (const operation of operations) {
        const answers = await Array.fromAsync(own([operation]));
        if (operation.key === 'p3' && left-- > 0)
          yield { key: 'p3', status: 'failed', error: new ConnectorError('connection.failed', 'reset') };
        else yield* answers;
      }
    },
  });
  const { pipeline } = testPipeline(shop.destination);
  expect(counted(await pipeline.run())).toEqual({ read: 20, created: 19, updated: 1 });
  expect(shop.products.size).toBe(20);
});

describe.each([
  ['at once', {}],
  ['later', { jobTime: 5_000 }],
])('a process that dies at any commit, on a platform that does everything %s,', (_when, shopOptions) => {
  test.each(['before', 'after'] as const)('loses nothing and makes nothing twice (%s)', async (when) => {
    for (let at = 0; ; at += 1) {
      const { again, pipeline, store, shop, records, intents } = setUp(shopOptions, {
        count: 12,
        source: { pageSize: 4 },
      });
      let commits = 0;
      const dying = dyingStore(store, () => (commits++ === at ? when : null));
      const first = await again({ store: dying })
        .run()
        .catch((error: unknown) => String(error));
      let report = await pipeline.run();
      for (let more = 0; report.status !== 'complete' && more < 3; more += 1) report = await pipeline.run();
      expect(`${at}: ${shop.duplicate()}`).toBe(`${at}: undefined`);
      expect(new Set(shop.products.map(({ key }) => key))).toEqual(new Set(records.map(({ key }) => key)));
      expect(report.status).toBe('complete');
      expect(await intents()).toEqual([]);
      expect(counted(await pipeline.run({ mode: 'full' }))).toEqual({ read: 12, unchanged: 12 });
      if (typeof first !== 'string' && first.status === 'complete') break;
    }
  });
});
