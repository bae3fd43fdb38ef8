import {
  checkResult,
  createPipeline,
  defineDestination,
  emptySchemaDescription,
  memoryStore,
} from '@pim-connector/core';
import type { PlannedOperation, SourceRecord } from '@pim-connector/core';
import { expect, test } from 'vitest';
import { z } from 'zod';

import { shopify } from '../shopify.ts';
import { recordSource, someProduct } from '../testing/record-source.ts';
import { openSourceShop } from '../testing/source-shop.ts';
import { shopifySource } from './shopify-source.ts';
import { shopifySubscriptions } from './webhook-subscriptions.ts';

const uri = 'https://app.example/hooks';
const pimRecord = z.strictObject({ title: z.string() });

/** A PIM that takes titles; what it was sent. */
function pimDestination() {
  const sent: [string, string][] = [];
  const make = defineDestination({
    type: 'pim',
    config: z.strictObject({}),
    account: () => 'pim',
    records: { product: { schema: pimRecord, sections: {} } },
    create: () => ({
      capabilities: {
        entities: {
          product: {
            operations: ['create', 'update'],
            batch: { records: 10 },
            concurrency: 1,
            failureUnit: 'record',
            completion: 'sync',
            identity: 'natural',
            readBack: false,
          },
        },
      },
      check: async () => checkResult([]),
      describe: async () => emptySchemaDescription,
      plan: async (records) =>
        records.map((record): PlannedOperation => {
          const { entity, key } = record;
          if (record.op === 'delete') throw new Error('nothing is deleted');
          const { sections, remote, data } = record;
          const action = remote === null ? 'create' : 'update';
          return { entity, key, action, sections, payload: { ...data }, calls: 1 };
        }),
      async *write(operations) {
        for (const { key, action, payload } of operations) {
          sent.push([key, pimRecord.parse(payload).title]);
          yield { key, status: action === 'create' ? 'created' : 'updated', remote: { id: key } };
        }
      },
    }),
  });
  return { sent, destination: make({}) };
}

/** Products go from a PIM to a shop, and their titles come back by webhooks. */
async function circle() {
  const { simulator, connection, clock, context } = await openSourceShop({}, 0);
  const store = memoryStore({ clock });
  const pim: SourceRecord[] = [someProduct('cup', { name: 'Cup', care: 'Wash' }, [{ sku: 'cup' }])];
  const { sent, destination } = pimDestination();
  const toShop = createPipeline({
    name: 'pim-to-shop',
    source: recordSource({ records: pim }),
    destination: shopify(connection),
    store,
    clock,
    mapping: {
      version: 1,
      name: 'to-shop',
      entity: 'product',
      rules: [
        { to: 'title', from: { op: 'attribute', code: 'name' } },
        { to: 'descriptionHtml', from: { op: 'attribute', code: 'care' } },
        { to: 'sku', level: 'variant', from: { op: 'field', path: 'key' } },
      ],
    },
  });
  const fromShop = createPipeline({
    name: 'shop-to-pim',
    source: shopifySource(connection),
    destination,
    store,
    clock,
    mapping: {
      version: 1,
      name: 'to-pim',
      locales: { en: ['en'] },
      entity: 'product',
      rules: [{ to: 'title', from: { op: 'attribute', code: 'name' } }],
    },
  });
  await shopifySubscriptions(connection, context.signal).ensure(uri, ['PRODUCTS_CREATE', 'PRODUCTS_UPDATE']);
  return {
    sent,
    simulator,
    /** The PIM has this by now, and it goes to the shop; then the shop tells of what has changed. */
    async goRound(texts: Readonly<Record<string, string>>) {
      pim[0] = someProduct('cup', texts, [{ sku: 'cup' }]);
      await toShop.run({ mode: 'full' });
      const deliveries = await simulator.webhooks();
      for (const { headers, body } of deliveries) {
        const request = new Request(uri, { method: 'POST', headers: new Headers(headers), body });
        // oxlint-disable-next-line no-await-in-loop
        expect((await fromShop.webhook(request)).status).toBe(200);
      }
      await fromShop.idle();
      return deliveries.length;
    },
  };
}

test('what comes back of a write of ours is sent once at most, and ends there', async () => {
  const { sent, goRound } = await circle();
  expect(await goRound({ name: 'Cup', care: 'Wash' })).toBeGreaterThan(0);
  expect(sent).toEqual([['cup', 'Cup']]);
  // A change that the way back says nothing of: told by the shop, read anew, and sent nowhere.
  expect(await goRound({ name: 'Cup', care: 'Wash by hand' })).toBeGreaterThan(0);
  expect(sent).toHaveLength(1);
  expect(await goRound({ name: 'Mug', care: 'Wash by hand' })).toBeGreaterThan(0);
  expect(sent.slice(1)).toEqual([['cup', 'Mug']]);
  // What the PIM was sent is what it has, so nothing goes round a second time.
  expect(await goRound({ name: 'Mug', care: 'Wash by hand' })).toBe(0);
  expect(sent).toHaveLength(2);
});

test('what a merchant changes right after a write of ours is no echo', async () => {
  const { sent, simulator, goRound } = await circle();
  await goRound({ name: 'Cup', care: 'Wash' });
  const [product] = simulator.state.products.values();
  if (product === undefined) throw new Error('no product');
  // Between the write and the webhooks that tell of it.
  const before = simulator.webhooks.bind(simulator);
  simulator.webhooks = async () => {
    product.title = 'Cup of a merchant';
    return before();
  };
  await goRound({ name: 'Mug', care: 'Wash' });
  expect(sent.at(-1)).toEqual(['cup', 'Cup of a merchant']);
});
