import { join } from 'node:path';

import { createReferenceShop, serve } from '@pim-connector/testkit';
import { expect, onTestFinished, test } from 'vitest';

import { startPageWorkers } from './testing/page-workers.ts';
import { sharedPipeline, shopToken } from './testing/shared-pipeline.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

/** A shop on a local port; `onWrite` is told when a write has been carried out and not been answered yet. */
async function setUp(onWrite: (count: number) => void = () => undefined) {
  const shop = createReferenceShop({ token: shopToken, rateLimit: null });
  let writes = 0;
  const server = await serve(async (request) => {
    const response = await shop.handler(request);
    if (request.method !== 'GET') {
      writes += 1;
      onWrite(writes);
    }
    return response;
  });
  onTestFinished(server.close);
  const path = join(temporaryFolder(), 'sync.db');
  const pipeline = sharedPipeline(path, server.url);
  onTestFinished(() => pipeline.options.store.close());
  return { shop, path, url: server.url, pipeline };
}

async function startWorkers(path: string, url: string) {
  const workers = startPageWorkers(2, [path, url]);
  onTestFinished(workers.close);
  return workers;
}

type Setting = Awaited<ReturnType<typeof setUp>>;

/** All that the shop has and the store remembers, in an order of its own. */
async function endState({ shop, pipeline }: Setting) {
  const products = shop.products().map((product) => JSON.stringify(product));
  const { deadLetters, parked, openReceipts, entities } = await pipeline.status();
  const audited = await Array.fromAsync(pipeline.audit());
  return {
    products: products.toSorted(),
    sizes: shop.sizes(),
    status: { deadLetters, parked: parked.count, openReceipts, entities },
    audited: new Set(audited.map(({ entity, record, action }) => `${entity} ${record} ${action}`)),
  };
}

test('two worker processes on one store bring about what one process does', async () => {
  const [alone, shared] = await Promise.all([setUp(), setUp()]);
  const workers = await startWorkers(shared.path, shared.url);
  const expected = await alone.pipeline.run();
  const report = await shared.pipeline.run({ processPage: workers.processPage });
  expect(report).toMatchObject({ status: 'complete', error: null, counts: expected.counts });
  expect(await endState(shared)).toEqual(await endState(alone));
  // Both had their share of it.
  expect(Math.min(...workers.handed)).toBeGreaterThan(5);
  expect(workers.handedAgain()).toBe(0);

  shared.shop.resetLog();
  const second = await shared.pipeline.run({ processPage: workers.processPage });
  expect(second.counts).toMatchObject({ read: expected.counts.read, unchanged: expected.counts.read });
  expect(shared.shop.writes()).toEqual([]);
});

test('a worker that is killed in the middle of a page loses nothing and doubles nothing', async () => {
  const alone = await setUp();
  let killed = false;
  const shared = await setUp((count) => {
    // The write is carried out, and its answer never arrives.
    if (count >= 8 && !killed) killed = workers.kill(0);
  });
  const workers = await startWorkers(shared.path, shared.url);
  const expected = await alone.pipeline.run();
  const report = await shared.pipeline.run({ processPage: workers.processPage });
  expect(killed).toBe(true);
  expect(workers.handedAgain()).toBeGreaterThan(0);
  expect(report).toMatchObject({ status: 'complete', error: null });
  expect(report.counts.read).toBe(expected.counts.read);
  const { audited: _mine, ...mine } = await endState(shared);
  const { audited: _other, ...other } = await endState(alone);
  expect(mine).toEqual(other);
  const second = await shared.pipeline.run({ processPage: workers.processPage });
  expect(second.counts.unchanged).toBe(second.counts.read);
});
