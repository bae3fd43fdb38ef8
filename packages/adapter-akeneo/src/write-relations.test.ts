import { SkippingClock } from '@pim-connector/core';
import type { Coverage, DesiredRecord } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { akeneoDestination } from './akeneo-destination.ts';
import type { AkeneoRecords } from './destination-records.ts';
import { seedCatalogue } from './simulator/index.ts';
import { copyingPipeline } from './testing/copying-pipeline.ts';
import { testContext } from './testing/read-all.ts';
import { simulatedPim } from './testing/simulated-pim.ts';

type Record = AkeneoRecords['product'];

function product(
  key: string,
  data: Partial<Record>,
  coverage: Coverage = 'complete',
): DesiredRecord<AkeneoRecords> {
  return {
    op: 'upsert',
    entity: 'product',
    key,
    data: { ...data, variants: [{ sku: key }] },
    variantKeys: [key],
    coverage,
    sections: ['relations'],
    remote: null,
    references: new Map(),
  };
}

function pim(options: Parameters<typeof simulatedPim>[0] = {}) {
  const { simulator, connection } = simulatedPim(options);
  const destination = akeneoDestination(connection);
  const plan = (...records: DesiredRecord<AkeneoRecords>[]) => destination.plan(records, testContext());
  const write = async (...records: DesiredRecord<AkeneoRecords>[]) =>
    Array.fromAsync(destination.write(await plan(...records), testContext()));
  const associated = (sku: string, type = 'X_SELL') => {
    const { products = [], product_models: models = [] } = simulator.product(sku)?.associations[type] ?? {};
    return [...products.map((uuid) => simulator.product(uuid)?.values['sku']?.[0]?.data), ...models];
  };
  return { simulator, destination, connection, plan, write, associated };
}

const article = (key: string, quantity?: string) => ({
  entity: 'variant' as const,
  key,
  ...(quantity === undefined ? {} : { quantity }),
});

