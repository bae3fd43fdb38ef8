// A first load of 200,000 products through files of the bulk lane of the Shopify adapter, by the whole engine with its
// store on disk: how much memory it takes, and that a second run sends nothing. Measured by the operating system (resident set); the shop is another process.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import process from 'node:process';

import type { ShopifyRecords } from '@pim-connector/adapter-shopify';
import { createPipeline, mappingBuilder, expression } from '@pim-connector/core';
import { sqliteStore } from '@pim-connector/store-sqlite';

import { longText, startBulkShop } from './bulk-shop.ts';
import { sized } from './compare.ts';
import { textSource } from './connectors.ts';
import { figure, note, short } from './report.ts';

const shop = await startBulkShop();

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
  const description = { type: 'text', values: [{ locale: null, scope: null, data: longText }] };
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

const store = sqliteStore(join(shop.folder, 'sync.db'), { durability: 'process' });
const watch = setInterval(() => megabytes.push(process.memoryUsage.rss() / 1e6), 500);

async function load(kind: 'created' | 'unchanged'): Promise<void> {
  const before = await shop.linesSent();
  megabytes.length = 0;
  const { counts, error, duration } = await createPipeline({
    name: 'shop',
    source: textSource(pages),
    destination: shop.destination(),
    mapping,
    store,
  }).run({ mode: 'full' });
  assert.equal(counts[kind], productCount, JSON.stringify({ counts, error }));
  assert.equal((await shop.linesSent()) - before, kind === 'created' ? productCount : 0);
  note(`${productCount} products ${kind}, ${short(productCount / (duration / 1000))} a second`);
  figure(`  ${kind}, most memory`, Math.max(...megabytes), { atMost: 300 }, ' MB');
}

await load('created');
await load('unchanged');
note('the second run sent no line');

clearInterval(watch);
await store.close();
shop.stop();
