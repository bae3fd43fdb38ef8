import { expect, test } from 'vitest';

import { memoryStore } from '../state/index.ts';
import { createPipeline } from './create-pipeline.ts';
import { hintRequest, hintingSource, titleMapping } from './hinting-source.ts';
import { memoryShop, testProduct, upsert } from './memory-connectors.ts';

function setUp() {
  const { source } = hintingSource([upsert(testProduct('p1'))]);
  const { webhooks } = source;
  if (webhooks === undefined) throw new Error('the source has webhooks');
  const store = memoryStore();
  const pipeline = createPipeline({
    name: 'shop',
    source: {
      ...source,
      webhooks: {
        ...webhooks,
        tellsOfGap: ({ body }) => new TextDecoder().decode(body).includes('"suspended"'),
      },
    },
    destination: memoryShop().destination,
    mapping: titleMapping,
    store,
    random: () => 0,
  });
  const modes: string[] = [];
  pipeline.on('pass.started', ({ mode }) => modes.push(mode));
  return { pipeline, modes, store };
}

const notice = (delivery: string) =>
  hintRequest(JSON.stringify({ at: Date.now(), events: [], notice: 'suspended' }), delivery);

test('after a notice that changes went by untold the next run reads everything, and only that one', async () => {
  const { pipeline, modes } = setUp();
  await pipeline.run();
  await pipeline.run();
  expect((await pipeline.webhook(await notice('d1'))).status).toBe(200);
  await pipeline.run();
  await pipeline.run();
  expect(modes).toEqual(['full', 'incremental', 'full', 'incremental']);
  await pipeline.close();
});

test('a usual webhook changes nothing about the next run', async () => {
  const { pipeline, modes } = setUp();
  await pipeline.run();
  await pipeline.webhook(await hintRequest({ at: Date.now(), events: [] }, 'd1'));
  await pipeline.run();
  expect(modes).toEqual(['full', 'incremental']);
  await pipeline.close();
});

test('a gap that is told while everything is read is closed by the run after it', async () => {
  const { pipeline, modes } = setUp();
  await pipeline.run();
  const told: Promise<unknown>[] = [];
  pipeline.on('page.settled', () => {
    if (told.length > 0) return;
    // Later than the pass began, by the clock too.
    const later = new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
    told.push(later.then(() => pipeline.hint([], 'd1', { gap: true })));
  });
  await pipeline.run({ mode: 'full' });
  await Promise.all(told);
  await pipeline.run();
  await pipeline.run();
  expect(modes).toEqual(['full', 'full', 'full', 'incremental']);
  await pipeline.close();
});

test('the gap is kept in the store until it is closed', async () => {
  const { pipeline, store, modes } = setUp();
  await pipeline.run();
  await pipeline.hint([], undefined, { gap: true });
  const entries = (await Array.fromAsync(store.entries('shop', 'gap'))).flat();
  expect(entries).toMatchObject([{ entity: 'product' }]);
  await pipeline.run();
  expect((await Array.fromAsync(store.entries('shop', 'gap'))).flat()).toEqual([]);
  expect(modes).toEqual(['full', 'full']);
  await pipeline.close();
});
