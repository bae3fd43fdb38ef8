import { expect, test } from 'vitest';

import { memoryShop, memorySource, testProduct, upsert } from './memory-connectors.ts';
import { counted, testPipeline, testRecords } from './test-pipeline.ts';

const nothingNew = { changes: () => [], pageSize: 2 };

test('a pipeline that is pointed to another shop brings everything there with the next run', async () => {
  const [trial, live] = [memoryShop({ account: 'trial' }), memoryShop({ account: 'live' })];
  const { pipeline, again } = testPipeline(trial.destination, { count: 5, source: nothingNew });
  await pipeline.run();
  const moved = again({ destination: live.destination });
  const report = await moved.run();
  expect(report.passes[0]?.mode).toBe('full');
  expect(counted(report)).toEqual({ read: 5, created: 5 });
  expect(live.products).toEqual(trial.products);
  expect((await moved.run()).passes[0]).toMatchObject({ mode: 'incremental', counts: { read: 0 } });
});

test('what another pipeline has made there is brought to what this one wants', async () => {
  const [trial, live] = [memoryShop({ account: 'trial' }), memoryShop({ account: 'live' })];
  const { pipeline, again, records } = testPipeline(trial.destination, { count: 1, source: nothingNew });
  await pipeline.run();
  records[0] = upsert(testProduct('p0', { price: '77' }));
  await again({ name: 'other', destination: live.destination }).run();
  records[0] = upsert(testProduct('p0'));
  expect(live.products.get('p0')?.price).toBe('77');
  await again({ destination: live.destination }).run();
  expect(live.products).toEqual(trial.products);

  // And back: what was written to the one shop says nothing about the other.
  trial.products.set('p0', { title: 'By hand' });
  await again({ destination: trial.destination }).run();
  expect(trial.products).toEqual(live.products);
});

test('what was written to one shop in part says nothing about the other', async () => {
  const issues = [{ code: 'platform.rejected', severity: 'error', message: 'no stock' }] as const;
  const trial = memoryShop({
    account: 'trial',
    async *write(operations, own) {
      for await (const { key } of own(operations))
        yield {
          key,
          status: 'rejected',
          issues,
          partial: { remote: { id: `shop-${key}` }, lacking: ['inventory'] },
        };
    },
  });
  // What it has cannot be read back, so only the store can tell.
  const sent: (readonly string[])[] = [];
  const live = memoryShop({
    account: 'live',
    capabilities: { readBack: false },
    plan(operations) {
      sent.push(...operations.map(({ sections }) => sections));
      return operations;
    },
  });
  const { pipeline, again, records } = testPipeline(trial.destination, { count: 1, source: nothingNew });
  records[0] = upsert(testProduct('p0', { price: '77' }));
  await again({ name: 'other', destination: live.destination }).run();
  records[0] = upsert(testProduct('p0'));
  await pipeline.run();
  await again({ destination: live.destination }).run();
  expect(sent.at(-1)?.toSorted()).toEqual(['content', 'inventory', 'prices']);
});

test('a change that a webhook tells of is not taken for one that the other shop has', async () => {
  const [trial, live] = [memoryShop({ account: 'trial' }), memoryShop({ account: 'live' })];
  const { pipeline, again } = testPipeline(trial.destination, { count: 2, source: nothingNew });
  await pipeline.run();
  await again({ name: 'other', destination: live.destination }).run();
  live.products.set('p1', { title: 'By hand' });
  const moved = again({ destination: live.destination });
  await moved.hint([{ entity: 'product', key: 'p1', kind: 'changed' }], 'delivery 1');
  await moved.idle();
  expect(live.products.get('p1')).toEqual(trial.products.get('p1'));
});

test('a bookmark of another source is not used', async () => {
  const shop = memoryShop();
  const { pipeline, again } = testPipeline(shop.destination, { count: 5, source: nothingNew });
  await pipeline.run();
  const records = testRecords(7);
  const moved = again({ source: memorySource(() => records, { account: 'another PIM', ...nothingNew }) });
  expect(counted(await moved.run())).toEqual({ read: 7, created: 2, unchanged: 5 });
  expect((await moved.run()).passes[0]).toMatchObject({ mode: 'incremental', counts: { read: 0 } });
});

test('a pass that began at another source is not resumed with its cursor', async () => {
  const shop = memoryShop();
  const { again } = testPipeline(shop.destination, { count: 5, source: nothingNew });
  const stop = new AbortController();
  const first = again({ concurrency: 1 });
  first.on('page.settled', () => stop.abort());
  await first.run({ signal: stop.signal });
  const records = testRecords(5);
  const moved = again({ source: memorySource(() => records, { account: 'another PIM', ...nothingNew }) });
  expect((await moved.run()).passes[0]).toMatchObject({ resumed: false, counts: { read: 5 } });
});
