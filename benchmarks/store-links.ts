// What it costs to tell which record a thing at the destination is, with 1,000 links and with 100,000; and what the index
// behind it costs where links are written: pages of new ones, and of ones that are written again.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Link } from '@pim-connector/core';

import { sqliteStore } from '../packages/store-sqlite/src/index.ts';
import { openDatabase } from '../packages/store-sqlite/src/open-database.ts';
import { compare, sized } from './compare.ts';
import { figure, note, short } from './report.ts';

const account = 'shop.example';
const pageSize = 200;
const few = 1000;
const many = sized(100_000, 2000);

const keyOf = (index: number) => `sku-${String(index).padStart(8, '0')}`;
/** The ids of a platform that counts, and of one that draws them at random: the latter come all over the index. */
const platforms = {
  counted: (index: number) => `gid://shop/Product/${7_000_000_000_000 + index}`,
  random: (index: number) => `gid://shop/Product/${7_000_000_000_000 + ((index * 611_953) % 10_000_019)}`,
};
type IdOf = (index: number) => string;

function linksFrom(start: number, idOf: IdOf, count = pageSize): readonly Link[] {
  return Array.from({ length: count }, (_, offset) => ({
    entity: 'product',
    key: keyOf(start + offset),
    remote: { id: idOf(start + offset) },
  }));
}

const folder = mkdtempSync(join(tmpdir(), 'store-links-benchmark-'));

async function storeWith(name: string, count: number, idOf: IdOf) {
  const path = join(folder, `${name}.db`);
  const store = sqliteStore(path, { durability: 'process' });
  const lease = await store.acquire('shop', 3_600_000);
  const commit = (start: number, size = pageSize) =>
    store.commit(lease, { links: { account, set: linksFrom(start, idOf, size) } });
  await commit(0, count);
  return { path, store, commit, count, idOf };
}
type Filled = Awaited<ReturnType<typeof storeWith>>;

/** The same work, as often as it is wanted. */
function contestant(name: string, work: (round: number) => Promise<void>) {
  let round = 0;
  return {
    name,
    run: async (times: number) => {
      for (let count = 0; count < times; count += 1) {
        // oxlint-disable-next-line no-await-in-loop
        await work(round);
        round += 1;
      }
    },
  };
}

/** Looks up a page of things, half of which are records. */
async function findHolders({ store, count, idOf }: Filled, round: number): Promise<void> {
  const start = (round * 7919) % (count - pageSize);
  const ids = Array.from({ length: pageSize }, (_, index) =>
    index % 2 === 0 ? idOf(start + index) : `gid://shop/Product/${index}`,
  );
  const found = await store.holders(account, 'product', ids);
  assert.equal(found.size, pageSize / 2);
  assert.equal(found.get(idOf(start)), keyOf(start));
}

async function compareLookUps(): Promise<void> {
  const small = await storeWith('small', few, platforms.random);
  const large = await storeWith('large', many, platforms.random);
  const lookUps = await compare([
    contestant('few', (round) => findHolders(small, round)),
    contestant('many', (round) => findHolders(large, round)),
  ]);
  note(
    `look-ups of ${pageSize} ids: ${short(lookUps.time('few'))} ms with ${few} links, ` +
      `${short(lookUps.time('many'))} ms with ${many}`,
  );
  figure('look-ups with many links, time of those with few', lookUps.ratio('few', 'many'), { atMost: 3 });
  await Promise.all([small.store.close(), large.store.close()]);
}

/** Writes pages of links into a store with the index, and into one without. */
async function compareWrites(ids: keyof typeof platforms, atLeast: number): Promise<void> {
  const indexed = await storeWith(`${ids}-indexed`, many, platforms[ids]);
  const bare = await storeWith(`${ids}-bare`, many, platforms[ids]);
  const database = openDatabase(bare.path, 'process');
  database.exec('DROP INDEX links_remote');
  database.close();
  const starts = {
    'new links': (round: number) => many + round * pageSize,
    'links written again': (round: number) => (round * pageSize) % (many - pageSize),
  };
  for (const [what, startOf] of Object.entries(starts)) {
    // oxlint-disable-next-line no-await-in-loop
    const writes = await compare([
      contestant('indexed', (round) => indexed.commit(startOf(round))),
      contestant('bare', (round) => bare.commit(startOf(round))),
    ]);
    const micro = (way: string) => `${short((writes.time(way) / pageSize) * 1000)} µs`;
    note(`${what}, ${ids} ids: ${micro('indexed')} for a link, ${micro('bare')} without the index`);
    figure(`${what}, ${ids} ids, speed of no index`, writes.ratio('indexed', 'bare'), { atLeast });
  }
  await Promise.all([indexed.store.close(), bare.store.close()]);
}

await compareLookUps();
await compareWrites('counted', 0.7);
await compareWrites('random', 0.05);
rmSync(folder, { recursive: true });
