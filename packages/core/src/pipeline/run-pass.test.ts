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

test('a source that never waits leaves others a turn, such as the renewal of the lease', async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 0);
  const seen: number[] = [];
  async function* watched() {
    for await (const event of busyPages(20, 60)) {
      seen.push(turns);
      yield event;
    }
  }
  const pipeline = createPipeline({
    name: 'test',
    source: memorySource(() => [], { read: () => watched() }),
    destination: memoryShop().destination,
    mapping,
    store: memoryStore(),
  });
  const { status, counts } = await pipeline.run({ mode: 'full' });
  clearInterval(timer);
  expect([status, counts.created]).toEqual(['complete', 20]);
  // Each page takes longer than anybody may keep the others out.
  expect(seen.filter((turn, index) => index >= 2 && turn === seen[index - 2])).toEqual([]);
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
