import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createPipeline, expression, mappingBuilder, memoryStore } from '@pim-connector/core';
import type { Clock, Fetch } from '@pim-connector/core';
import { catalogueSource, crashMatrix, generateCatalogue } from '@pim-connector/testkit';
import type { CrashBench } from '@pim-connector/testkit';
import { expect, onTestFinished, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { shopify } from '../shopify.ts';
import { createShopifySimulator } from '../simulator/index.ts';
import { extrasOf, marketShop, shownTooEarly } from '../testing/complete-products.ts';

const day = 86_400_000;
const { constant, each, field, get, item, object, variantAxes } = expression;
const base = mappingBuilder<ShopifyRecords['product']>({ name: 'bulk', entity: 'product' })
  .set('title', field({ path: 'key' }))
  .set('tags', constant({ value: ['a', 'b'] }))
  .set('options', each({ of: field({ path: 'variesBy' }), do: item({}) }))
  .setVariant('sku', field({ path: 'key' }))
  .setVariant(
    'options',
    each({
      of: variantAxes({}),
      do: object({
        fields: { name: get({ of: item({}), path: 'axis' }), value: get({ of: item({}), path: 'label' }) },
      }),
    }),
  );
const plain = base.build();
/** With what goes by later lines. */
const complete = base
  .set('status', constant({ value: 'active' }))
  .set('publications', constant({ value: ['Online Store'] }))
  .set('translations.de.title', constant({ value: 'Ding' }))
  .setVariant('price', constant({ value: '10' }))
  .setVariant('marketPrices', constant({ value: [{ priceList: 'switzerland', amount: '21' }] }))
  .build();

/** Whether a product with so many variants has all that the mapping says. */
function isFinished({ publications, prices, texts }: ReturnType<typeof extrasOf>, variants: number): boolean {
  return (
    publications === 1 &&
    texts.includes('Ding') &&
    prices.filter((price) => price === '21.00').length === variants
  );
}

/** A catalogue on its way into a shop, by files. */
function bulkCrashBench(
  clock: Clock,
  { folder, failures, isComplete, early }: CrashCase & { readonly folder: string; readonly early: string[] },
): CrashBench {
  const simulator = createShopifySimulator({ clock, ...marketShop });
  if (failures > 0) simulator.bulk.failNext(failures);
  const { state } = simulator;
  const handler: Fetch = async (request) => {
    const response = await simulator.handler(request);
    if (isComplete) early.push(...shownTooEarly(state, (seen) => isFinished(seen, seen.prices.length)));
    return response;
  };
  const catalogue = generateCatalogue({ seed: 'bulk', products: isComplete ? 3 : 5 });
  const store = memoryStore({ clock });
  const keysOf = (id: string) =>
    [...(state.metafields.get(id)?.values() ?? [])]
      .filter(({ key }) => key === 'pim_id')
      .map(({ value }) => value);
  return {
    start(tools) {
      const pipeline = createPipeline({
        name: 'bulk-crash',
        source: catalogueSource({ catalogue, pageSize: 2 }),
        destination: shopify({
          shop: 'example',
          accessToken: 'shpat_static',
          lane: 'bulk',
          bulk: { folder, fileBytes: isComplete ? 30_000 : 6_000 },
          clock: tools.clock,
          fetch: tools.fetch(handler),
        }),
        entities: ['product'],
        store: tools.store(store),
        clock: tools.clock,
        random: () => 0.5,
        concurrency: 1,
        settleTime: 30 * day,
        parkTime: 30 * day,
        mapping: isComplete ? complete : plain,
      });
      return () => pipeline.run({ mode: 'full' });
    },
    endState: () =>
      [...state.products.values()]
        .map(({ id, title, tags, variants }) =>
          JSON.stringify([keysOf(id), title, tags, variants.length, extrasOf(id, state)]),
        )
        .toSorted(),
    duplicates() {
      const keys = [...state.products.values()].flatMap(({ id }) => keysOf(id));
      return keys.length - new Set(keys).size + (state.products.size - keys.length);
    },
    writes: () =>
      simulator.bulk.list().reduce((sum, { objectCount }) => sum + objectCount, 0) +
      simulator
        .calls()
        .filter(({ operation }) => operation === 'ProductUpsert' || operation === 'ProductPatch').length,
  };
}

interface CrashCase {
  /** Lines after which the first operation breaks off; 0: it does not. */
  readonly failures: number;
  readonly isComplete: boolean;
}

test.each<[string, CrashCase, number]>([
  ['all goes well', { failures: 0, isComplete: false }, 1],
  ['Shopify breaks the operation off', { failures: 2, isComplete: false }, 3],
  ['they are translated, priced for markets and published', { failures: 0, isComplete: true }, 5],
])(
  'a process that dies at any point loses no product and doubles none, where %s',
  async (_what, crashCase, stride) => {
    const folder = mkdtempSync(join(tmpdir(), 'bulk-crash-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const early: string[] = [];
    const { problems, crashes, events } = await crashMatrix({
      open: (clock) => bulkCrashBench(clock, { ...crashCase, folder, early }),
      stride,
    });
    expect(problems).toEqual([]);
    expect(early).toEqual([]);
    expect(crashes).toBeGreaterThan(10);
    const names = events.map(({ name }) => name.replace(/[0-9a-f-]{36}/, ''));
    expect(names).toEqual(expect.arrayContaining(['POST /', 'GET /shopify-bulk-results//bulk.jsonl']));
  },
);
