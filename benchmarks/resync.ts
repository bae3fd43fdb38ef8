// What a sync costs in which nothing has changed: the whole pipeline beside its floor, written by hand, which parses
// the JSON, hashes it canonically and looks the hash up in the same store. Then how much of it is validation, and
// what checking every record against the model would cost beside it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createPipeline, entitySchemas, hashValue } from '@pim-connector/core';
import type { Product } from '@pim-connector/core';
import { sqliteStore } from '@pim-connector/store-sqlite';
import { generateCatalogue } from '@pim-connector/testkit';

import { compare, sized } from './compare.ts';
import { boundlessDestination, boundlessMapping, textSource } from './connectors.ts';
import { shareOf } from './profile-share.ts';
import { figure, note, short } from './report.ts';

const productCount = sized(4_000, 200);
const pageSize = 200;

const catalogue = generateCatalogue({ seed: 7, products: productCount });
const pages = Array.from({ length: productCount / pageSize }, (_, page) =>
  Array.from({ length: pageSize }, (_item, place) =>
    JSON.stringify(catalogue.recordsAt('product', page * pageSize + place)[0]?.data),
  ),
);
const folder = mkdtempSync(join(tmpdir(), 'resync-benchmark-'));
const store = sqliteStore(join(folder, 'sync.db'));
const pipeline = createPipeline({
  name: 'shop',
  source: textSource(() => pages),
  destination: boundlessDestination(),
  mapping: boundlessMapping,
  store,
});

const first = await pipeline.run({ mode: 'full' });
assert.equal(first.counts.created, productCount, JSON.stringify(first.error));

async function runUnchanged(): Promise<number> {
  const { counts } = await pipeline.run({ mode: 'full' });
  return counts.unchanged;
}

async function floor(): Promise<number> {
  let unchanged = 0;
  for (const texts of pages) {
    const hashes = new Map<string, string>();
    for (const text of texts) {
      const data = JSON.parse(text) as Product;
      hashes.set(data.key, hashValue(data));
    }
    // oxlint-disable-next-line no-await-in-loop
    const known = await store.fingerprints('shop', 'product', [...hashes.keys()]);
    for (const [key, hash] of hashes) if (known.get(key)?.source === hash) unchanged += 1;
  }
  return unchanged;
}

assert.equal(await runUnchanged(), productCount);
assert.equal(await floor(), productCount);

const records = pages.flatMap((texts) => texts.map((text) => JSON.parse(text) as Product));
const check = () => {
  for (const record of records) assert.ok(entitySchemas.product.safeParse(record).success);
};

const repeat = (work: () => Promise<unknown> | void) => async (count: number) => {
  // oxlint-disable-next-line no-await-in-loop
  for (let done = 0; done < count; done += 1) await work();
};
const result = await compare(
  [
    { name: 'floor', run: repeat(floor) },
    { name: 'run', run: repeat(runUnchanged) },
    { name: 'validation', run: repeat(check) },
  ],
  { rounds: sized(15, 2), slice: sized(400, 10) },
);
const bytes = pages.flat().reduce((sum, text) => sum + text.length, 0) / productCount;
note(
  `${productCount} products of ${(bytes / 1000).toFixed(1)} kB, pages of ${pageSize}; processor time per product:`,
);
for (const name of ['floor', 'run', 'validation']) {
  note(`  ${name.padEnd(12)} ${short((result.time(name) / productCount) * 1000)} µs`);
}
figure('unchanged re-sync, of the speed of its floor', result.ratio('run', 'floor'), { atLeast: 0.6 });
const share = await shareOf('validateRecords', () => repeat(runUnchanged)(sized(10, 1)));
figure('validation, as a part of an unchanged re-sync', share, { atMost: 0.333 });
note(`checking every record would take ${short(result.ratio('run', 'validation'))} of it besides`);

await store.close();
rmSync(folder, { recursive: true });
