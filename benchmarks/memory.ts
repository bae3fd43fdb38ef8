// How much memory a sync takes: 200,000 generated products, first all new, then all unchanged. The catalogue is made
// while it is read, so what is seen is the pipeline with its store. Measured by the operating system (resident set).
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

import { createPipeline } from '@pim-connector/core';
import { sqliteStore } from '@pim-connector/store-sqlite';
import { generateCatalogue } from '@pim-connector/testkit';

import { quantile, sized } from './compare.ts';
import { boundlessDestination, boundlessMapping, textSource } from './connectors.ts';
import { figure, note } from './report.ts';

const productCount = sized(200_000, 400);
const pageSize = 100;
const catalogue = generateCatalogue({ seed: 7, products: productCount });
const folder = mkdtempSync(join(tmpdir(), 'memory-benchmark-'));
const store = sqliteStore(join(folder, 'sync.db'), { durability: 'process' });

let read = 0;
const megabytes: number[] = [];

function* pages(): Generator<readonly string[]> {
  for (let start = 0; start < productCount; start += pageSize) {
    yield Array.from({ length: pageSize }, (_, place) =>
      JSON.stringify(catalogue.recordsAt('product', start + place)[0]?.data),
    );
    read += pageSize;
    megabytes.push(process.memoryUsage.rss() / 1e6);
    if (read % (productCount / 10) === 0) note(`  ${read} products ${megabytes.at(-1)?.toFixed(0)} MB`);
  }
}

const pipeline = createPipeline({
  name: 'shop',
  source: textSource(pages),
  destination: boundlessDestination(),
  mapping: boundlessMapping,
  store,
});

async function measure(name: string, kind: 'created' | 'unchanged'): Promise<void> {
  note(name);
  read = 0;
  megabytes.length = 0;
  const { counts, error, duration } = await pipeline.run({ mode: 'full' });
  assert.equal(counts[kind], productCount, JSON.stringify(error));
  note(`  ${Math.round(productCount / (duration / 1000))} products per second, with those that make them`);
  const half = megabytes.length / 2;
  const growth = quantile(megabytes.slice(half), 0.5) / quantile(megabytes.slice(half / 2, half), 0.5);
  figure(`  ${name}, most memory`, Math.max(...megabytes), { atMost: 256 }, ' MB');
  figure(`  ${name}, second half of the run by the quarter before`, growth, { atMost: 1.1 });
}

await measure('all new', 'created');
await measure('all unchanged', 'unchanged');

await store.close();
rmSync(folder, { recursive: true });
