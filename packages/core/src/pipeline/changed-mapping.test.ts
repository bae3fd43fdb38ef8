import { expect, test } from 'vitest';

import { memoryShop } from './memory-connectors.ts';
import { counted, shopMapping, testPipeline } from './test-pipeline.ts';

const withNote = {
  ...shopMapping,
  rules: [...shopMapping.rules, { to: 'note', from: { op: 'field', path: 'key' } }],
};

/** A pipeline whose source has no changes to tell of. */
function setUp() {
  const shop = memoryShop();
  return {
    shop,
    ...testPipeline(shop.destination, { count: 5, source: { changes: () => [], pageSize: 2 } }),
  };
}

test('under another mapping an incremental run reads everything, once', async () => {
  const { pipeline, again, shop } = setUp();
  await pipeline.run();
  expect((await pipeline.run()).passes[0]).toMatchObject({ mode: 'incremental', counts: { read: 0 } });
  const changed = again({ mapping: withNote });
  const report = await changed.run();
  expect(report.passes[0]?.mode).toBe('full');
  expect(counted(report)).toEqual({ read: 5, updated: 5 });
  expect(shop.products.get('p3')?.note).toBe('p3');
  expect((await changed.run()).passes[0]).toMatchObject({ mode: 'incremental', counts: { read: 0 } });
});

test('with another selection an incremental run reads everything, once', async () => {
  const { pipeline, again, shop } = setUp();
  await pipeline.run();
  const changed = again({ select: { locales: ['en-US'] } });
  expect((await changed.run()).passes[0]).toMatchObject({ mode: 'full', counts: { read: 5, unchanged: 5 } });
  expect((await changed.run()).passes[0]).toMatchObject({ mode: 'incremental', counts: { read: 0 } });
  expect(shop.writes).toHaveLength(5);
});

test('a run that could not end under the new mapping leaves it to the next one', async () => {
  const { pipeline, again } = setUp();
  await pipeline.run();
  const stop = new AbortController();
  const changed = again({ mapping: withNote, concurrency: 1 });
  changed.on('page.settled', () => stop.abort());
  expect((await changed.run({ signal: stop.signal })).status).toBe('stopped');
  const report = await again({ mapping: withNote }).run();
  expect(report.passes[0]).toMatchObject({ mode: 'full', resumed: true });
  expect(report.status).toBe('complete');
});

test('a pass that began under another mapping is not resumed', async () => {
  const { again, shop } = setUp();
  const stop = new AbortController();
  const first = again({ concurrency: 1 });
  first.on('page.settled', () => stop.abort());
  await first.run({ signal: stop.signal });
  expect(shop.products.size).toBeGreaterThan(0);
  const report = await again({ mapping: withNote }).run();
  expect(report.passes[0]).toMatchObject({ mode: 'full', resumed: false });
  expect([...shop.products.values()].map(({ note }) => note)).toEqual(['p0', 'p1', 'p2', 'p3', 'p4']);
});
