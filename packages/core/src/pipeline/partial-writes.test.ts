import { describe, expect, test } from 'vitest';

import type { PlannedOperation, WriteOutcome } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import { memoryStore } from '../state/index.ts';
import { assigningShop } from './assigning-shop.ts';
import { IdleClock } from './idle-clock.ts';
import { memoryShop } from './memory-connectors.ts';
import { counted, forget, full, openIntents, swept, testPipeline } from './test-pipeline.ts';

const issues = [{ code: 'platform.rejected', severity: 'error', message: 'no stock' }] as const;
const error = new ConnectorError('platform.unavailable', 'away');

/** A shop that makes records, and then will not take their stock. */
function setUp(
  jobTime: number | undefined,
  says: 'rejected' | 'failed',
  { times = Infinity, attempts = 1 } = {},
) {
  const clock = new IdleClock();
  const store = memoryStore({ clock });
  let left = times;
  const inPart = (outcome: WriteOutcome): WriteOutcome => {
    if (left === 0 || !('remote' in outcome) || outcome.remote === undefined) return outcome;
    left -= 1;
    const { key, remote } = outcome;
    const partial = { remote, lacking: ['inventory'] };
    return says === 'rejected'
      ? { key, status: says, issues, partial }
      : { key, status: says, error, partial };
  };
  const shop = assigningShop({
    clock,
    ...(jobTime === undefined ? {} : { jobTime }),
    async *write(operations, own) {
      for await (const outcome of own(operations)) yield inPart(outcome);
    },
    async *settle(receipts, own) {
      for await (const settlement of own(receipts)) {
        if (settlement.status === 'pending') yield settlement;
        else {
          const outcome = inPart(settlement.outcome);
          if (outcome.status !== 'accepted') yield { key: settlement.key, status: 'settled', outcome };
        }
      }
    },
  });
  const made = testPipeline(shop.destination, {
    clock,
    store,
    count: 2,
    refusedTime: 0,
    retry: { attempts },
  });
  const letters = async () =>
    (await Array.fromAsync(store.deadLetters('test'))).flat().map(({ key, status }) => [key, status]);
  return { ...made, shop, store, letters, heals: () => (left = 0) };
}

describe.each([
  ['at once', undefined],
  ['later', 5_000],
])('a record that the destination has %s, without a part of it', (_when, jobTime) => {
  test.each(['rejected', 'failed'] as const)(
    'that is %s is linked and told, and gets only that part with the next run',
    async (says) => {
      const { pipeline, shop, store, letters, heals } = setUp(jobTime, says);
      expect(counted(await pipeline.run(full))).toEqual({ read: 2, [says]: 2 });
      const [first] = shop.of('p0');
      const links = await store.links('assigning-shop', 'product', ['p0']);
      expect(links.get('p0')?.remote.id).toBe(first?.id);
      expect(await openIntents(store)).toEqual([]);
      expect(await letters()).toEqual([
        ['p0', says],
        ['p1', says],
      ]);
      heals();
      shop.writes.length = 0;
      expect(counted(await pipeline.run(full))).toEqual({ read: 2, updated: 2 });
      expect(shop.writes.map(({ action, sections }) => [action, sections])).toEqual([
        ['update', ['inventory']],
        ['update', ['inventory']],
      ]);
      expect(await letters()).toEqual([]);
      expect(counted(await pipeline.run(full))).toEqual({ read: 2, unchanged: 2 });
      expect(shop.products).toHaveLength(2);
    },
  );

  test('that failed for a passing reason is tried again, and is there once', async () => {
    const { pipeline, shop, letters } = setUp(jobTime, 'failed', { times: 2, attempts: 3 });
    const report = await pipeline.run(full);
    expect(report.counts).toMatchObject({ failed: 0, rejected: 0 });
    expect(shop.products).toHaveLength(2);
    expect(await letters()).toEqual([]);
    // What was written by the first attempt is not sent again.
    expect(shop.writes.map(({ action, sections }) => [action, sections?.length]).slice(-2)).toEqual([
      ['update', 1],
      ['update', 1],
    ]);
    expect(counted(await pipeline.run(full))).toEqual({ read: 2, unchanged: 2 });
  });
});

