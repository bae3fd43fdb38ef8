import { describe, expect, test } from 'vitest';

import type { PlannedOperation, WriteOutcome } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import { memoryShop } from './memory-connectors.ts';
import { counted, forget, full, swept, testPipeline } from './test-pipeline.ts';

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

const refused = (key: string): WriteOutcome => ({
  key,
  status: 'rejected',
  issues: [{ code: 'platform.rejected', severity: 'error', message: 'no such channel', path: 'note' }],
  remote: { id: `shop-${key}` },
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
          remote: { id: `shop-${key}` },
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
