// The same changes to products of a Shopify shop on the smallest plan by the adapter and by Shopify’s own client with its
// retries: time, calls that were throttled, changes that failed. On virtual clocks: the time is the platform’s.
import assert from 'node:assert/strict';

import { createAdminApiClient } from '@shopify/admin-api-client';

import { sized } from './compare.ts';
import { figure, note } from './report.ts';
import { costOf, openShop, productWriter } from './shopify-shop.ts';
import type { BenchShop } from './shopify-shop.ts';

const changes = sized(1_000, 260);
const keys = Array.from({ length: changes }, (_each, index) => `product-${index}`);
const changeTitle = /* GraphQL */ `
  mutation ChangeTitle($product: ProductUpdateInput!) {
    productUpdate(product: $product) {
      product {
        id
      }
      userErrors {
        field
        message
      }
    }
  }
`;

interface Row {
  readonly name: string;
  readonly seconds: number;
  readonly calls: number;
  readonly throttled: number;
  readonly failed: number;
}

/** A shop with all products and a full bucket, and what is needed to change them. */
async function filledShop() {
  const shop = openShop();
  const writer = productWriter(shop);
  await writer.writeAll(changes, 'First', ['content', 'variants', 'prices']);
  await shop.clock.advance(60_000);
  shop.simulator.resetCalls();
  return { shop, writer };
}

/** Does a job in a shop and counts what it took, and what it left undone. */
async function measured(name: string, shop: BenchShop, job: () => Promise<unknown>): Promise<Row> {
  const start = shop.clock.now();
  await job();
  const { calls, throttled } = costOf(shop);
  const titles = [...shop.simulator.state.products.values()].map(({ title }) => title);
  assert.equal(titles.length, changes);
  const failed = titles.filter((title) => !title.startsWith('Changed ')).length;
  return { name, seconds: (shop.clock.now() - start) / 1000, calls, throttled, failed };
}

async function byAdapter(): Promise<Row> {
  const { shop, writer } = await filledShop();
  return measured('the adapter', shop, () => writer.writeAll(changes, 'Changed', ['content']));
}

/** Shopify’s client with as many retries as it takes, and so many calls at the same time. */
async function byClient(concurrency: number): Promise<Row> {
  const { shop, writer } = await filledShop();
  let retries = 0;
  const client = createAdminApiClient({
    storeDomain: 'example.myshopify.com',
    apiVersion: '2026-10',
    accessToken: 'shpat_static',
    retries: 3,
    customFetchApi: (url, init) => shop.fetch(new Request(url, init)),
    logger: ({ type }) => {
      if (type === 'HTTP-Retry') retries += 1;
    },
  });
  const queue = keys.values();
  let refused = 0;
  const work = async () => {
    for (const key of queue) {
      const variables = { product: { id: writer.links.get(key)?.id, title: `Changed ${key}` } };
      // oxlint-disable-next-line no-await-in-loop
      const { errors } = await client.request(changeTitle, { variables });
      if (errors !== undefined) refused += 1;
    }
  };
  const row = await measured(`the client, ${concurrency} at a time`, shop, () =>
    shop.passTime(Promise.all(Array.from({ length: concurrency }, work))),
  );
  // What it says of itself is so; and it waits on the machine’s clock, which it must not have come to.
  assert.equal(refused, row.failed);
  assert.equal(retries, 0);
  return row;
}

const rows = [await byAdapter(), await byClient(8), await byClient(1)];
note(`${changes} changed titles on a Standard bucket; answers take 150 ms`);
note(`${''.padEnd(28)}   seconds     calls  throttled    failed`);
for (const { name, seconds, calls, throttled, failed } of rows) {
  const cells = [seconds.toFixed(1), calls, throttled, failed].map((cell) => String(cell).padStart(10));
  note(`${name.padEnd(28)}${cells.join('')}`);
}
const [ours] = rows;
figure('throttled and failed of the adapter', (ours?.throttled ?? 1) + (ours?.failed ?? 1), { atMost: 0 });
