// How long the plan for one product takes, beyond what the source takes to tell of itself and to give the product, with the
// SQLite store and a mapping of 75 rules. The catalogue is never read: how large it is does not matter.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createPipeline } from '@pim-connector/core';
import { sqliteStore } from '@pim-connector/store-sqlite';

import { quantile, sized } from './compare.ts';
import { boundlessDestination } from './connectors.ts';
import { fetchingSource } from './fetching-source.ts';
import { description, products as someProducts } from './mapping/products.ts';
import { shopMapping } from './mapping/shop-mapping.ts';
import { platformTime } from './platform-time.ts';
import { meanTime, threadTime } from './processor-time.ts';
import { figure, note, short } from './report.ts';

const planCount = sized(500, 10);
const warmUp = sized(100, 1);
const sample = someProducts(64);
const products = new Map(sample.map((product) => [product.key, product]));

const time = platformTime();
let passes = 0;
const source = fetchingSource({
  products,
  description,
  time,
  onRead: () => {
    passes += 1;
  },
});
const folder = mkdtempSync(join(tmpdir(), 'plan-benchmark-'));
const store = sqliteStore(join(folder, 'sync.db'));
const pipeline = createPipeline({
  name: 'shop',
  source,
  destination: boundlessDestination({ send: () => undefined }),
  mapping: shopMapping,
  store,
});
// The same, whether the product is fetched or found among all.
const planned = new Map((await pipeline.plan()).changes.map((change) => [change.operation.key, change]));
assert.ok(planned.size > 0);
passes = 0;

const clocks: number[] = [];
const processors: number[] = [];
for (let index = 0; index < warmUp + planCount; index += 1) {
  const key = [...planned.keys()][index % planned.size] ?? '';
  time.reset();
  const [clock, processor] = [performance.now(), threadTime()];
  // oxlint-disable-next-line no-await-in-loop
  const { changes } = await pipeline.plan({ keys: [key] });
  if (index >= warmUp) {
    clocks.push(performance.now() - clock - time.total());
    processors.push(threadTime() - processor);
  }
  assert.deepEqual(changes, [planned.get(key)]);
}
assert.equal(passes, 0);

note(`plan of one product, processor time: ${short(meanTime(processors))} ms`);
figure('plan of one product, median by the clock', quantile(clocks, 0.5), { atMost: 5 }, ' ms');
figure('plan of one product, p99 by the clock', quantile(clocks, 0.99), { atMost: 5 }, ' ms');

await store.close();
rmSync(folder, { recursive: true });
