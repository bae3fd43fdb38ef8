import { describe, expect, test } from 'vitest';

import type { WriteOutcome } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import { memoryStore } from '../state/index.ts';
import { assigningShop } from './assigning-shop.ts';
import { IdleClock } from './idle-clock.ts';
import { counted, full, openIntents, testPipeline } from './test-pipeline.ts';

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
    expect(counted(await pipeline.run(full))).toEqual({ read: 2, unchanged: 2 });
  });
});
