// The bulk lane of the Shopify adapter. First beside a loop by hand that makes the very same lines and uploads them to
// nowhere as it makes them: what it costs to keep a manifest of the lines, so that a crash loses none. Then a first load
// of 200,000 products by the engine with its store on disk: how much memory it takes, and that a second run sends nothing.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import process from 'node:process';

import { shopify } from '@pim-connector/adapter-shopify';
import type { ShopifyRecords } from '@pim-connector/adapter-shopify';
import { createPipeline, mappingBuilder, expression, systemClock } from '@pim-connector/core';
import type { DesiredRecord, PendingReceipt, PlannedOperation } from '@pim-connector/core';
import { sqliteStore } from '@pim-connector/store-sqlite';

import { compare, sized } from './compare.ts';
import { textSource } from './connectors.ts';
import { figure, note, short } from './report.ts';

const server = fork(join(import.meta.dirname, `bulk-shop-server${extname(import.meta.filename)}`), {
  execArgv: process.execArgv,
});
const [port] = (await once(server, 'message')) as [number];
const folder = mkdtempSync(join(tmpdir(), 'shopify-bulk-benchmark-'));
const url = `http://127.0.0.1:${port}`;

/** What is asked about at once: a page of the ledger. */
const atOnce = 500;
const text = `<p>${'A text that says at length what is good about the product. '.repeat(12)}</p>`;

function productOf(key: string): ShopifyRecords['product'] {
  return {
    title: `Product ${key}`,
    descriptionHtml: text,
    vendor: 'Tarnfell',
    productType: 'Tents',
    tags: ['outdoor', 'new', 'summer'],
    status: 'active',
    metafields: { custom: { material: 'wool', origin: 'Nepal', care: 'Wash by hand' } },
    options: ['Size'],
    variants: ['s', 'm', 'l'].map((size) => ({
      sku: `${key}-${size}`,
      options: [{ name: 'Size', value: size }],
      price: '19.9',
      compareAtPrice: '25',
      taxable: true,
      weightGrams: '1200',
    })),
  };
}

function destinationOf() {
  return shopify({ shop: 'example', accessToken: 'shpat_static', url, lane: 'bulk', bulk: { folder } });
}

type Shop = ReturnType<typeof destinationOf>;

async function planned(destination: Shop, keys: readonly string[]): Promise<readonly PlannedOperation[]> {
  const records = keys.map((key): DesiredRecord<ShopifyRecords> => {
    const data = productOf(key);
    return {
      op: 'upsert',
      entity: 'product',
      key,
      data,
      variantKeys: data.variants.map(({ sku }) => sku),
      coverage: 'complete',
      sections: ['content', 'tags', 'metafields', 'variants', 'prices', 'publication'],
      remote: null,
      references: new Map(),
    };
  });
  return destination.plan(records, contextOf());
}

function contextOf() {
  return { signal: new AbortController().signal, clock: systemClock, warn: () => undefined };
}

/** One after the other: receipts are asked about, and what is told takes their place. */
async function ask(destination: Shop, receipts: Map<string, PendingReceipt>, context = contextOf()) {
  let settled = 0;
  const open = [...receipts.values()];
  for (let from = 0; from < open.length; from += atOnce) {
    // oxlint-disable-next-line no-await-in-loop
    for await (const settlement of destination.settle?.(open.slice(from, from + atOnce), context) ?? []) {
      const { key } = settlement;
      const receipt = receipts.get(key);
      if (settlement.status === 'settled') {
        assert.equal(settlement.outcome.status, 'created', JSON.stringify(settlement));
        receipts.delete(key);
        settled += 1;
      } else if (settlement.receipt !== undefined && receipt !== undefined) {
        receipts.set(key, { ...receipt, ...settlement.receipt });
      }
    }
  }
  return settled;
}

const chunk = sized(8_000, 200);
const operations = await planned(
  destinationOf(),
  Array.from({ length: chunk }, (_each, index) => `p${index}`),
);

/** Until the file is uploaded and started. */
async function byLane(count: number): Promise<void> {
  for (let times = 0; times < count; times += 1) {
    const destination = destinationOf();
    const context = contextOf();
    const receipts = new Map<string, PendingReceipt>();
    for (let from = 0; from < operations.length; from += 10) {
      const batch = operations.slice(from, from + 10);
      let place = 0;
      // oxlint-disable-next-line no-await-in-loop
      for await (const outcome of destination.write(batch, context)) {
        const operation = batch[place] as PlannedOperation;
        place += 1;
        assert.ok(outcome.status === 'accepted');
        receipts.set(outcome.key, { ...outcome.receipt, entity: 'product', key: outcome.key, operation });
      }
    }
    // oxlint-disable-next-line no-await-in-loop
    await ask(destination, receipts, context);
    // oxlint-disable-next-line no-await-in-loop
    await ask(destination, receipts, context);
  }
}

