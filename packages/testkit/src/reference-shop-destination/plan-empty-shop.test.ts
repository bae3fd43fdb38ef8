import { createPipeline, memoryStore } from '@pim-connector/core';
import type { Plan } from '@pim-connector/core';
import { expect, test } from 'vitest';

import { catalogueSource, generateCatalogue } from '../catalogue/index.ts';
import { destinationFixture } from './destination-fixture.ts';

async function setUp() {
  const fixture = await destinationFixture();
  const catalogue = generateCatalogue({ seed: 'empty shop', products: 30 });
  const pipeline = createPipeline({
    name: 'catalogue',
    source: catalogueSource({ catalogue }),
    destination: fixture.destination,
    store: memoryStore(),
  });
  return { ...fixture, pipeline };
}

/** As it comes back from wherever it was kept while somebody looked at it. */
function kept(plan: Plan): Plan {
  return JSON.parse(JSON.stringify(plan)) as Plan;
}

test('a plan for an empty shop shows everything, also what refers to records that it creates', async () => {
  const { pipeline, shop } = await setUp();
  shop.resetLog();
  const plan = await pipeline.plan({ maximum: 10_000 });
  expect(plan.counts.parked).toBe(0);
  const { read, created, updated } = plan.counts;
  expect(created + updated).toBe(read);
  expect(new Set(plan.changes.map(({ operation }) => operation.entity))).toEqual(
    new Set(['category', 'asset', 'product', 'price', 'inventory']),
  );
  expect(shop.writes()).toEqual([]);
});

test('applying it brings everything over, with the ids that the shop gave', async () => {
  const { pipeline, shop } = await setUp();
  const plan = kept(await pipeline.plan({ maximum: 10_000 }));
  const report = await pipeline.apply(plan);
  expect(report.counts).toMatchObject({ rejected: 0, failed: 0, parked: 0 });
  expect(shop.sizes()).toMatchObject({ categories: 22, products: 30 });
  expect(JSON.stringify(shop.products())).not.toContain('created by this plan');

  shop.resetLog();
  expect((await pipeline.run()).status).toBe('complete');
  expect(shop.writes()).toEqual([]);
});

test('nothing is written that was planned with a promised id', async () => {
  const fixture = await destinationFixture();
  const planned = new Map<string, readonly string[]>();
  const written: string[] = [];
  const pipeline = createPipeline({
    name: 'catalogue',
    source: catalogueSource({ catalogue: generateCatalogue({ seed: 'empty shop', products: 10 }) }),
    destination: {
      ...fixture.destination,
      plan(records, context) {
        for (const record of records) {
          const references = record.op === 'upsert' ? [...record.references.values()] : [];
          planned.set(
            `${record.entity} ${record.key}`,
            references.map(({ id }) => id),
          );
        }
        return fixture.destination.plan(records, context);
      },
      write(operations, context) {
        written.push(...operations.flatMap(({ entity, key }) => planned.get(`${entity} ${key}`) ?? []));
        return fixture.destination.write(operations, context);
      },
    },
    store: memoryStore(),
  });
  await pipeline.apply(kept(await pipeline.plan({ maximum: 10_000 })));
  expect(written.length).toBeGreaterThan(0);
  expect(written.filter((id) => id.includes('created by this plan'))).toEqual([]);
});

test('what refers to a record that could not be created waits for it', async () => {
  const { pipeline, shop } = await setUp();
  const plan = kept(await pipeline.plan({ maximum: 10_000 }));
  // The shop takes no categories any more.
  shop.setInterceptor(async (request, next) =>
    request.url.includes('/categories') && request.method !== 'GET'
      ? Response.json({ type: 'forbidden', title: 'no', status: 403 }, { status: 403 })
      : next(request),
  );
  const outcome = await pipeline.apply(plan).catch((error: unknown) => error);
  expect(shop.sizes().products).toBe(0);
  expect(JSON.stringify(outcome)).not.toContain('created by this plan');
});
