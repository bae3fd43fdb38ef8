import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type {
  ConnectorContext,
  Fetch,
  PendingReceipt,
  PlannedOperation,
  WriteOutcome,
} from '@pim-connector/core';
import { onTestFinished } from 'vitest';
import type { z } from 'zod';

import type { destinationConfigSchema } from '../destination-config.ts';
import type { ShopifyRecords } from '../records/shopify-records.ts';
import { shopify } from '../shopify.ts';
import type { ShopifySimulatorOptions } from '../simulator/index.ts';
import { openShop } from './open-shop.ts';
import type { SendOptions } from './open-shop.ts';

/** What a test of the bulk lane says of the destination. */
export type BulkConfig = Partial<z.input<typeof destinationConfigSchema>> & {
  readonly around?: (fetch: Fetch) => Fetch;
};

/** A product and how it is sent. */
export interface Wanted extends SendOptions {
  readonly key: string;
  readonly data: ShopifyRecords['product'];
}

/** A simulated shop that is written to in bulk, and a store for receipts that outlives processes. For tests. */
export function openBulkShop(config: BulkConfig = {}, options: ShopifySimulatorOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'bulk-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { bulk = {}, around = (fetch) => fetch, ...rest } = config;
  const shop = openShop(options);
  const { simulator, clock } = shop;
  const store = new Map<string, PendingReceipt>();
  const outcomes = new Map<string, WriteOutcome>();

  /** A process with a run. @param other what it says of the destination otherwise. */
  function start(other: BulkConfig = {}) {
    const destination = shopify({
      shop: 'example',
      accessToken: 'shpat_static',
      lane: 'bulk',
      clock,
      fetch: around(simulator.handler),
      bulk: { folder, ...bulk },
      ...rest,
      ...other,
    });
    return runOf(destination);
  }

  /** A run of a process. */
  function runOf(destination: ReturnType<typeof shopify>) {
    const context: ConnectorContext = { ...shop.context, signal: new AbortController().signal };
    return {
      /** The next run of the same process. */
      again: () => runOf(destination),
      async write(operations: readonly PlannedOperation[]): Promise<void> {
        for await (const outcome of destination.write(operations, context)) {
          const operation = operations.find(({ key }) => key === outcome.key);
          if (outcome.status !== 'accepted' || operation === undefined) outcomes.set(outcome.key, outcome);
          else
            store.set(
              outcome.key,
              inStore({ ...outcome.receipt, entity: 'product', key: outcome.key, operation }),
            );
        }
      },
      /** Asks once about every open receipt, some of them at a time, as the engine does. @returns the wait. */
      async ask(atOnce = 500): Promise<number> {
        const open = [...store.values()];
        let wait = Infinity;
        for (let from = 0; from < open.length; from += atOnce) {
          // oxlint-disable-next-line no-await-in-loop
          for await (const settlement of destination.settle?.(open.slice(from, from + atOnce), context) ??
            []) {
            const { key } = settlement;
            const receipt = store.get(key);
            if (settlement.status === 'settled') {
              outcomes.set(key, settlement.outcome);
              store.delete(key);
            } else {
              wait = Math.min(wait, settlement.checkAfter ?? 1_000);
              if (settlement.receipt !== undefined && receipt !== undefined)
                store.set(key, inStore({ ...receipt, ...settlement.receipt }));
            }
          }
        }
        return wait;
      },
    };
  }

  type Process = Omit<ReturnType<typeof runOf>, 'again'>;

  /** Asks until nothing is open. */
  async function finish(process: Process, atOnce?: number): Promise<void> {
    for (let question = 0; store.size > 0; question += 1) {
      if (question > 300) throw new Error(`still open: ${[...store.keys()].join(', ')}`);
      // oxlint-disable-next-line no-await-in-loop
      const wait = await process.ask(atOnce);
      if (store.size > 0) clock.advance(wait);
    }
  }

  return {
    ...shop,
    folder,
    store,
    outcomes,
    start,
    finish,
    planAll: (wanted: readonly Wanted[]) =>
      Promise.all(wanted.map(({ key, data, ...how }) => shop.plan('product', key, data, how))),
    /** Names of the calls that were answered. */
    called: () => simulator.calls().map(({ operation }) => operation ?? ''),
    operations: () => simulator.bulk.list().filter(({ type }) => type === 'MUTATION'),
    /** How many products have a key. */
    count: (key: string) =>
      [...shop.state.products.values()].filter(({ id }) =>
        [...(shop.state.metafields.get(id)?.values() ?? [])].some(
          (metafield) => metafield.key === 'pim_id' && metafield.value === key,
        ),
      ).length,
  };
}

function inStore(receipt: PendingReceipt): PendingReceipt {
  return JSON.parse(JSON.stringify(receipt)) as PendingReceipt;
}

/** A product with two variants. */
export function someProduct(index = 0): ShopifyRecords['product'] {
  const [product] = someProducts(index + 1).slice(index);
  if (product === undefined) throw new RangeError('there is one');
  return product.data;
}

/** So many products with two variants each. */
export function someProducts(count: number, change: Partial<ShopifyRecords['product']> = {}): Wanted[] {
  return Array.from({ length: count }, (_product, index) => {
    const key = `p${index}`;
    const data: ShopifyRecords['product'] = {
      title: `Product ${index}`,
      descriptionHtml: '<p>Text</p>',
      tags: ['new', 'outdoor'],
      status: 'active',
      metafields: { custom: { material: { type: 'single_line_text_field', value: 'wool' } } },
      options: ['Size'],
      variants: ['s', 'm'].map((size) => ({
        sku: `${key}-${size}`,
        options: [{ name: 'Size', value: size }],
        price: '19.9',
        metafields: { custom: { length: { type: 'single_line_text_field', value: size } } },
      })),
      ...change,
    };
    return { key, data };
  });
}
