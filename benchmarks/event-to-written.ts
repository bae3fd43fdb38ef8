// How long it takes from a webhook that is sent to the record that is written, over HTTP on loopback and with the SQLite
// store, less what source and destination take themselves. In turns with a server by hand that verifies, reads anew, maps
// and writes, and remembers nothing: what that takes is the machine, HTTP and the signature. By the clock, because waiting
// for the disk is part of it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { compileMapping, createPipeline, systemClock } from '@pim-connector/core';
import type { ConnectorContext, Product, StateStore } from '@pim-connector/core';
import { sqliteStore } from '@pim-connector/store-sqlite';
import { generateCatalogue, serve } from '@pim-connector/testkit';

import { quantile, sized } from './compare.ts';
import { boundlessDestination, boundlessMapping } from './connectors.ts';
import { fetchingSource, sendWebhook } from './fetching-source.ts';
import { platformTime } from './platform-time.ts';
import { meanTime, threadTime } from './processor-time.ts';
import { figure, note, short } from './report.ts';

const productCount = sized(1_000, 50);
const eventCount = sized(1_000, 20);
const warmUp = sized(200, 2);

const catalogue = generateCatalogue({ seed: 7, products: productCount });
const products = new Map<string, Product>();
for (let index = 0; index < productCount; index += 1) {
  const data = catalogue.recordsAt('product', index)[0]?.data;
  if (data !== undefined) products.set(data.key, data);
}
const keys = [...products.keys()];

const time = platformTime();
const source = fetchingSource({ products, description: catalogue.description, time });
let sent: readonly unknown[] = [];
const destination = boundlessDestination({
  send: (operations) =>
    time.of(() => {
      sent = operations.map(({ key, action, payload }) => [key, action, payload]);
    }),
});
const folder = mkdtempSync(join(tmpdir(), 'event-benchmark-'));
// Commits that wait for the disk; taking and giving back a lease does not.
let commits = 0;
const file = sqliteStore(join(folder, 'sync.db'));
const store: StateStore = {
  ...file,
  commit(...args) {
    commits += 1;
    return file.commit(...args);
  },
  append(...args) {
    commits += 1;
    return file.append(...args);
  },
};
const pipeline = createPipeline({ name: 'shop', source, destination, mapping: boundlessMapping, store });
assert.equal((await pipeline.run()).counts.created, productCount);

let onWritten: () => void = () => undefined;
pipeline.on('records.written', () => onWritten());

const mapping = compileMapping(boundlessMapping, { source: catalogue.description });
const context: ConnectorContext = {
  signal: new AbortController().signal,
  clock: systemClock,
  warn: () => undefined,
};

async function takeByHand(request: Request): Promise<Response> {
  const { method, url, headers } = request;
  const body = new Uint8Array(await request.arrayBuffer());
  const verified = await source.webhooks?.verify({ method, url, headers, body }, context);
  assert.ok(verified);
  void bringByHand(source.webhooks?.parse(verified)[0]?.key ?? '');
  return new Response('taken');
}

async function bringByHand(key: string): Promise<void> {
  const record = (await source.fetch?.({ entity: 'product', keys: [key] }, context))?.get(key);
  assert.equal(record?.op, 'upsert');
  const { data, coverage } = record;
  const operations = await destination.plan(
    [
      {
        op: 'upsert',
        entity: 'product',
        key,
        data: mapping.map(data).data,
        variantKeys: data.variants.map((variant) => variant.key),
        coverage,
        sections: ['inventory'],
        remote: { id: `remote-${key}` },
        references: new Map(),
      },
    ],
    context,
  );
  for await (const { status } of destination.write(operations, context)) assert.equal(status, 'updated');
  onWritten();
}

const server = await serve((request) =>
  new URL(request.url).pathname === '/pipeline' ? pipeline.webhook(request) : takeByHand(request),
);

type Way = 'pipeline' | 'by-hand';

interface Event {
  /** Milliseconds of the clock, without the platforms. */
  readonly clock: number;
  /** Milliseconds of processor time, of both ends of the connection. */
  readonly processor: number;
  /** Commits that waited for the disk. */
  readonly commits: number;
}

async function measure(way: Way, key: string, delivery: string): Promise<Event> {
  time.reset();
  const written = new Promise<void>((resolve) => {
    onWritten = resolve;
  });
  commits = 0;
  const [clock, processor] = [performance.now(), threadTime()];
  await Promise.all([written, sendWebhook(`${server.url}/${way}`, key, delivery)]);
  const event = {
    clock: performance.now() - clock - time.total(),
    processor: threadTime() - processor,
    commits,
  };
  await pipeline.idle();
  return event;
}

const events: Record<Way, Event[]> = { pipeline: [], 'by-hand': [] };
for (let index = 0; index < warmUp + eventCount; index += 1) {
  const key = keys[index % productCount] ?? '';
  const product = products.get(key) as Product;
  const [variant, ...others] = product.variants;
  assert.ok(variant);
  products.set(key, {
    ...product,
    variants: [{ ...variant, inventory: [{ quantity: `${index + 10_000}` }] }, ...others],
  });
  const sentBy: unknown[] = [];
  for (const way of ['pipeline', 'by-hand'] as const) {
    // oxlint-disable-next-line no-await-in-loop
    const event = await measure(way, key, `delivery-${index}`);
    sentBy.push(sent);
    if (index >= warmUp) events[way].push(event);
  }
  assert.deepEqual(sentBy[0], sentBy[1]);
}

const of = (way: Way, kind: keyof Event, part: number) =>
  quantile(
    events[way].map((event) => event[kind]),
    part,
  );
for (const way of ['pipeline', 'by-hand'] as const) {
  const clock = `clock ${short(of(way, 'clock', 0.5))} ms (p99 ${short(of(way, 'clock', 0.99))} ms)`;
  const processor = `processor, mean ${short(meanTime(events[way].map((event) => event.processor)))} ms`;
  const waited = `${short(of(way, 'commits', 0.5))} commits (p99 ${short(of(way, 'commits', 0.99))})`;
  note(`${way}: ${clock}; ${processor}; ${waited}`);
}
figure('event to written, p99, without the platforms', of('pipeline', 'clock', 0.99), { atMost: 10 }, ' ms');
figure(
  'event to written, p99, without the same by hand',
  of('pipeline', 'clock', 0.99) - of('by-hand', 'clock', 0.99),
  { atMost: 10 },
  ' ms',
);

await server.close();
await pipeline.close();
await store.close();
rmSync(folder, { recursive: true });
