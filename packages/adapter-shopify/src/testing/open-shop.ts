import { SkippingClock, isConnectorError } from '@pim-connector/core';
import type {
  Adoption,
  ConnectorContext,
  DesiredRecord,
  Fetch,
  PlannedOperation,
  RemoteReference,
  WriteOutcome,
} from '@pim-connector/core';
import type { z } from 'zod';

import type { destinationConfigSchema } from '../destination-config.ts';
import type { ShopifyRecords } from '../records/shopify-records.ts';
import { shopify } from '../shopify.ts';
import { createShopifySimulator } from '../simulator/index.ts';
import type { ShopifySimulatorOptions } from '../simulator/index.ts';
import { linkOf } from './link-of.ts';

type Entity = keyof ShopifyRecords;

/** How a record is sent. */
export interface SendOptions {
  readonly remote?: RemoteReference | null;
  /** Sections that changed. Default: all. */
  readonly sections?: readonly string[];
  readonly references?: ReadonlyMap<string, RemoteReference>;
  readonly coverage?: 'complete' | 'partial';
  readonly adoption?: Adoption;
}

/** A simulated shop, and a destination that writes to it. For tests. */
export function openShop(
  options: ShopifySimulatorOptions = {},
  config: Partial<z.input<typeof destinationConfigSchema>> & {
    readonly around?: (fetch: Fetch) => Fetch;
  } = {},
) {
  const clock = new SkippingClock(Date.parse('2026-11-01T00:00:00Z'));
  const simulator = createShopifySimulator({ clock, ...options });
  const { around = (fetch) => fetch, ...rest } = config;
  const destination = shopify({
    shop: 'example',
    ...(rest.clientId === undefined ? { accessToken: 'shpat_static' } : {}),
    clock,
    fetch: around(simulator.handler),
    ...rest,
  });
  const warnings: string[] = [];
  const context: ConnectorContext = {
    signal: new AbortController().signal,
    clock,
    warn: ({ message }) => warnings.push(message),
  };

  async function write(operations: readonly PlannedOperation[]): Promise<readonly WriteOutcome[]> {
    return Array.fromAsync(destination.write(operations, context));
  }

  async function plan<E extends Entity>(
    entity: E,
    key: string,
    data: ShopifyRecords[E],
    { remote = null, sections, references = new Map(), coverage = 'complete', adoption }: SendOptions = {},
  ): Promise<PlannedOperation> {
    const { schema, sections: map, variantKey } = destination.records[entity];
    const parsed = schema.parse(data);
    const variants =
      'variants' in parsed && Array.isArray(parsed.variants)
        ? (parsed.variants as readonly Record<string, unknown>[])
        : [];
    const record = {
      op: 'upsert',
      entity,
      key,
      data: parsed,
      variantKeys: variants.map((variant) => String(variant[variantKey ?? 'sku'])),
      coverage,
      sections: sections ?? [...new Set(['content', ...Object.values(map)])],
      remote,
      ...(adoption === undefined ? {} : { adoption }),
      references,
    } as DesiredRecord<ShopifyRecords>;
    const [operation] = await destination.plan([record], context);
    if (operation === undefined) throw new Error('plan() gave nothing');
    return operation;
  }

  /** Plans and writes one record; gives its outcome, and what was called for it. */
  async function send<E extends Entity>(
    entity: E,
    key: string,
    data: ShopifyRecords[E],
    how: SendOptions = {},
  ) {
    const operation = await plan(entity, key, data, how);
    simulator.resetCalls();
    const [outcome] = operation.action === 'none' ? [] : await write([operation]);
    const calls = simulator.calls().map(({ operation: name }) => name);
    return { outcome, calls, remote: linkOf(outcome) };
  }

  return { simulator, state: simulator.state, clock, destination, context, warnings, plan, write, send };
}

/** The code of an error, for comparisons. */
export function codeOf(error: unknown): string {
  return isConnectorError(error) ? error.code : String(error);
}
