import type { WriteOutcome } from '@pim-connector/core';

import { inventoryActivate, inventorySet } from '../documents/inventory-documents.ts';
import { itemsPerCall } from './product-parts.ts';
import { Refusal, assertDone, outcomeOfFailure } from './refusal.ts';
import type { Locate } from './refusal.ts';
import type { WriteSession } from './session.ts';

/** A quantity that is to be set. */
export interface Quantity {
  readonly key: string;
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly quantity: number;
  /** Place in the record. */
  readonly path: string;
}

/** A quantity, and what was read before. */
export interface ChangedQuantity extends Quantity {
  readonly before: number | null;
  /** Whether the item is stocked there. */
  readonly active: boolean;
}

/** Pieces that a call takes; the quantities of one record stay together. */
export function* batches<One extends Quantity>(wanted: readonly One[]): Generator<readonly One[]> {
  let batch: One[] = [];
  for (const [, some] of Map.groupBy(wanted, ({ key }) => key)) {
    if (batch.length + some.length > itemsPerCall && batch.length > 0) {
      yield batch;
      batch = [];
    }
    batch.push(...some);
  }
  if (batch.length > 0) yield batch;
}

/**
 * Sets quantities of some records, each only if it is still what was read. What changed meanwhile stays without an
 * outcome, and is noted in `changed`.
 *
 * @param isLast whether it is not read again.
 */
export async function sendQuantities(
  some: readonly ChangedQuantity[],
  isLast: boolean,
  changed: Set<string>,
  session: WriteSession,
): Promise<readonly WriteOutcome[]> {
  const { client, tools, context } = session;
  const keys = [...new Set(some.map(({ key }) => key))];
  const quantities = some.map(({ inventoryItemId, locationId, quantity, before }) => ({
    inventoryItemId,
    locationId,
    quantity,
    changeFromQuantity: before ?? 0,
  }));
  const locate: Locate = (field) => ({ path: some[Number(field[2])]?.path ?? 'levels' });
  try {
    const input = { name: 'available', reason: 'correction', quantities };
    // New for each reading: the same key for another reading would be answered with the outcome of the first.
    const data = await client.call(inventorySet, { input, key: crypto.randomUUID() }, context);
    assertDone(data.inventorySetQuantities.userErrors, inventorySet.field, client.errors, locate);
    return some
      .filter(({ key }, index) => some.findIndex((each) => each.key === key) === index)
      .map(({ key, inventoryItemId }) => ({ key, status: 'updated', remote: { id: inventoryItemId } }));
  } catch (error) {
    if (error instanceof Refusal && error.has('stale') && !error.has('rejected') && !isLast) {
      for (const key of keys) changed.add(key);
      return [];
    }
    const [first, ...others] = keys;
    if (first === undefined) return [];
    const outcome = outcomeOfFailure(error, first, tools);
    if (others.length === 0) return [outcome];
    if (outcome.status === 'failed' && !(error instanceof Refusal))
      return keys.map((key) => ({ ...outcome, key }));
    // All or nothing: each on its own, so that one keeps no other from being written.
    const outcomes: WriteOutcome[] = [];
    for (const key of keys) {
      const own = some.filter((each) => each.key === key);
      // oxlint-disable-next-line no-await-in-loop
      outcomes.push(...(await sendQuantities(own, isLast, changed, session)));
    }
    return outcomes;
  }
}

/** Makes items be stocked where they are not. @returns what failed; `null`: nothing. */
export async function activateAll(
  key: string,
  quantities: readonly ChangedQuantity[],
  session: WriteSession,
): Promise<WriteOutcome | null> {
  try {
    for (const quantity of quantities) {
      // oxlint-disable-next-line no-await-in-loop
      if (!quantity.active) await activate(quantity, session);
    }
    return null;
  } catch (error) {
    return outcomeOfFailure(error, key, session.tools);
  }
}

async function activate(
  { inventoryItemId, locationId }: Quantity,
  { client, context }: WriteSession,
): Promise<void> {
  const variables = { inventoryItemId, locationId, key: crypto.randomUUID() };
  const data = await client.call(inventoryActivate, variables, context);
  assertDone(data.inventoryActivate.userErrors, inventoryActivate.field, client.errors, () => ({
    path: 'levels',
  }));
}
