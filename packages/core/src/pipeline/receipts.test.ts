import { describe, expect, test } from 'vitest';

import type { Settlement } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import { memoryStore } from '../state/index.ts';
import { assigningShop } from './assigning-shop.ts';
import type { AssigningShopOptions } from './assigning-shop.ts';
import { IdleClock } from './idle-clock.ts';
import { memorySource, testProduct, upsert } from './memory-connectors.ts';
import { counted, dyingStore, openIntents, released, testPipeline } from './test-pipeline.ts';

const day = 86_400_000;
const full = { mode: 'full' as const };

function setUp(
  shopOptions: Partial<AssigningShopOptions> = {},
  options: Parameters<typeof testPipeline>[1] = {},
) {
  const clock = new IdleClock();
  const store = memoryStore({ clock });
  const shop = assigningShop({ clock, jobTime: 5_000, ...shopOptions });
  const made = testPipeline(shop.destination, { clock, store, ...options });
  const receipts = async () => (await Array.fromAsync(store.entries('test', 'receipt'))).flat();
  return { ...made, clock, store, shop, receipts };
}

describe('what a platform accepts', () => {
  test('is done only when the platform says so, within the same run if it is quick', async () => {
    const { pipeline, shop, receipts, store } = setUp();
    const pages: unknown[] = [];
    pipeline.on('page.settled', ({ counts }) => pages.push(counts.accepted));
    const written: string[] = [];
    pipeline.on('records.written', ({ records }) => written.push(...records.map(({ key }) => key)));
    const report = await pipeline.run();
    expect(pages).toEqual([10, 10]);
    expect(report.status).toBe('complete');
    expect(counted(report)).toEqual({ read: 20, created: 20 });
    expect(written).toHaveLength(20);
    expect(shop.products).toHaveLength(20);
    expect(await receipts()).toEqual([]);
    expect((await store.links('assigning-shop', 'product', ['p3'])).get('p3')?.remote.id).toBe(
      shop.of('p3')[0]?.id,
    );
  });

  test('has its receipt in the store before anybody asks', async () => {
    const { pipeline, store } = setUp({
      async *settle(asked, own) {
        const kept = (await Array.fromAsync(store.entries('test', 'receipt'))).flat().map(({ key }) => key);
        expect(kept).toEqual(expect.arrayContaining(asked.map(({ key }) => key)));
        yield* own(asked);
      },
    });
    expect((await pipeline.run()).status).toBe('complete');
  });

  test('may get another receipt, which is in the store before anybody asks again', async () => {
    const asked: unknown[][] = [];
    const kept: unknown[][] = [];
    const operations: unknown[] = [];
    const keys: unknown[] = [];
    const { pipeline, receipts, shop } = setUp({
      async *settle(open, own) {
        asked.push(open.map(({ id }) => id));
        if (open.every(({ data }) => data === 'second')) {
          kept.push((await receipts()).map(({ receipt }) => receipt.data));
          yield* own(open);
          return;
        }
        for (const { key, id, operation } of open) {
          operations.push([operation.key, operation.action]);
          keys.push([key, 'create']);
          yield { key, status: 'pending', checkAfter: 100, receipt: { id, data: 'second' } };
        }
      },
    });
    const report = await pipeline.run();
    expect(report.status).toBe('complete');
    expect(counted(report)).toEqual({ read: 20, created: 20 });
    expect(shop.writes).toHaveLength(20);
    expect(asked.length).toBeGreaterThan(1);
    expect(kept[0]).toEqual(Array.from({ length: 20 }, () => 'second'));
    expect(operations).toEqual(keys);
    expect(keys).toHaveLength(20);
    expect(await receipts()).toEqual([]);
  });

  test('leaves others a turn between pages of receipts, such as the renewal of the lease', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    const seen: number[] = [];
    const { pipeline } = setUp(
      {
        async *settle(asked, own) {
          seen.push(turns);
          const until = performance.now() + 60;
          while (performance.now() < until);
          yield* own(asked);
        },
      },
      { count: 1_100 },
    );
    await pipeline.run();
    clearInterval(timer);
    // At least a page of 500 receipts, another one, and the rest. Two may go without a turn between them, one being the
    // last of its round and one the first of the next, but never three.
    expect(seen.length).toBeGreaterThanOrEqual(3);
    const without = seen.filter((turn, index) => index >= 2 && turn === seen[index - 2]);
    expect(without).toEqual([]);
  });

  test('stays accepted when it takes longer than a run waits, and is settled days later', async () => {
    const { pipeline, shop, clock, receipts } = setUp({ jobTime: 3 * day });
    const before = clock.now();
    const first = await pipeline.run();
    expect(clock.now() - before).toBeLessThan(11 * 60_000);
    expect(first.status).toBe('partial');
    expect(counted(first)).toEqual({ read: 20, accepted: 20 });
    expect(await receipts()).toHaveLength(20);
    clock.advance(day);
    const second = await pipeline.run(full);
    // Accepted is never done: the records wait for their receipts.
    expect(counted(second)).toEqual({ read: 20, parked: 20 });
    expect(second.status).toBe('partial');
    clock.advance(3 * day);
    const third = await pipeline.run(full);
    expect(third.status).toBe('complete');
    expect(counted(third)).toEqual({ read: 20, unchanged: 20 });
    expect(released(third)).toEqual({ read: 20, created: 20 });
    expect(shop.writes).toHaveLength(20);
    expect(await receipts()).toEqual([]);
    expect(await Array.fromAsync(pipeline.deadLetters())).toEqual([]);
  });

  test('is settled by the next run when the process died while it asked', async () => {
    const { again, pipeline, store, shop } = setUp();
    const dying = dyingStore(store, ({ ledger = [] }) =>
      ledger.some((change) => change.kind === 'receipt' && change.remove !== undefined) ? 'before' : null,
    );
    expect((await again({ store: dying }).run()).status).toBe('failed');
    const second = await pipeline.run();
    expect(second.status).toBe('complete');
    expect(released(second)).toEqual({ read: 20, created: 20 });
    expect(shop.writes).toHaveLength(20);
  });

  test('does not wait for the same receipts again and again within a run', async () => {
    const { pipeline, clock } = setUp({ jobTime: 30 * day }, { settleTime: 60_000 });
    const before = clock.now();
    await pipeline.run();
    expect(clock.now() - before).toBeLessThan(90_000);
  });
});

