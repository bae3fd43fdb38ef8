// What the safety of a first load costs: a run into an empty store and to a destination that answers at once, beside a
// loop by hand that parses, maps and makes the very same calls to the very same destination, and remembers nothing. Once
// over HTTP to a server that answers at once, and once to a destination whose calls cost nothing at all.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  compileMapping,
  createHttpClient,
  createPipeline,
  hashValue,
  systemClock,
} from '@pim-connector/core';
import type {
  ConnectorContext,
  DesiredRecord,
  Destination,
  PlannedOperation,
  Product,
} from '@pim-connector/core';
import { sqliteStore } from '@pim-connector/store-sqlite';
import { generateCatalogue } from '@pim-connector/testkit';

import { compare, sized } from './compare.ts';
import { boundlessDestination, boundlessMapping, textSource } from './connectors.ts';
import { figure, note, short } from './report.ts';

const productCount = sized(2_000, 200);
const pageSize = 100;
const catalogue = generateCatalogue({ seed: 7, products: productCount });
const pages = Array.from({ length: productCount / pageSize }, (_, page) =>
  Array.from({ length: pageSize }, (_item, place) =>
    JSON.stringify(catalogue.recordsAt('product', page * pageSize + place)[0]?.data),
  ),
);
const folder = mkdtempSync(join(tmpdir(), 'first-load-benchmark-'));
let stores = 0;

async function load(destination: Destination): Promise<void> {
  stores += 1;
  const store = sqliteStore(join(folder, `${stores}.db`), { durability: 'process' });
  const { counts, error } = await createPipeline({
    name: 'shop',
    source: textSource(() => pages),
    destination,
    mapping: boundlessMapping,
    store,
  }).run({ mode: 'full' });
  assert.equal(counts.created, productCount, JSON.stringify(error));
  await store.close();
}

const mapping = compileMapping(boundlessMapping);
const context: ConnectorContext = {
  signal: new AbortController().signal,
  clock: systemClock,
  warn: () => undefined,
};

function desiredOf(text: string): DesiredRecord {
  const product = JSON.parse(text) as Product;
  return {
    op: 'upsert',
    entity: 'product',
    key: product.key,
    data: mapping.map(product).data,
    variantKeys: product.variants.map(({ key }) => key),
    coverage: 'complete',
    sections: ['content', 'prices', 'inventory'],
    remote: null,
    references: new Map(),
  };
}

async function loadByHand(destination: Destination): Promise<void> {
  let created = 0;
  for (const texts of pages) {
    // oxlint-disable-next-line no-await-in-loop
    const operations = await destination.plan(texts.map(desiredOf), context);
    // oxlint-disable-next-line no-await-in-loop
    for await (const { status } of destination.write(operations, context))
      if (status === 'created') created += 1;
  }
  assert.equal(created, productCount);
}

/** What a way of loading sends, batch by batch in the order of their first keys. */
async function sentBy(way: (destination: Destination) => Promise<void>): Promise<unknown> {
  const batches: PlannedOperation[][] = [];
  await way(boundlessDestination({ send: (operations) => void batches.push([...operations]) }));
  const firstKey = ([operation]: readonly PlannedOperation[]) => operation?.key ?? '';
  return hashValue(
    batches
      .toSorted((a, b) => (firstKey(a) < firstKey(b) ? -1 : 1))
      .map((batch) => batch.map(({ key, action, payload }) => [key, action, payload ?? null])),
  );
}

assert.equal(await sentBy(load), await sentBy(loadByHand));

const repeat = (work: () => Promise<unknown>) => async (count: number) => {
  // oxlint-disable-next-line no-await-in-loop
  for (let done = 0; done < count; done += 1) await work();
};

async function measure(name: string, destination: Destination): Promise<number> {
  const result = await compare(
    [
      { name: 'run', run: repeat(() => load(destination)) },
      { name: 'by hand', run: repeat(() => loadByHand(destination)) },
    ],
    { rounds: sized(15, 2), slice: sized(400, 10) },
  );
  const each = (way: string) => short((result.time(way) / productCount) * 1000);
  note(`${name}: run ${each('run')} µs of processor time per product, by hand ${each('by hand')} µs`);
  return result.ratio('by hand', 'run') - 1;
}

// A process of its own, so that what the server does is not counted.
const server = fork(join(import.meta.dirname, 'answering-server.ts'));
const [port] = (await once(server, 'message')) as [number];
const http = createHttpClient({ connector: 'boundless', baseUrl: `http://127.0.0.1:${port}` });

const perBatch = await measure(
  'batches of 100 over HTTP',
  boundlessDestination({
    async send(operations) {
      await http.request({ method: 'POST', path: '/batch', json: operations.map(({ payload }) => payload) });
    },
  }),
);
const perProduct = await measure(
  'a request per product over HTTP',
  boundlessDestination({
    async send(operations) {
      for (const { payload } of operations) {
        // oxlint-disable-next-line no-await-in-loop
        await http.request({ method: 'POST', path: '/product', json: payload });
      }
    },
  }),
);
const free = await measure('calls that cost nothing', boundlessDestination());
figure('overhead of a first load, a request per product', perProduct, { atMost: 0.4 });
figure('overhead of a first load, batches of 100', perBatch, { atMost: 0.4 });
figure('overhead of a first load, calls that cost nothing', free, { atMost: 0.4 });

server.kill();
rmSync(folder, { recursive: true });
