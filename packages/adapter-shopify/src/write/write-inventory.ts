import type { Issue, PlannedOperation, WriteOutcome } from '@pim-connector/core';

import { inventoryActivate, inventoryLevels, inventorySet } from '../documents/inventory-documents.ts';
import { inventoryPayloadSchema } from '../plan/plan-variant-facts.ts';
import { chunks, itemsPerCall } from './product-parts.ts';
import { Refusal, assertDone, outcomeOfFailure } from './refusal.ts';
import type { Locate } from './refusal.ts';
import type { WriteSession } from './session.ts';
import { named } from './shop-facts.ts';
import type { Location } from './shop-facts.ts';

/** A quantity that is to be set. */
interface Quantity {
  readonly key: string;
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly quantity: number;
  /** Place in the record. */
  readonly path: string;
}

/** How often stock that changes under our hands is read again. */
const attempts = 3;

/**
 * Sets stock: reads what is there, and sets what differs, each only if it is still what was read. A sale between the two
 * makes it be read again.
 */
export async function* writeInventory(
  operations: readonly PlannedOperation[],
  session: WriteSession,
): AsyncGenerator<WriteOutcome> {
  const locations = await session.facts.locations(session.context);
  const given = operations.map(({ key, payload }) => ({
    key,
    payload: inventoryPayloadSchema.parse(payload),
  }));
  const good: typeof given = [];
  for (const operation of given) {
    const issues = locationIssues(operation.payload.levels, locations);
    if (issues.length > 0) yield { key: operation.key, status: 'rejected', issues };
    else good.push(operation);
  }
  const open = new Map(good.map(({ key, payload }) => [key, quantitiesOf(key, payload, locations)]));
  const changed = new Set<string>();
  for (let attempt = 1; open.size > 0; attempt += 1) {
    // oxlint-disable-next-line no-await-in-loop
    for (const outcome of await setOnce(open, changed, attempt === attempts, session)) {
      open.delete(outcome.key);
      yield outcome;
    }
  }
}

/** One round: outcomes of all that is decided; what is not, because it changed meanwhile, stays open. */
async function setOnce(
  open: ReadonlyMap<string, readonly Quantity[]>,
  changed: Set<string>,
  isLast: boolean,
  session: WriteSession,
): Promise<readonly WriteOutcome[]> {
  const known = await readLevels([...open.values()].flat(), session);
  const outcomes: WriteOutcome[] = [];
  const wanted: (Quantity & { readonly before: number | null })[] = [];
  for (const [key, quantities] of open) {
    const [first] = quantities;
    const item = first === undefined ? undefined : known.get(first.inventoryItemId);
    if (item === undefined || !item.tracked) {
      outcomes.push({
        key,
        status: 'rejected',
        issues: [item === undefined ? goneIssue(key) : untrackedIssue(key)],
      });
      continue;
    }
    const differing = quantities.flatMap((quantity) => {
      const before = item.levels.get(quantity.locationId) ?? null;
      return before?.available === quantity.quantity && before.active
        ? []
        : [{ ...quantity, before: before?.available ?? null, active: before?.active === true }];
    });
    if (differing.length === 0) {
      const id = first?.inventoryItemId ?? key;
      outcomes.push({ key, status: changed.has(key) ? 'updated' : 'unchanged', remote: { id } });
      continue;
    }
    // oxlint-disable-next-line no-await-in-loop
    const refused = await activateAll(key, differing, session);
    if (refused === null) wanted.push(...differing);
    else outcomes.push(refused);
  }
  for (const some of batches(wanted)) {
    // oxlint-disable-next-line no-await-in-loop
    outcomes.push(...(await send(some, isLast, changed, session)));
  }
  return outcomes;
}

/** Pieces that a call takes; the quantities of one record stay together. */
function* batches<One extends Quantity>(wanted: readonly One[]): Generator<readonly One[]> {
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

async function send(
  some: readonly (Quantity & { readonly before: number | null })[],
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
      outcomes.push(...(await send(own, isLast, changed, session)));
    }
    return outcomes;
  }
}