describe('a change while the last one is under way', () => {
  const change = { price: '12' };
  // Nothing is read a second time, so that what is lost stays lost.
  const source = { changes: () => [] };

  test('waits, and is written when the last one is settled', async () => {
    const { pipeline, shop, records, clock } = setUp({ jobTime: day }, { source });
    await pipeline.run();
    records[3] = upsert(testProduct('p3', change));
    clock.advance(1_000);
    expect(counted(await pipeline.run(full))).toEqual({ read: 20, parked: 20 });
    clock.advance(day);
    await pipeline.run();
    clock.advance(day);
    await pipeline.run();
    expect(shop.of('p3')).toMatchObject([{ data: { price: '12' } }]);
    expect((await pipeline.status()).parked.count).toBe(0);
  });

  test('is written instead when the last one failed for a passing reason', async () => {
    let fails = true;
    const { pipeline, shop, records, clock } = setUp(
      {
        jobTime: day,
        async *settle(receipts, own) {
          for await (const settlement of own(receipts)) {
            if (fails && settlement.key === 'p3' && settlement.status === 'settled') {
              const error = new ConnectorError('platform.unavailable', 'the job was lost');
              shop.products.splice(
                shop.products.findIndex(({ key }) => key === 'p3'),
                1,
              );
              yield { key: 'p3', status: 'settled', outcome: { key: 'p3', status: 'failed', error } };
            } else yield settlement;
          }
        },
      },
      { source },
    );
    await pipeline.run();
    records[3] = upsert(testProduct('p3', change));
    clock.advance(1_000);
    await pipeline.run(full);
    clock.advance(day);
    await pipeline.run();
    fails = false;
    for (let more = 0; more < 3; more += 1) {
      clock.advance(day);
      await pipeline.run();
    }
    expect(shop.of('p3')).toMatchObject([{ data: { price: '12' } }]);
    expect(await Array.fromAsync(pipeline.deadLetters())).toEqual([]);
  });

  test('is written instead when the last one was refused, which leaves nothing to be replayed over it', async () => {
    let refuses = true;
    const { pipeline, again, store, shop, records, clock } = setUp(
      {
        jobTime: day,
        async *settle(receipts, own) {
          if (!refuses) yield* own(receipts);
          else
            for (const { key } of receipts) {
              const issues = [{ code: 'platform.rejected', severity: 'error', message: 'No' }] as const;
              yield { key, status: 'settled', outcome: { key, status: 'rejected', issues } };
            }
        },
      },
      { count: 1, settleTime: 0 },
    );
    const isSettlement = ({ kind, remove = [] }: { kind: string; remove?: readonly unknown[] }) =>
      kind === 'receipt' && remove.length > 0;
    const dying = dyingStore(store, ({ ledger }) => (ledger?.some(isSettlement) === true ? 'after' : null));
    refuses = false;
    await pipeline.run();
    records[0] = upsert(testProduct('p0', change));
    await pipeline.run();
    refuses = true;
    expect((await again({ store: dying }).run()).status).toBe('failed');
    // What was refused was not created, so nobody has to look for it.
    expect(await openIntents(store)).toEqual([]);
    refuses = false;
    clock.advance(day);
    expect(await Array.fromAsync(pipeline.deadLetters())).toEqual([]);
    await pipeline.replay();
    for (let more = 0; more < 3; more += 1) {
      clock.advance(day);
      await again({ source: memorySource(() => []) }).run();
    }
    expect(shop.of('p0')).toMatchObject([{ data: { price: '12' } }]);
  });

  test('is not given up while the platform takes its time', async () => {
    const { pipeline, shop, records, clock } = setUp({ jobTime: 5 * day });
    await pipeline.run();
    records[3] = upsert(testProduct('p3', change));
    for (let more = 0; more < 4; more += 1) {
      clock.advance(day);
      await pipeline.run(full);
    }
    expect(await Array.fromAsync(pipeline.deadLetters())).toEqual([]);
    for (let more = 0; more < 2; more += 1) {
      clock.advance(6 * day);
      await pipeline.run();
    }
    expect(shop.of('p3')).toMatchObject([{ data: { price: '12' } }]);
  });

  test('that is a delete is carried out afterwards', async () => {
    const { pipeline, shop, records, clock } = setUp({ jobTime: day }, { settleTime: 1_000, source });
    await pipeline.run();
    records[3] = { op: 'delete', entity: 'product', key: 'p3' };
    clock.advance(1_000);
    await pipeline.run(full);
    expect(await Array.fromAsync(pipeline.deletes())).toMatchObject([{ key: 'p3' }]);
    for (let more = 0; more < 2; more += 1) {
      clock.advance(2 * day);
      await pipeline.run();
    }
    expect(shop.products.map(({ key }) => key)).not.toContain('p3');
    expect(await Array.fromAsync(pipeline.deletes())).toEqual([]);
  });

  test('back to what was written before is written, when nobody knows what the last one did', async () => {
    let fails = false;
    const { pipeline, shop, records, clock } = setUp(
      {
        async *settle(receipts, own) {
          for await (const settlement of own(receipts)) {
            if (!fails || settlement.status !== 'settled') yield settlement;
            else {
              const error = new ConnectorError('platform.unavailable', 'nobody knows');
              yield {
                key: settlement.key,
                status: 'settled',
                outcome: { key: settlement.key, status: 'failed', error },
              };
            }
          }
        },
      },
      { retry: { attempts: 1 } },
    );
    await pipeline.run();
    const [, , , before] = records;
    records[3] = upsert(testProduct('p3', change));
    fails = true;
    clock.advance(1_000);
    expect(counted(await pipeline.run(full))).toEqual({ read: 20, unchanged: 19, failed: 1 });
    expect(shop.of('p3')).toMatchObject([{ data: { price: '12' } }]);
    fails = false;
    if (before !== undefined) records[3] = before;
    clock.advance(1_000);
    expect(counted(await pipeline.run(full))).toEqual({ read: 20, unchanged: 19, updated: 1 });
    expect(shop.of('p3')).toMatchObject([{ data: { price: '10' } }]);
  });
});

