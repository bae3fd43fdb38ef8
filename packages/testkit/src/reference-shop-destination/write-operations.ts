import type { ConnectorContext, PlannedOperation, RecordKey, WriteOutcome } from '@pim-connector/core';

import { remoteOf } from './remote-of.ts';
import type { ItemResult } from './shop-answers.ts';
import type { ShopClient } from './shop-client.ts';
import { issuesOf } from './shop-issues.ts';
import type { ShopEntityName } from './shop-records.ts';

/** Carries a batch out, in at most two requests, and tells of each operation what became of it. */
export async function* writeOperations(
  operations: readonly PlannedOperation[],
  client: ShopClient,
  { signal }: ConnectorContext,
): AsyncGenerator<WriteOutcome> {
  const entity = operations[0]?.entity as ShopEntityName | undefined;
  if (entity === undefined) return;
  const removals = operations.filter(isRemoval);
  const puts = operations.filter((operation) => !isRemoval(operation));
  if (puts.length > 0) {
    const items = puts.map(({ payload }) => payload);
    yield* outcomes(puts, await client.put(entity, items, signal));
  }
  if (removals.length > 0) {
    const keys = removals.map(({ key }) => key);
    yield* outcomes(removals, await client.remove(entity, keys, signal));
  }
}

// Archiving and unpublishing are deletes for us, but changes for the shop.
function isRemoval({ action, payload }: PlannedOperation): boolean {
  return action === 'delete' && Object.keys(payload as object).length === 1;
}

function outcomes(
  operations: readonly PlannedOperation[],
  results: readonly ItemResult[],
): readonly WriteOutcome[] {
  return operations.flatMap((operation, index) => {
    const result = results[index];
    return result === undefined ? [] : [outcomeOf(operation, result)];
  });
}

function outcomeOf(operation: PlannedOperation, { status, errors }: ItemResult): WriteOutcome {
  const { key, action } = operation;
  if (status === 'rejected') return { key, status, issues: issuesOf(errors, operation) };
  // What is not there any more is as good as deleted.
  if (action === 'delete' || status === 'deleted' || status === 'not_found')
    return { key, status: 'deleted' };
  const remote = remoteOf(key, operation.payload, operation.data as readonly RecordKey[] | undefined);
  // A product that was sent without its variants has those that it had.
  const isWhole = operation.entity !== 'product' || remote.variants !== undefined;
  return { key, status, ...(isWhole ? { remote } : {}) };
}
