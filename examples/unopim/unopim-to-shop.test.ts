import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { memoryStore } from '@pim-connector/core';
import { createReferenceShop, serve } from '@pim-connector/testkit';
import { expect, onTestFinished, test } from 'vitest';

import { findDemoFolder } from './demo-folder.ts';
import { context } from './testing/context.ts';
import { smallFiles, writeCatalogue } from './testing/small-catalogue.ts';
import { unopimSource } from './unopim-source.ts';
import { unopimToShop } from './unopim-to-shop.ts';

const token = 'token-of-the-test';

/** A pipeline from a folder into a shop that is served on a local port. */
async function pipelineFrom(path: string) {
  const currencies = ['USD', 'EUR'];
  const shop = createReferenceShop({ token, locales: ['en', 'de', 'fr'], currencies, rateLimit: null });
  const { url, close } = await serve(shop.handler);
  onTestFinished(close);
  return { shop, pipeline: unopimToShop({ path, shop: { url, token }, store: memoryStore() }) };
}

const demo = findDemoFolder();
// A machine that does other things beside takes its time for a whole catalogue.
const timeout = 60_000;

test.skipIf(demo === null)('all products of the demo reach the shop', { timeout }, async () => {
  const { shop, pipeline } = await pipelineFrom(demo ?? '');
  const report = await pipeline.run({ mode: 'full' });
  expect(await Array.fromAsync(pipeline.deadLetters())).toEqual([]);
  expect(report.status).toBe('complete');
  // 64 products without variants are one variant each, beside the 113 of the others.
  expect(shop.sizes()).toEqual({ categories: 62, assets: 102, products: 102, variants: 113 + 64 });

  expect(shop.product('verano-coastline-tee')).toMatchObject({
    title: { en: 'Coastline Organic Cotton T-Shirt', de: 'Coastline T-Shirt aus Bio-Baumwolle', fr: null },
    brand: 'Verano',
    options: ['Color', 'Size'],
  });
  const warned = await Array.fromAsync(pipeline.audit());
  expect(warned.filter(({ warnings }) => warnings.length > 0)).toHaveLength(84);

  shop.resetLog();
  expect(await pipeline.run({ mode: 'full' })).toMatchObject({
    status: 'complete',
    counts: { unchanged: 266 },
  });
  expect(await pipeline.run()).toMatchObject({ status: 'complete', counts: { read: 0 } });
  expect(shop.writes()).toEqual([]);
});

test.skipIf(demo === null)('of an edited demo only the edit is sent', { timeout }, async () => {
  const path = mkdtempSync(join(tmpdir(), 'unopim-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  cpSync(demo ?? '', path, { recursive: true });
  const { shop, pipeline } = await pipelineFrom(path);
  await pipeline.run({ mode: 'full' });
  shop.resetLog();

  const file = join(path, 'products/audio.json');
  const [first, ...others] = JSON.parse(readFileSync(file, 'utf8')) as { prices: object }[];
  writeFileSync(file, JSON.stringify([{ ...first, prices: { USD: 1, EUR: 1 } }, ...others]));
  expect((await pipeline.run()).counts).toMatchObject({ updated: 1, unchanged: 265, deleted: 0 });
  expect(shop.writes().map(({ fields }) => fields)).toEqual([['variants', 'variants.prices']]);
});

test('a pass that goes on after an edit reads the new content, and the next one looks again', async () => {
  const path = writeCatalogue();
  const source = unopimSource({ path, pageSize: 1 });
  const read = async (request: object) => {
    const events = await Array.fromAsync(
      source.read({ entity: 'product', mode: 'full', ...request }, context),
    );
    const pages = events.flatMap((event) => (event.type === 'page' ? [event] : []));
    const end = events.at(-1);
    return {
      keys: pages.flatMap(({ records }) => records.map(({ key }) => key)),
      cursors: pages.map(({ cursor }) => cursor),
      bookmark: end?.type === 'end' ? end.bookmark : undefined,
    };
  };
  const first = await read({});
  const [cursor] = first.cursors;
  expect((await read({ cursor })).keys).toEqual(['bulb-e27']);
  const [lamp, bulb] = smallFiles['products/lamps.json'];
  writeFileSync(join(path, 'products/lamps.json'), JSON.stringify([bulb, lamp]));
  const resumed = await read({ cursor });
  expect(resumed.keys).toEqual(['bulb-e27', 'lamp-arc']);
  expect(resumed.cursors).not.toContain(cursor);
  const { bookmark } = resumed;
  const next = await read({ mode: 'incremental', bookmark });
  expect(next.keys).toHaveLength(2);
  expect((await read({ mode: 'incremental', bookmark: next.bookmark })).keys).toEqual([]);
});

test('what is missing in the files is deleted, unless something could not be read', async () => {
  const path = writeCatalogue();
  const { shop, pipeline } = await pipelineFrom(path);
  await pipeline.run();
  const products = join(path, 'products/lamps.json');
  const [lamp] = smallFiles['products/lamps.json'];
  writeFileSync(products, JSON.stringify([lamp, { sku: 'bulb-e27', price: 3 }]));
  expect((await pipeline.run({ mode: 'full' })).counts).toMatchObject({ deleted: 0, rejected: 1 });
  expect(shop.sizes().products).toBe(2);

  writeFileSync(products, JSON.stringify([lamp]));
  expect((await pipeline.run({ mode: 'full' })).status).toBe('complete');
  expect(shop.sizes()).toMatchObject({ products: 1, assets: 1 });
});

test('what is refused says why, in words for the person who has to correct it', async () => {
  const [lamp, bulb] = smallFiles['products/lamps.json'];
  const heavy = { ...bulb?.common, weight: { value: '2', unit: 'STONE' } };
  const products = [
    { ...lamp, colour: 'red' },
    { ...bulb, common: heavy },
  ];
  const { pipeline } = await pipelineFrom(writeCatalogue({ 'products/lamps.json': products }));
  expect((await pipeline.run()).status).toBe('partial');
  const refused = await Array.fromAsync(pipeline.deadLetters({ entity: 'product' }));
  expect(refused.map(({ key, issues: [issue] }) => [key, issue?.attribute, issue?.message])).toEqual([
    ['bulb-e27', 'weight', expect.stringContaining('is not a unit code')],
    ['products/lamps.json, entry 1', undefined, 'The entry: Unrecognized key: "colour"'],
  ]);
});