describe('a job that ends badly', () => {
  const ending = (outcome: (key: string) => Settlement): NonNullable<AssigningShopOptions['settle']> =>
    async function* settle(receipts, own) {
      for await (const settlement of own(receipts))
        yield settlement.key === 'p3' && settlement.status === 'settled' ? outcome('p3') : settlement;
    };

  test('because the data was refused leaves a dead letter with the platform’s words', async () => {
    const issues = [
      { code: 'platform.rejected', severity: 'error', path: 'title', message: 'forbidden word' },
    ] as const;
    const { pipeline } = setUp({
      settle: ending((key) => ({ key, status: 'settled', outcome: { key, status: 'rejected', issues } })),
    });
    const report = await pipeline.run();
    expect(report.status).toBe('partial');
    expect(counted(report)).toEqual({ read: 20, created: 19, rejected: 1 });
    expect(await Array.fromAsync(pipeline.deadLetters())).toMatchObject([
      {
        key: 'p3',
        stage: 'settle',
        issues: [{ message: 'forbidden word', rule: 'title', attribute: 'name' }],
      },
    ]);
  });

  test('for a passing reason is written again, but not for ever', async () => {
    const { pipeline, shop, store } = setUp({
      settle: ending((key) => {
        shop.products.splice(
          shop.products.findIndex((product) => product.key === key),
          1,
        );
        const error = new ConnectorError('platform.unavailable', 'try again');
        return { key, status: 'settled', outcome: { key, status: 'failed', error } };
      }),
    });
    const report = await pipeline.run();
    expect(counted(report)).toEqual({ read: 20, created: 19, failed: 1 });
    expect(shop.writes.filter(({ key }) => key === 'p3')).toHaveLength(4);
    expect(await Array.fromAsync(pipeline.deadLetters())).toMatchObject([
      { key: 'p3', stage: 'settle', attempts: 4 },
    ]);
    expect(await openIntents(store)).toEqual(['p3']);
  });
});