async function activateAll(
  key: string,
  quantities: readonly (Quantity & { readonly active: boolean })[],
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

interface Item {
  readonly tracked: boolean;
  readonly levels: ReadonlyMap<string, { readonly available: number; readonly active: boolean }>;
}

async function readLevels(
  quantities: readonly Quantity[],
  { client, context }: WriteSession,
): Promise<ReadonlyMap<string, Item>> {
  const ids = [...new Set(quantities.map(({ inventoryItemId }) => inventoryItemId))];
  const items = new Map<string, Item>();
  for (const some of chunks(ids, 50)) {
    // oxlint-disable-next-line no-await-in-loop
    const { nodes } = await client.call(inventoryLevels, { ids: some }, context);
    for (const node of nodes) {
      if (node === null) continue;
      const levels = node.inventoryLevels.nodes.map(
        ({ location, isActive, quantities: list }) =>
          [location.id, { available: list[0]?.quantity ?? 0, active: isActive }] as const,
      );
      items.set(node.id, { tracked: node.tracked, levels: new Map(levels) });
    }
  }
  return items;
}

function quantitiesOf(
  key: string,
  {
    inventoryItemId,
    levels,
  }: {
    readonly inventoryItemId: string;
    readonly levels: readonly { readonly location?: string; readonly available: number }[];
  },
  locations: readonly Location[],
): readonly Quantity[] {
  return levels.map(({ location, available }, index) => ({
    key,
    inventoryItemId,
    locationId: locationOf(location, locations)?.id ?? '',
    quantity: available,
    path: `levels.${index}.available`,
  }));
}

/** The location that is meant; without a name, the only one that is open. */
function locationOf(name: string | undefined, locations: readonly Location[]): Location | undefined {
  if (name !== undefined) return named(locations, name);
  const open = locations.filter(({ isActive }) => isActive);
  return open.length === 1 ? open[0] : undefined;
}

function locationIssues(
  levels: readonly { readonly location?: string }[],
  locations: readonly Location[],
): readonly Issue[] {
  const seen = new Set<string>();
  return levels.flatMap(({ location }, index): Issue[] => {
    const path = `levels.${index}.location`;
    const found = locationOf(location, locations);
    const list = locations.filter(({ isActive }) => isActive).map(({ name }) => name);
    const hint = `Use one of: ${list.join(', ')}.`;
    if (location === undefined && found === undefined)
      return [
        {
          code: 'value.missing',
          severity: 'error',
          message: 'The shop has several locations, or none that is open: say which is meant',
          hint,
          path,
        },
      ];
    if (found === undefined)
      return [
        {
          code: 'value.unknown_option',
          severity: 'error',
          message: `The shop has no location “${location}”`,
          hint,
          path,
        },
      ];
    if (!found.isActive)
      return [
        {
          code: 'value.invalid',
          severity: 'error',
          message: `The location “${found.name}” is closed`,
          hint,
          path,
        },
      ];
    if (seen.has(found.id))
      return [
        {
          code: 'value.duplicate',
          severity: 'error',
          message: `The location “${found.name}” stands there twice`,
          path,
        },
      ];
    seen.add(found.id);
    return [];
  });
}

function goneIssue(key: string): Issue {
  return {
    code: 'reference.missing',
    severity: 'error',
    message: `The variant ${key} does not exist in the shop any more`,
    hint: 'Send its product again.',
    path: 'sku',
  };
}

function untrackedIssue(key: string): Issue {
  return {
    code: 'platform.rejected',
    severity: 'error',
    message: `The stock of ${key} is not tracked in the shop, so it cannot be set`,
    hint: 'Let the mapping of products set “tracked” to true for this variant, or leave its stock out.',
    path: 'sku',
  };
}