interface Payload {
  readonly product: object;
  readonly tags: readonly string[];
  readonly metafields: readonly object[];
  readonly options: readonly string[];
  readonly variants: readonly {
    readonly fields: object;
    readonly optionValues: readonly { readonly name: string }[];
  }[];
}

function lineOf({ key, payload }: PlannedOperation): string {
  const { product, tags, metafields, options, variants } = payload as unknown as Payload;
  const identity = { namespace: '$app', key: 'pim_id' };
  return JSON.stringify({
    identifier: { customId: { ...identity, value: key } },
    input: {
      ...product,
      tags,
      metafields: [...metafields, { ...identity, type: 'id', value: key }],
      productOptions: options.map((name, index) => ({
        name,
        values: variants.map(({ optionValues }) => ({ name: optionValues[index]?.name })),
      })),
      variants: variants.map(({ fields, optionValues }) => ({ ...fields, optionValues })),
    },
    variants: variants.length,
  });
}

async function byHand(count: number): Promise<void> {
  for (let times = 0; times < count; times += 1) {
    const lines = operations.values();
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        let gathered = '';
        for (const operation of lines) {
          gathered += `${lineOf(operation)}\n`;
          if (gathered.length > 65_536) break;
        }
        if (gathered === '') controller.close();
        else controller.enqueue(encoder.encode(gathered));
      },
    });
    const request: RequestInit & { readonly duplex: 'half' } = { method: 'POST', body, duplex: 'half' };
    // oxlint-disable-next-line no-await-in-loop
    const response = await fetch(`${url}/upload/by-hand`, request);
    assert.equal(response.status, 201);
  }
}

const comparison = await compare(
  [
    { name: 'lane', run: byLane },
    { name: 'hand', run: byHand },
  ],
  { rounds: sized(20, 2), slice: sized(800, 2) },
);
const perSecond = (name: string) => short((1000 * chunk) / comparison.time(name));
note(`products per second of processor time: ${perSecond('hand')} by hand, ${perSecond('lane')} by the lane`);
figure('speed beside bare lines that are uploaded', comparison.ratio('lane', 'hand'), { atLeast: 0.8 });

/** How many lines the shop has been sent. */
async function linesSent(): Promise<number> {
  server.send('lines');
  const [lines] = (await once(server, 'message')) as [number];
  return lines;
}

const productCount = sized(200_000, 400);
const pageSize = 100;
const megabytes: number[] = [];

function* pages(): Generator<readonly string[]> {
  for (let start = 0; start < productCount; start += pageSize) {
    yield Array.from({ length: pageSize }, (_each, place) => sourceText(start + place));
    megabytes.push(process.memoryUsage.rss() / 1e6);
  }
}

function sourceText(index: number): string {
  const key = `product-${index}`;
  const name = { type: 'text', values: [{ locale: null, scope: null, data: `Product ${index}` }] };
  const description = { type: 'text', values: [{ locale: null, scope: null, data: text }] };
  const variants = ['s', 'm', 'l'].map((size) => ({
    key: `${key}-${size}`,
    attributes: { size: { type: 'text', values: [{ locale: null, scope: null, data: size }] } },
  }));
  return JSON.stringify({ key, attributes: { name, description }, variesBy: ['size'], variants });
}

const mapping = mappingBuilder<ShopifyRecords['product']>({ name: 'bulk', entity: 'product' })
  .set('title', expression.attribute({ code: 'name' }))
  .set('descriptionHtml', expression.attribute({ code: 'description' }))
  .set('tags', expression.constant({ value: ['outdoor', 'new', 'summer'] }))
  .set('options', expression.constant({ value: ['Size'] }))
  .setVariant('sku', expression.field({ path: 'key' }))
  .setVariant(
    'options',
    expression.list({
      of: [
        expression.object({
          fields: {
            name: expression.constant({ value: 'Size' }),
            value: expression.attribute({ code: 'size' }),
          },
        }),
      ],
    }),
  )
  .build();

const store = sqliteStore(join(folder, 'sync.db'), { durability: 'process' });
const watch = setInterval(() => megabytes.push(process.memoryUsage.rss() / 1e6), 500);

async function load(kind: 'created' | 'unchanged'): Promise<void> {
  const before = await linesSent();
  megabytes.length = 0;
  const { counts, error, duration } = await createPipeline({
    name: 'shop',
    source: textSource(pages),
    destination: destinationOf(),
    mapping,
    store,
  }).run({ mode: 'full' });
  assert.equal(counts[kind], productCount, JSON.stringify({ counts, error }));
  assert.equal((await linesSent()) - before, kind === 'created' ? productCount : 0);
  note(`${productCount} products ${kind}, ${short(productCount / (duration / 1000))} a second`);
  figure(`  ${kind}, most memory`, Math.max(...megabytes), { atMost: 300 }, ' MB');
}

await load('created');
await load('unchanged');
note('the second run sent no line');

clearInterval(watch);
await store.close();
server.disconnect();
rmSync(folder, { recursive: true });