/** Writes records and then says that a part of them was not taken. */
function halfShop(
  say: (key: string) => WriteOutcome | null,
  deletes: 'delete' | 'archive' | 'unpublish' = 'delete',
) {
  const actions: string[] = [];
  const shop = memoryShop({
    capabilities: { deletes: [deletes] },
    async *write(operations: readonly PlannedOperation[], own) {
      actions.push(...operations.map(({ key, action }) => `${action} ${key}`));
      for await (const outcome of own(operations)) yield say(outcome.key) ?? outcome;
    },
  });
  return { ...shop, actions };
}

/** What a destination says that cannot tell how far it came. */
const everything = ['content', 'prices', 'inventory'];

const refused = (key: string): WriteOutcome => ({
  key,
  status: 'rejected',
  issues: [{ code: 'platform.rejected', severity: 'error', message: 'no such channel', path: 'note' }],
  partial: { remote: { id: `shop-${key}` }, lacking: everything },
});

describe('a record that was made before the rest of it was refused', () => {
  test.each(['delete', 'archive'] as const)(
    'goes when the source does not have it any more (%s), although it was never written as a whole',
    async (mode) => {
      let isRefusing = true;
      const say = (key: string) => (isRefusing && key === 'p3' ? refused(key) : null);
      const { destination, products, actions } = halfShop(say, mode);
      const made = testPipeline(destination, { source: swept, deletes: { mode } });
      expect(counted(await made.pipeline.run())).toEqual({ read: 20, created: 19, rejected: 1 });
      isRefusing = false;
      forget(made, 'p3');
      await made.pipeline.run(full);
      expect(actions.filter((each) => each.endsWith(' p3'))).toEqual(['create p3', 'delete p3']);
      expect(products.has('p3')).toBe(false);
    },
  );

  test('is changed, not made, when it comes again', async () => {
    let isRefusing = true;
    const { destination, actions, writes } = halfShop((key) => (isRefusing ? refused(key) : null));
    const { pipeline } = testPipeline(destination, { count: 1, refusedTime: 0 });
    await pipeline.run();
    isRefusing = false;
    expect(counted(await pipeline.run(full))).toEqual({ read: 1, updated: 1 });
    expect(actions).toEqual(['create p0', 'update p0']);
    // All of it: nobody knows what was taken before.
    expect(writes[1]?.payload).toEqual(writes[0]?.payload);
  });
});

test('a record that failed half way is planned anew by what became of it, in the same run', async () => {
  let left = 1;
  const failed = (key: string): WriteOutcome | null => {
    left -= 1;
    return left < 0
      ? null
      : {
          key,
          status: 'failed',
          error: new ConnectorError('resource.conflict', 'a part of it was deleted meanwhile'),
          partial: { remote: { id: `shop-${key}` }, lacking: everything },
        };
  };
  const { destination, actions, products } = halfShop(failed);
  const { pipeline } = testPipeline(destination, { count: 1 });
  expect(counted(await pipeline.run())).toEqual({ read: 1, updated: 1 });
  expect(actions).toEqual(['create p0', 'update p0']);
  expect(products.size).toBe(1);
});

test('a record that is only hidden may say how it is known from then on, for when it comes back', async () => {
  const hidden = { id: 'shop-p3', data: { before: 'shown' } };
  const known: unknown[] = [];
  const { destination } = memoryShop({
    capabilities: { deletes: ['archive'] },
    plan: (operations) => operations,
    async *write(operations, own) {
      for await (const outcome of own(operations))
        yield outcome.status === 'deleted' ? { ...outcome, remote: hidden } : outcome;
    },
  });
  const plan = destination.plan.bind(destination);
  const watching = {
    ...destination,
    plan: (records: Parameters<typeof plan>[0], context: Parameters<typeof plan>[1]) => {
      known.push(...records.filter(({ key }) => key === 'p3').map(({ op, remote }) => [op, remote]));
      return plan(records, context);
    },
  };
  const made = testPipeline(watching, { source: swept, deletes: { mode: 'archive' } });
  await made.pipeline.run();
  const all = [...made.records];
  forget(made, 'p3');
  await made.pipeline.run(full);
  made.records.splice(0, Infinity, ...all);
  await made.pipeline.run(full);
  expect(known).toEqual([
    ['upsert', null],
    ['delete', { id: 'shop-p3' }],
    ['upsert', hidden],
  ]);
});
