import { SkippingClock, createPipeline, memoryStore } from '@pim-connector/core';
import { expect, test } from 'vitest';

import { shopify } from '../shopify.ts';
import { createShopifySimulator } from '../simulator/index.ts';
import { recordSource, someProduct } from '../testing/record-source.ts';

const full = { mode: 'full' } as const;

test.each(['archive', 'unpublish'] as const)(
  'a product that was hidden (%s) is shown again when it comes back, though its record names no status; one that a merchant had hidden stays hidden',
  async (mode) => {
    const clock = new SkippingClock(Date.parse('2026-11-01T00:00:00Z'));
    const simulator = createShopifySimulator({ clock });
    const store = memoryStore({ clock });
    const all = ['a', 'b', 'c', 'd'].map((key) => someProduct(key, {}, [{ sku: key }]));
    const bring = (records: typeof all) =>
      createPipeline({
        name: 'seasons',
        source: recordSource({ records }),
        destination: shopify({
          shop: 'example',
          accessToken: 'shpat_static',
          clock,
          lane: 'direct',
          fetch: simulator.handler,
        }),
        store,
        clock,
        entities: ['product'],
        deletes: { mode, fuse: { ratio: 1, count: 100 } },
        mapping: {
          version: 1,
          name: 'products',
          entity: 'product',
          rules: [
            { to: 'title', from: { op: 'attribute', code: 'name' } },
            { to: 'sku', level: 'variant', from: { op: 'field', path: 'key' } },
          ],
        },
      }).run(full);
    const statuses = () => [...simulator.state.products.values()].map(({ status }) => status);
    await bring(all);
    const [, b] = simulator.state.products.values();
    if (b !== undefined) b.status = 'DRAFT';
    await bring(all.slice(2));
    const hidden = mode === 'archive' ? 'ARCHIVED' : 'DRAFT';
    expect(statuses()).toEqual([hidden, hidden, 'ACTIVE', 'ACTIVE']);
    expect((await bring(all)).status).toBe('complete');
    expect(statuses()).toEqual(['ACTIVE', hidden, 'ACTIVE', 'ACTIVE']);
    // Only once: what a merchant hides later stays hidden.
    const [a] = simulator.state.products.values();
    if (a !== undefined) a.status = 'DRAFT';
    await bring(all.map(({ key }) => someProduct(key, { name: `New ${key}` }, [{ sku: key }])));
    expect(statuses()[0]).toBe('DRAFT');
  },
);