test('a create whose outcome nobody knows counts as sent until it was asked about', async () => {
  const lag = 30_000;
  let isLost = false;
  const { pipeline, clock, shop, store } = setUp(
    {
      lag,
      async *settle(receipts, own) {
        if (isLost) await clock.sleep(2 * lag);
        for await (const settlement of own(receipts)) {
          const { key } = settlement;
          const error = new ConnectorError('platform.unavailable', 'nobody knows');
          if (isLost) yield { key, status: 'settled', outcome: { key, status: 'failed', error } };
          else yield settlement;
        }
        isLost = false;
      },
    },
    { count: 1, settleTime: 0, source: { changes: () => [] } },
  );
  await pipeline.run();
  clock.advance(day);
  isLost = true;
  // The job has made the product long after the run began, so no lookup may be trusted yet that finds nothing.
  await pipeline.run();
  clock.advance(day);
  await pipeline.run();
  expect(shop.of('p0')).toHaveLength(1);
  expect(await openIntents(store)).toEqual([]);
});

describe('asking', () => {
  test('that fails for a passing reason leaves everything open, with a warning', async () => {
    let broken = 2;
    const { pipeline } = setUp({
      async *settle(receipts, own) {
        broken -= 1;
        if (broken >= 0) throw new ConnectorError('platform.unavailable', 'maintenance');
        yield* own(receipts);
      },
    });
    const warnings: string[] = [];
    pipeline.on('connector.warning', ({ warning }) => warnings.push(warning.message));
    expect((await pipeline.run()).status).toBe('complete');
    expect(warnings).toContain('maintenance');
  });

  test.each([
    ['needs other credentials', 'auth.failed'],
    ['has used up what the day allows', 'quota.exhausted'],
  ] as const)('that %s ends the run', async (_what, code) => {
    const { pipeline, receipts } = setUp({
      // oxlint-disable-next-line require-yield
      async *settle() {
        throw new ConnectorError(code, 'no more');
      },
    });
    expect((await pipeline.run()).error).toMatchObject({ code, operation: 'settle' });
    expect(await receipts()).toHaveLength(20);
  });

  const breaks: readonly [string, (own: Settlement[]) => Settlement[], RegExp][] = [
    ['too few answers', (own) => own.slice(1), /said nothing about the receipt of “p0”/],
    [
      'an answer twice',
      (own) => [...own, ...own.slice(0, 1)],
      /more than was asked about the receipt of “p0”/,
    ],
    [
      'an answer about a stranger',
      (own) => [...own, { key: 'x', status: 'pending' }],
      /more than was asked .*“x”/,
    ],
    [
      'accepted once more',
      (own) =>
        own.map(
          ({ key }) =>
            ({ key, status: 'settled', outcome: { key, status: 'accepted', receipt: { id: 'x' } } }) as never,
        ),
      /that it is accepted/,
    ],
  ];
  test.each(breaks)(
    'a destination that gives %s is told so, and no receipt is lost',
    async (_what, answer, message) => {
      const { pipeline, receipts } = setUp({
        async *settle(asked, own) {
          yield* answer(await Array.fromAsync(own(asked)));
        },
      });
      const { error } = await pipeline.run();
      expect(error?.code).toBe('connector.protocol');
      expect(error?.message).toMatch(message);
      expect(await receipts()).toHaveLength(20);
    },
  );
});

test('a destination that does everything at once must not accept for later', async () => {
  const { pipeline } = setUp({ jobTime: 10, capabilities: { completion: 'sync' } });
  expect((await pipeline.run()).error?.message).toMatch(
    /accepted “p0” for later, which it does not announce/,
  );
});
