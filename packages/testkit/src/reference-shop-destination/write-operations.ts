import type { ConnectorContext, PlannedOperation, RecordKey, WriteOutcome } from '@pim-connector/core';

import type { ShopMode } from './destination-config.ts';
import { memoOf, receiptOf } from './operation-memo.ts';
import { outcomeOf } from './outcome-of.ts';
import type { ItemResult } from './shop-answers.ts';
import type { JobLine, ShopClient } from './shop-client.ts';
import type { ShopEntityName } from './shop-records.ts';

/** Carries a batch out, and tells of each operation what became of it, or that the shop will do it later. */
export async function* writeOperations(
  operations: readonly PlannedOperation[],
  client: ShopClient,
  mode: ShopMode,
  context: ConnectorContext,
): AsyncGenerator<WriteOutcome> {
  const entity = operations[0]?.entity as ShopEntityName | undefined;
  if (entity === undefined) return;
  if (mode.completion === 'async') yield* accept(entity, operations, client, mode, context);
  else yield* carryOut(entity, operations, client, mode, context);
}

/** Hands all operations over as one job. */
async function* accept(
  entity: ShopEntityName,
  operations: readonly PlannedOperation[],
  client: ShopClient,
  mode: ShopMode,
  { signal }: ConnectorContext,
): AsyncGenerator<WriteOutcome> {
  const lines = operations.map((operation) => lineOf(operation, mode));
  const { id } = await client.startJob(entity, lines, signal);
  for (const [line, operation] of operations.entries()) {
    const receipt = receiptOf(memoOf(operation), id, line);
    yield { key: operation.key, status: 'accepted', receipt };
  }
}

function lineOf(operation: PlannedOperation, mode: ShopMode): JobLine {
  const { payload } = operation;
  if (isRemoval(operation)) return { remove: remoteId(operation) };
  return isCreate(operation, mode) ? { create: payload } : { put: payload };
}

/** Carries operations out at once, in one request for each kind of them. */
async function* carryOut(
  entity: ShopEntityName,
  operations: readonly PlannedOperation[],
  client: ShopClient,
  mode: ShopMode,
  { signal }: ConnectorContext,
): AsyncGenerator<WriteOutcome> {
  const removals = operations.filter(isRemoval);
  const creates = operations.filter((operation) => isCreate(operation, mode));
  const puts = operations.filter((operation) => !isRemoval(operation) && !isCreate(operation, mode));
  const payloads = (some: readonly PlannedOperation[]) => some.map(({ payload }) => payload);
  if (puts.length > 0) yield* outcomes(puts, await client.put(entity, payloads(puts), signal));
  if (creates.length > 0) yield* outcomes(creates, await client.create(entity, payloads(creates), signal));
  if (removals.length > 0) {
    yield* outcomes(removals, await client.remove(entity, removals.map(remoteId), signal));
  }
}

// Archiving and unpublishing are deletes for us, but changes for the shop.
function isRemoval({ action, payload }: PlannedOperation): boolean {
  return action === 'delete' && Object.keys(payload as object).length === 1;
}

function isCreate({ entity, action }: PlannedOperation, { identity }: ShopMode): boolean {
  return entity === 'product' && action === 'create' && identity === 'assigned';
}

function remoteId({ payload }: PlannedOperation): RecordKey {
  const [id] = Object.values(payload as Readonly<Record<string, unknown>>);
  return String(id);
}

function outcomes(
  operations: readonly PlannedOperation[],
  results: readonly ItemResult[],
): readonly WriteOutcome[] {
  return operations.flatMap((operation, index) => {
    const result = results[index];
    return result === undefined ? [] : [outcomeOf(memoOf(operation), result)];
  });
}
