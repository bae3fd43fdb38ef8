// What a sync of a large catalogue costs in which nothing has changed: 100,000 generated products, then 1,000,000, made
// while they are read. Beside it goes its floor, page by page over the same texts: parse, hash canonically, look the hash
// up over a connection of its own. What making the products takes is measured, too, and taken off.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

import { createPipeline, hashValue } from '@pim-connector/core';
import type { Fingerprint, Product } from '@pim-connector/core';
import { sqliteStore } from '@pim-connector/store-sqlite';
import { generateCatalogue } from '@pim-connector/testkit';

import { quantile, sized } from './compare.ts';
import { boundlessDestination, boundlessMapping, textSource } from './connectors.ts';
import { grainOf, threadTime, told } from './processor-time.ts';
import { figure, note, short } from './report.ts';

const pageSize = 200;

/** What a sync took. */
interface Sync {
  /** Microseconds of processor time per product. */
  readonly run: number;
  /** The speed of the run beside that of the floor, for each tenth of the products. */
  readonly ratios: readonly number[];
  /** Megabytes of resident memory, the most. */
  readonly megabytes: number;
}

async function syncUnchanged(productCount: number): Promise<Sync> {
  const catalogue = generateCatalogue({ seed: 7, products: productCount });
  const folder = mkdtempSync(join(tmpdir(), 'million-benchmark-'));
  const file = join(folder, 'sync.db');
  const store = sqliteStore(file, { durability: 'process' });
  const floorStore = sqliteStore(file, { durability: 'process' });

  const textsAt = (start: number) =>
    Array.from({ length: pageSize }, (_, place) =>
      JSON.stringify(catalogue.recordsAt('product', start + place)[0]?.data),
    );
  const hashAll = (texts: readonly string[]) =>
    new Map(
      texts.map((text) => {
        const data = JSON.parse(text) as Product;
        return [data.key, hashValue(data)];
      }),
    );

  let making = 0;
  let onFloor = 0;
  let unchangedOnFloor = 0;
  let megabytes = 0;
  const marks: { readonly all: number; readonly making: number; readonly onFloor: number }[] = [];
  const timed = <Result>(work: () => Result): [result: Result, time: number] => {
    const start = threadTime();
    const result = work();
    return [result, threadTime() - start];
  };

  /** What the floor does with a page. The store works before it gives its promise, so this is all of its time. */
  function floor(texts: readonly string[]): void {
    const [{ hashes, found }, time] = timed(() => {
      const ofTexts = hashAll(texts);
      return { hashes: ofTexts, found: floorStore.fingerprints('shop', 'product', [...ofTexts.keys()]) };
    });
    onFloor += time;
    void compareOnFloor(hashes, found);
  }

  async function compareOnFloor(
    hashes: ReadonlyMap<string, string>,
    found: Promise<ReadonlyMap<string, Fingerprint>>,
  ): Promise<void> {
    const known = await found;
    const [, time] = timed(() => {
      for (const [key, hash] of hashes) if (known.get(key)?.source === hash) unchangedOnFloor += 1;
    });
    onFloor += time;
  }

  function* pages(): Generator<readonly string[]> {
    for (let start = 0; start < productCount; start += pageSize) {
      if (start % (productCount / 10) === 0) marks.push({ all: threadTime(), making, onFloor });
      const [texts, time] = timed(() => textsAt(start));
      making += time;
      floor(texts);
      yield texts;
      megabytes = Math.max(megabytes, process.memoryUsage.rss() / 1e6);
    }
  }

  const pipelineOver = (some: () => Iterable<readonly string[]>) =>
    createPipeline({
      name: 'shop',
      source: textSource(some),
      destination: boundlessDestination(),
      mapping: boundlessMapping,
      store,
    });

  /** Leaves the store as a first sync does. The first page is really synced; the others are stored like it. */
  async function prepare(): Promise<void> {
    const first = textsAt(0);
    const { counts, error } = await pipelineOver(() => [first]).run({ mode: 'full' });
    assert.equal(counts.created, pageSize, JSON.stringify(error));
    const [key = ''] = hashAll(first).keys();
    const written = (await store.fingerprints('shop', 'product', [key])).get(key) as Fingerprint;
    const lease = await store.acquire('shop', 3_600_000);
    for (let start = pageSize; start < productCount; start += pageSize) {
      const hashes = [...hashAll(textsAt(start))];
      // oxlint-disable-next-line no-await-in-loop
      await store.commit(lease, {
        links: {
          account: 'boundless',
          set: hashes.map(([each]) => ({ entity: 'product', key: each, remote: { id: `remote-${each}` } })),
        },
        fingerprints: {
          entity: 'product',
          set: hashes.map(([each, source]) => ({ ...written, key: each, source })),
        },
      });
    }
    await store.release(lease);
  }

  await prepare();
  const { counts, error } = await pipelineOver(pages).run({ mode: 'full' });
  marks.push({ all: threadTime(), making, onFloor });
  assert.equal(counts.unchanged, productCount, JSON.stringify(error));
  assert.equal(unchangedOnFloor, productCount);
  await store.close();
  await floorStore.close();
  rmSync(folder, { recursive: true });

  const grain = grainOf(threadTime);
  const tenths = marks.slice(1).map((mark, tenth) => {
    const before = marks[tenth] as (typeof marks)[number];
    const floorTime = mark.onFloor - before.onFloor;
    const runTime = mark.all - before.all - floorTime - (mark.making - before.making);
    return { floorTime: told(floorTime, grain), runTime: told(runTime, grain) };
  });
  const runTime = tenths.reduce((sum, tenth) => sum + tenth.runTime, 0);
  return {
    run: (runTime / productCount) * 1000,
    ratios: tenths.map((tenth) => tenth.floorTime / tenth.runTime),
    megabytes,
  };
}

/** Syncs in a process of its own, so that what a smaller sync leaves behind does not count for the larger one. */
async function syncInChild(productCount: number): Promise<Sync> {
  const args = [...process.argv.slice(2), `${childFlag}${productCount}`];
  // JSON has no word for what could not be measured.
  const child = fork(process.argv[1] ?? '', args, { serialization: 'advanced' });
  const [sync] = (await once(child, 'message')) as [Sync];
  return sync;
}

async function measure(productCount: number): Promise<Sync> {
  const sync = await syncInChild(productCount);
  const low = short(Math.min(...sync.ratios));
  const high = short(Math.max(...sync.ratios));
  note(`${productCount.toLocaleString('en')} products, ${short(sync.run)} µs of processor time each`);
  figure(
    '  of the speed of its floor',
    quantile(sync.ratios, 0.5),
    { atLeast: 0.7 },
    '',
    `, tenths ${low}–${high}`,
  );
  figure('  most memory', sync.megabytes, { atMost: 256 }, ' MB');
  return sync;
}

const childFlag = '--products=';
const asChild = process.argv.find((argument) => argument.startsWith(childFlag));
if (asChild === undefined) {
  const small = await measure(sized(100_000, 2_000));
  const large = await measure(sized(1_000_000, 4_000));
  figure('memory of the larger sync by that of the smaller', large.megabytes / small.megabytes, {
    atMost: 1.1,
  });
  figure('time per product, larger by smaller', large.run / small.run, { atMost: 1.1 });
} else {
  process.send?.(await syncUnchanged(Number(asChild.slice(childFlag.length))));
}