describe('relations', () => {
  test('lead to articles, products without models, and models; others are left out and awaited', async () => {
    const { plan, write, associated } = pim();
    const root = (key: string) => ({ entity: 'product' as const, key });
    const X_SELL = [
      article('MUG-RED'),
      root('LANTERN-1'),
      root('CAMP_MUG'),
      article('NEVER'),
      root('nowhere'),
    ];
    const record = product('HEADLAMP-2', { relations: { X_SELL } });
    expect(await plan(record)).toMatchObject([
      {
        awaits: [
          { entity: 'variant', key: 'NEVER', path: 'relations' },
          { entity: 'product', key: 'nowhere', path: 'relations' },
        ],
        issues: [
          { code: 'akeneo.unknown_product', severity: 'warning', value: 'NEVER' },
          { code: 'akeneo.unknown_product', severity: 'warning', value: 'nowhere' },
        ],
      },
    ]);
    expect(await write(record)).toMatchObject([{ status: 'updated' }]);
    expect(associated('HEADLAMP-2')).toEqual(['MUG-RED', 'LANTERN-1', 'camp_mug']);
  });

  test('of an article alone lead to the same', async () => {
    const { plan, write, associated } = pim();
    const record = product('HEADLAMP-2', {});
    const relations = { X_SELL: [article('MUG-RED'), article('NEVER')] };
    const ofArticle = { ...record, data: { variants: [{ sku: 'HEADLAMP-2', relations }] } } as typeof record;
    expect(await plan(ofArticle)).toMatchObject([{ awaits: [{ entity: 'variant', key: 'NEVER' }] }]);
    expect(await write(ofArticle)).toMatchObject([{ status: 'updated' }]);
    expect(associated('HEADLAMP-2')).toEqual(['MUG-RED']);
  });

  test('of types that the PIM does not have, or in halves, are left out with a warning', async () => {
    const { plan } = pim();
    const relations = {
      FANCY: [article('MUG-RED')],
      PACK: [article('MUG-RED', '1.5'), article('MUG-BLUE', '2')],
    };
    const [planned] = await plan(product('HEADLAMP-2', { relations }));
    expect(planned).toMatchObject({
      issues: [
        { code: 'akeneo.unknown_association_type', severity: 'warning' },
        { code: 'value.wrong_type', severity: 'warning', value: '1.5' },
      ],
    });
    expect(JSON.stringify(planned?.payload)).toContain('"products":[{"identifier":"MUG-BLUE","quantity":2}]');
    expect(JSON.stringify(planned?.payload)).not.toContain('FANCY');
  });

  test.each(['relations', 'associations'] as const)('a partial record adds to them (%s)', async (field) => {
    const { write, associated } = pim();
    const data = {
      relations: { relations: { X_SELL: [article('MUG-RED')] } },
      associations: { associations: { X_SELL: { products: ['MUG-RED'] } } },
    }[field];
    expect(associated('LANTERN-1')).toEqual(['HEADLAMP-2']);
    await write(product('LANTERN-1', data, 'partial'));
    expect(associated('LANTERN-1')).toEqual(['HEADLAMP-2', 'MUG-RED']);
    await write(product('LANTERN-1', data));
    expect(associated('LANTERN-1')).toEqual(['MUG-RED']);
  });

  test('lead to what was written a moment ago, although no search finds it yet', async () => {
    const { simulator, connection } = pim();
    const clock = new SkippingClock(Date.parse('2026-06-01T08:00:00Z'));
    const destination = akeneoDestination({
      ...connection,
      clock,
      fetch: async (request) => {
        const answer = await simulator.handler(request);
        if (!request.url.includes('search=') || !request.url.includes('NEW-1')) return answer;
        const page = (await answer.json()) as { readonly _embedded: object };
        return Response.json({ ...page, _embedded: { items: [] } });
      },
    });
    const context = testContext(clock);
    const run = async (record: DesiredRecord<AkeneoRecords>) => {
      const planned = await destination.plan([record], context);
      await Array.fromAsync(destination.write(planned, context));
      return planned[0];
    };
    await run(product('NEW-1', {}));
    const record = product('HEADLAMP-2', { relations: { X_SELL: [article('NEW-1')] } });
    expect(await run(record)).not.toHaveProperty('awaits');
    clock.advance(120_000);
    expect(await run(record)).toMatchObject({ awaits: [{ key: 'NEW-1' }] });
  });
});

describe('in a copy', () => {
  async function copied() {
    const clock = new SkippingClock(Date.parse('2026-06-01T08:00:00Z'));
    const original = simulatedPim({ clock });
    const { copy, pipeline } = copyingPipeline(original, {
      clock,
      catalogue: { ...seedCatalogue, models: [], products: [] },
      entities: ['product'],
      filter: { families: ['lamps', 'jackets'] },
    });
    await pipeline.run();
    return { copy, pipeline, original: original.simulator };
  }

  const pack = (...products: readonly (readonly [sku: string, quantity: number])[]) => ({
    quantified_associations: {
      PACK: { products: products.map(([identifier, quantity]) => ({ identifier, quantity })) },
    },
  });

  test.each([
    ['took away', pack(['LANTERN-1', 1])],
    ['added', pack(['LANTERN-1', 1], ['HEADLAMP-2', 2], ['STORM-RED-S', 1])],
    ['counted otherwise', pack(['LANTERN-1', 1], ['HEADLAMP-2', 9])],
  ])('what leads out of it is no drift; what somebody %s is, and is repaired', async (_what, edit) => {
    const { copy, pipeline } = await copied();
    expect(await pipeline.reconcile()).toMatchObject({ compared: 4, drifted: 0 });
    const packed = () => copy.product('LIGHT-SET')?.quantified_associations['PACK'];
    const before = packed();
    expect(before?.products).toHaveLength(2);
    copy.user.saveProduct('LIGHT-SET', edit);
    expect(packed()).not.toEqual(before);
    const { drifts } = await pipeline.reconcile({ repair: true });
    expect(drifts).toMatchObject([{ key: 'LIGHT-SET' }]);
    expect(packed()).toEqual(before);
    expect(await pipeline.reconcile()).toMatchObject({ drifted: 0 });
  });
});
