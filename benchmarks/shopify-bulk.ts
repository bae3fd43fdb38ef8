// What the bulk lane of the Shopify adapter costs beside bare lines: a program by hand makes the very same lines, and
// uploads them as it makes them, without any memory of them. The lane has a receipt for each line, which says where it
// stands, before the file is uploaded: so that a crash loses none.
//
// Twice, for there are two things to start from. The lane itself takes what has been planned and checked, as both lanes of
// the adapter do: there, both sides make lines of the same planned operations. A program that knows nothing of plans would
// start at the record and check nothing: there, both sides start at the same records, and the adapter plans first. The
// engine’s part, the store, is on neither side: receipts are handed back as the engine does, page by page.
import assert from 'node:assert/strict';

import type { ShopifyRecords } from '@pim-connector/adapter-shopify';
import { systemClock } from '@pim-connector/core';
import type {
  ConnectorContext,
  DesiredRecord,
  PendingReceipt,
  PlannedOperation,
  Receipt,
} from '@pim-connector/core';

import { longText, startBulkShop } from './bulk-shop.ts';
import type { BulkDestination } from './bulk-shop.ts';
import { compare, sized } from './compare.ts';
import { figure, note, short } from './report.ts';
import { lineOfOperation, lineOfProduct } from './shopify-bulk-lines.ts';

type Product = ShopifyRecords['product'];

const shop = await startBulkShop();

/** Lines of a file, less than 20 MB. */
const perFile = sized(10_000, 200);
/** As many as may run at the same time: what became of the lines is not part of it. */
const files = 5;
const products = files * perFile;
/** Operations that are there before anything is measured; they come again and again, so that memory holds few of them. */
const distinct = sized(1_000, 100);
/** What the engine asks about at once. */
const pageSize = sized(500, 50);
/** What it writes at once. */
const batchSize = 10;

function productOf(key: string): Product {
  return {
    title: `Product ${key}`,
    descriptionHtml: longText,
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

/** Its time stands still, so that nobody asks what became of a file while the next page is on its way. */
function contextOf(): ConnectorContext {
  const moment = systemClock.now();
  const clock = { ...systemClock, now: () => moment };
  return { signal: new AbortController().signal, clock, warn: () => undefined };
}

const keyOf = (index: number) => `p${index}`;

async function planned(
  destination: BulkDestination,
  from: number,
  count: number,
): Promise<readonly PlannedOperation[]> {
  const records = Array.from({ length: count }, (_each, place): DesiredRecord<ShopifyRecords> => {
    const key = keyOf(from + place);
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

const operations = await planned(shop.destination(), 0, distinct);
const operationAt = (index: number) => operations[index % distinct] as PlannedOperation;

/** Brings a page of operations into a file, with receipts for its lines. @returns one of the receipts. */
async function placePage(
  page: readonly PlannedOperation[],
  destination: BulkDestination,
  context: ConnectorContext,
): Promise<PendingReceipt> {
  const receipts: Receipt[] = [];
  for (let from = 0; from < page.length; from += batchSize) {
    const batch = page.slice(from, from + batchSize);
    // oxlint-disable-next-line no-await-in-loop
    for await (const outcome of destination.write(batch, context)) {
      assert.ok(outcome.status === 'accepted');
      receipts.push(outcome.receipt);
    }
  }
  const pending = () =>
    page.map((operation, index): PendingReceipt => ({
      ...(receipts[index] as Receipt),
      entity: 'product',
      key: operation.key,
      operation,
    }));
  // The first question gives them lines; the second says that the receipts of these are in the store.
  for (let question = 0; question < 2; question += 1) {
    let index = 0;
    // oxlint-disable-next-line no-await-in-loop
    for await (const settlement of destination.settle?.(pending(), context, { more: true }) ?? []) {
      assert.ok(settlement.status === 'pending' && settlement.key === page[index]?.key);
      if (settlement.receipt !== undefined) receipts[index] = settlement.receipt;
      index += 1;
    }
  }
  return pending()[0] as PendingReceipt;
}

/** Until the files are uploaded and started. */
async function byLane(
  pageAt: (
    from: number,
    destination: BulkDestination,
  ) => Promise<readonly PlannedOperation[]> | readonly PlannedOperation[],
): Promise<void> {
  const destination = shop.destination({ slots: files, fileLines: perFile });
  const context = contextOf();
  let last: PendingReceipt | null = null;
  for (let from = 0; from < products; from += pageSize) {
    // oxlint-disable-next-line no-await-in-loop
    last = await placePage(await pageAt(from, destination), destination, context);
  }
  assert.ok(last !== null);
  for await (const { status } of destination.settle?.([last], context, { more: false }) ?? [])
    assert.equal(status, 'pending');
}

async function byHand(lineAt: (index: number) => string): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop
  for (let from = 0; from < products; from += perFile) await uploadByHand(from, lineAt);
}

async function uploadByHand(from: number, lineAt: (index: number) => string): Promise<void> {
  let next = from;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      let gathered = '';
      for (; next < from + perFile && gathered.length < 65_536; next += 1) gathered += `${lineAt(next)}\n`;
      if (gathered === '') controller.close();
      else controller.enqueue(encoder.encode(gathered));
    },
  });
  const request: RequestInit & { readonly duplex: 'half' } = { method: 'POST', body, duplex: 'half' };
  const response = await fetch(`${shop.url}/upload/by-hand`, request);
  assert.equal(response.status, 201);
}

const ways: Readonly<Record<string, () => Promise<void>>> = {
  'planned, lane': () => byLane((from) => operations.slice(from % distinct, (from % distinct) + pageSize)),
  'planned, hand': () => byHand((index) => lineOfOperation(operationAt(index))),
  'records, lane': () => byLane((from, destination) => planned(destination, from, pageSize)),
  'records, hand': () => byHand((index) => lineOfProduct(keyOf(index), productOf(keyOf(index)))),
};

// All four send the same.
const operation = operationAt(0);
assert.equal(lineOfProduct(operation.key, productOf(operation.key)), lineOfOperation(operation));
for (const run of Object.values(ways)) {
  // oxlint-disable-next-line no-await-in-loop
  const before = await shop.linesSent();
  // oxlint-disable-next-line no-await-in-loop
  await run();
  // oxlint-disable-next-line no-await-in-loop
  assert.equal((await shop.linesSent()) - before, products);
}

const comparison = await compare(
  Object.entries(ways).map(([name, run]) => ({
    name,
    async run(count) {
      // oxlint-disable-next-line no-await-in-loop
      for (let times = 0; times < count; times += 1) await run();
    },
  })),
  { rounds: sized(20, 2), slice: sized(600, 2) },
);
const cost = (name: string) => `${short((1000 * comparison.time(name)) / products)} µs`;
for (const start of ['planned', 'records']) {
  const [lane, hand] = [`${start}, lane`, `${start}, hand`];
  note(`from ${start}: ${cost(hand)} of processor time per product by hand, ${cost(lane)} by the lane`);
  const name = start === 'planned' ? 'planned operations' : 'records';
  figure(`speed beside bare lines that are uploaded, from ${name}`, comparison.ratio(lane, hand), {
    atLeast: 0.8,
  });
}

shop.stop();
