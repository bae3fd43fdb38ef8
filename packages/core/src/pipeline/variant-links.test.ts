import { expect, test } from 'vitest';
import { z } from 'zod';

import { checkResult, defineDestination, emptySchemaDescription } from '../connector/index.ts';
import type { RemoteReference, SourceRecord } from '../connector/index.ts';
import { memoryStore } from '../state/index.ts';
import type { StoreDelta } from '../state/index.ts';
import { testProduct, upsert } from './memory-connectors.ts';
import { testPipeline } from './test-pipeline.ts';

/** A shop with ids for variants: `<product>/<variant>`. */
const variantShop = defineDestination({
  type: 'variant-shop',
  config: z.strictObject({}),
  records: {
    product: {
      schema: z.looseObject({ variants: z.array(z.looseObject({})) }),
      sections: {},
      variantKey: 'sku',
    },
  },
  account: () => 'variant-shop',
  create: () => ({
    capabilities: {
      entities: {
        product: {
          operations: ['create', 'update', 'delete'],
          batch: { records: 50 },
          failureUnit: 'record',
          completion: 'sync',
          identity: 'natural',
          readBack: false,
          deletes: ['delete'],
        },
      },
    },
    check: async () => checkResult([]),
    describe: async () => emptySchemaDescription,
    plan: async (records) =>
      records.map((record) => {
        const { entity, key } = record;
        const rest = { entity, key, sections: [], payload: null, calls: 1 };
        if (record.op === 'delete') return { ...rest, action: 'delete' as const };
        return {
          ...rest,
          action: record.remote === null ? 'create' : 'update',
          data: [...record.variantKeys],
        };
      }),
    async *write(operations) {
      for (const { key, action, data } of operations) {
        if (action === 'delete') {
          yield { key, status: 'deleted' };
          continue;
        }
        const variants = (data as string[]).map((variant): [string, RemoteReference] => [
          variant,
          { id: `${key}/${variant}` },
        ]);
        yield {
          key,
          status: action === 'create' ? 'created' : 'updated',
          remote: { id: key, variants: Object.fromEntries(variants) },
        };
      }
    },
  }),
});

const mapping = {
  version: 1,
  name: 'variants',
  entity: 'product',
  rules: [{ to: 'sku', level: 'variant', from: { op: 'field', path: 'key' } }],
};

function product(key: string, ...variants: readonly string[]): SourceRecord<'product'> {
  return upsert({
    ...testProduct(key),
    variants: variants.map((variant) => ({ key: variant, attributes: {} })) as never,
  });
}

async function linked(store: ReturnType<typeof testPipeline>['store'], ...keys: readonly string[]) {
  const links = await store.links('variant-shop', 'variant', keys);
  return Object.fromEntries([...links].map(([key, { remote }]) => [key, remote.id]));
}

test('links of variants come and go with the variants', async () => {
  const { pipeline, records, store } = testPipeline(variantShop({}), { count: 0, mapping });
  records.push(product('a', 'a1', 'a2'), product('b', 'b1'));
  expect((await pipeline.run()).status).toBe('complete');
  expect(await linked(store, 'a1', 'a2', 'b1')).toEqual({ a1: 'a/a1', a2: 'a/a2', b1: 'b/b1' });
  records[0] = product('a', 'a1', 'a3');
  await pipeline.run({ mode: 'full' });
  expect(await linked(store, 'a1', 'a2', 'a3')).toEqual({ a1: 'a/a1', a3: 'a/a3' });
  records[1] = { op: 'delete', entity: 'product', key: 'b' };
  await pipeline.run({ mode: 'full' });
  expect(await linked(store, 'b1')).toEqual({});
});

test.each([
  ['in the same page', 10],
  ['in another page', 1],
])('a variant that goes over to another product, %s, keeps its new link', async (_where, pageSize) => {
  for (const order of [1, -1]) {
    const { pipeline, records, store } = testPipeline(variantShop({}), {
      count: 0,
      mapping,
      concurrency: 1,
      source: { pageSize },
    });
    records.push(product('a', 'x', 'y'), product('b', 'z'));
    await pipeline.run();
    const moved = [product('a', 'x'), product('b', 'z', 'y')];
    records.splice(0, 2, ...(order === 1 ? moved : moved.toReversed()));
    await pipeline.run({ mode: 'full' });
    expect(await linked(store, 'x', 'y', 'z')).toEqual({ x: 'a/x', y: 'b/y', z: 'b/z' });
  }
});

test('a variant that goes over while the page of its old product is being committed keeps its new link', async () => {
  const memory = memoryStore();
  const taken = Promise.withResolvers<void>();
  const setsNewLink = ({ links }: StoreDelta) =>
    links?.set?.some(({ remote }) => remote.id === 'b/y') === true;
  const store: typeof memory = {
    ...memory,
    async commit(lease, delta) {
      // What this page has seen of the links is old by now.
      if (delta.links?.remove?.some(({ key }) => key === 'y') === true) await taken.promise;
      const committed = await memory.commit(lease, delta);
      if (setsNewLink(delta)) taken.resolve();
      return committed;
    },
  };
  const source = { pageSize: 1 };
  const { pipeline, records } = testPipeline(variantShop({}), { count: 0, mapping, store, source });
  records.push(product('a', 'x', 'y'), product('b', 'z'));
  await pipeline.run();
  records.splice(0, 2, product('a', 'x'), product('b', 'z', 'y'));
  await pipeline.run({ mode: 'full' });
  expect(await linked(memory, 'x', 'y', 'z')).toEqual({ x: 'a/x', y: 'b/y', z: 'b/z' });
});
