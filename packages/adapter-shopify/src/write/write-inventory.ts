import type { Issue, PlannedOperation, WriteOutcome } from '@pim-connector/core';

import { inventoryPayloadSchema } from '../plan/plan-variant-facts.ts';
import { goneVariant } from './gone-variant.ts';
import { readLevels } from './inventory-levels.ts';
import { locationIssues, locationOf } from './inventory-locations.ts';
import { activateAll, batches, sendQuantities } from './send-quantities.ts';
import type { ChangedQuantity, Quantity } from './send-quantities.ts';
import type { WriteSession } from './session.ts';
import type { Location } from './shop-facts.ts';

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
  const given = operations.map(({ key, payload }) => ({
    key,
    payload: inventoryPayloadSchema.parse(payload),
  }));
  const named = given.flatMap(({ payload }) => payload.levels.flatMap(({ location }) => location ?? []));
  const locations = await session.facts.locations(session.context, [...new Set(named)]);
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
  const known = await readLevels(
    [...open.values()].flat().map(({ inventoryItemId }) => inventoryItemId),
    session,
  );
  const outcomes: WriteOutcome[] = [];
  const wanted: ChangedQuantity[] = [];
  for (const [key, quantities] of open) {
    const [first] = quantities;
    const item = first === undefined ? undefined : known.get(first.inventoryItemId);
    if (item === undefined || !item.tracked) {
      outcomes.push({
        key,
        status: 'rejected',
        issues: [item === undefined ? goneVariant(key) : untrackedIssue(key)],
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
    outcomes.push(...(await sendQuantities(some, isLast, changed, session)));
  }
  return outcomes;
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

function untrackedIssue(key: string): Issue {
  return {
    code: 'platform.rejected',
    severity: 'error',
    message: `The stock of ${key} is not tracked in the shop, so it cannot be set`,
    hint: 'Let the mapping of products set “tracked” to true for this variant, or leave its stock out.',
    path: 'sku',
  };
}
