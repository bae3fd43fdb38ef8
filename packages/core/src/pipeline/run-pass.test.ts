import { expect, test } from 'vitest';

import type { ReadEvent } from '../connector/index.ts';
import { memoryStore } from '../state/index.ts';
import { createPipeline } from './create-pipeline.ts';
import { memoryShop, memorySource, testMapping, testProduct, upsert } from './memory-connectors.ts';

const mapping = {
  ...testMapping,
  rules: [{ to: 'title', required: true, from: { op: 'attribute', code: 'name' } }],
};

/** Gives pages without ever waiting for anything, each after some work, as reading from memory does. */
async function* busyPages(count: number, milliseconds: number): AsyncGenerator<ReadEvent> {
  for (let page = 0; page < count; page += 1) {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
    yield { type: 'page', records: [upsert(testProduct(`p${page}`))], cursor: String(page + 1) };
  }
  yield { type: 'end', enumeratedAll: true };
}

test('a source that never waits leaves time for the renewal of the lease', async () => {
  const pipeline = createPipeline({
    name: 'test',
    source: memorySource(() => [], { read: () => busyPages(80, 20) }),
    destination: memoryShop().destination,
    mapping,
    store: memoryStore(),
    leaseTime: 600,
  });
  const { status, counts, error } = await pipeline.run({ mode: 'full' });
  expect(error).toBeNull();
  expect(status).toBe('complete');
  expect(counts.created).toBe(80);
});

test('a source that never waits leaves time for an abort', async () => {
  const pipeline = createPipeline({
    name: 'test',
    source: memorySource(() => [], { read: () => busyPages(80, 20) }),
    destination: memoryShop().destination,
    mapping,
    store: memoryStore(),
  });
  const { counts } = await pipeline.run({ mode: 'full', signal: AbortSignal.timeout(300) });
  expect(counts.created).toBeLessThan(60);
});
