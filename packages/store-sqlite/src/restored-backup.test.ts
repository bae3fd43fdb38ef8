import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { createPipeline, SkippingClock } from '@pim-connector/core';
import type { Product, Source, SourceRecord } from '@pim-connector/core';
import {
  catalogueSource,
  createReferenceShop,
  generateCatalogue,
  referenceShopDestination,
} from '@pim-connector/testkit';
import { expect, test } from 'vitest';

import { sqliteStore } from './sqlite-store.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

/** A catalogue of which `change` decides what there is. */
function changingSource(change: (record: SourceRecord) => SourceRecord[]): Source {
  const source = catalogueSource({ catalogue: generateCatalogue({ seed: 'restored', products: 20 }) });
  return {
    ...source,
    async *read(request, context) {
      for await (const event of source.read(request, context)) {
        yield event.type === 'page' ? { ...event, records: event.records.flatMap(change) as never } : event;
      }
    },
  };
}

function onSale(record: SourceRecord): SourceRecord {
  if (record.op === 'delete') return record;
  const data = record.data as Product;
  const text = JSON.stringify(data.attributes['name']).replaceAll('"data":"', '"data":"On sale: ');
  const name = JSON.parse(text) as Product['attributes'][string];
  return { ...record, data: { ...data, attributes: { ...data.attributes, name } } } as SourceRecord;
}

test.each(['natural', 'assigned'] as const)(
  'after an older backup was restored, a run that looks everything up sets right what it has forgotten (%s)',
  async (identity) => {
    const clock = new SkippingClock(Date.parse('2026-05-01T12:00:00Z'));
    const shop = createReferenceShop({ clock, identity, rateLimit: null, lookupLag: 3_000 });
    const path = join(temporaryFolder(), 'sync.db');
    let newest = 0;
    const keys: string[] = [];
    let promotion = false;
    const run = async (options: { lookUp?: boolean } = {}) => {
      const store = sqliteStore(path, { durability: 'process', clock });
      const pipeline = createPipeline({
        name: 'restored',
        source: changingSource((record) => {
          if (record.entity !== 'product') return [record];
          if (!keys.includes(record.key)) keys.push(record.key);
          if (keys.indexOf(record.key) >= newest) return [];
          return [promotion ? onSale(record) : record];
        }),
        destination: referenceShopDestination({
          url: 'https://shop.example',
          token: 'reference-shop-token',
          fetch: shop.handler,
          identity,
          lookupLag: 4_000,
          clock,
        }),
        store,
        clock,
      });
      const report = await pipeline.run({ mode: 'full', restart: true, ...options });
      await store.close();
      return report;
    };
    newest = 10;
    // Some refer to products that come later, and wait.
    expect(await run()).toMatchObject({ error: null, counts: { failed: 0, rejected: 0 } });
    expect(shop.products()).not.toEqual([]);
    const backup = `${path}.backup`;
    const database = new DatabaseSync(path, { readOnly: true });
    database.prepare('VACUUM INTO ?').run(backup);
    database.close();
    // What the backup knows nothing of: another state of all records, and new ones.
    promotion = true;
    newest = 20;
    expect((await run()).status).toBe('complete');
    expect(shop.products().filter((product) => JSON.stringify(product).includes('On sale'))).toHaveLength(20);
    for (const file of [`${path}-wal`, `${path}-shm`]) rmSync(file, { force: true });
    cpSync(backup, path);
    promotion = false;
    expect((await run({ lookUp: true })).status).toBe('complete');
    const products = shop.products();
    expect(products).toHaveLength(20);
    expect(products.filter((product) => JSON.stringify(product).includes('On sale'))).toHaveLength(0);
    shop.resetLog();
    expect((await run()).status).toBe('complete');
    expect(shop.writes()).toEqual([]);
  },
);
