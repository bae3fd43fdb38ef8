import type {
  AcceptedOutcome,
  DeleteMode,
  DesiredRecord,
  DesiredUpsert,
  Destination,
  PendingReceipt,
  PlannedOperation,
  RemoteReference,
  WriteOutcome,
} from '@pim-connector/core';

import { assertEqual, assertThat } from '../../assert-equal.ts';
import type { Sample } from '../bench.ts';
import type { DestinationWorld } from './destination-case.ts';

/** An outcome that is final. */
export type FinalOutcome = Exclude<WriteOutcome, AcceptedOutcome>;

/** Outcomes by record key. */
export type Outcomes = ReadonlyMap<string, FinalOutcome>;

/** What the engine would ask for a sample. */
export function desiredOf(
  { bench, entity }: DestinationWorld,
  { key, data, references }: Sample,
  changes: Partial<Pick<DesiredUpsert, 'remote' | 'sections'>> = {},
): DesiredRecord {
  const definition = bench.destination.records[entity];
  assertThat(
    definition !== undefined,
    `The destination declares “${entity}”, but has no record definition for it.`,
  );
  const list = 'variants' in data && Array.isArray(data.variants) ? (data.variants as readonly object[]) : [];
  const named = definition?.variantKey ?? 'key';
  const variantKeys = list.map((variant) => String((variant as Readonly<Record<string, unknown>>)[named]));
  return {
    op: 'upsert',
    entity,
    key,
    data,
    variantKeys,
    coverage: 'complete',
    sections: [...new Set(['content', ...Object.values(definition?.sections ?? {})])],
    remote: null,
    references: references ?? new Map(),
    ...changes,
  };
}

/** What the engine would ask for a delete. */
export function deleteOf(
  { entity }: DestinationWorld,
  key: string,
  mode: DeleteMode,
  remote: RemoteReference,
): DesiredRecord {
  return { op: 'delete', entity, key, mode, remote };
}

/** Plans, and holds the destination to one operation per record, in their order. */
export async function plan(
  world: DestinationWorld,
  records: readonly DesiredRecord[],
): Promise<readonly PlannedOperation[]> {
  const operations = await world.bench.destination.plan(records, world.context);
  assertEqual(
    operations.map(({ entity, key }) => [entity, key]),
    records.map(({ entity, key }) => [entity, key]),
    'plan() must give exactly one operation per record, in the same order.',
  );
  return operations;
}

/** Writes, and holds the destination to exactly one outcome per operation. What is accepted is not settled. */
export async function write(
  { context }: DestinationWorld,
  destination: Destination,
  operations: readonly PlannedOperation[],
): Promise<readonly WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  for await (const outcome of destination.write(operations, context)) outcomes.push(outcome);
  assertEqual(
    outcomes.map(({ key }) => key).toSorted(),
    operations.map(({ key }) => key).toSorted(),
    'write() must give exactly one outcome per operation, whatever becomes of the others.',
  );
  return outcomes;
}

/** Most questions after which an accepted operation must be settled. */
const patience = 200;

/**
 * Asks until every receipt is settled.
 *
 * @param store is told of receipts that take the place of others.
 */
export async function settle(
  { context, traffic }: DestinationWorld,
  destination: Destination,
  receipts: readonly PendingReceipt[],
  store: Map<string, PendingReceipt> = new Map<string, PendingReceipt>(),
): Promise<Outcomes> {
  const settled = new Map<string, FinalOutcome>();
  let open = receipts;
  for (let question = 0; open.length > 0; question += 1) {
    assertThat(
      question < patience,
      `settle() says “pending” for ever: after ${patience} questions “${open[0]?.key}” is still open.`,
    );
    const asked = open.map(({ key }) => key);
    const told: string[] = [];
    let wait = 1000;
    for await (const settlement of destination.settle?.(open, context) ?? []) {
      told.push(settlement.key);
      if (settlement.status === 'settled') settled.set(settlement.key, settlement.outcome);
      else {
        wait = settlement.checkAfter ?? wait;
        const before = open.find(({ key }) => key === settlement.key);
        if (settlement.receipt !== undefined && before !== undefined)
          store.set(settlement.key, asInStore({ ...before, ...settlement.receipt }));
      }
    }
    assertEqual(told.toSorted(), asked.toSorted(), 'settle() must give exactly one settlement per receipt.');
    open = open.filter(({ key }) => !settled.has(key)).map((each) => store.get(each.key) ?? each);
    if (open.length > 0) traffic.clock.advance(wait);
  }
  return settled;
}

/** The receipts among outcomes, with what was accepted, as a store gives them back. */
export function receiptsOf(
  { entity }: DestinationWorld,
  operations: readonly PlannedOperation[],
  outcomes: readonly WriteOutcome[],
): readonly PendingReceipt[] {
  const byKey = new Map(operations.map((operation) => [operation.key, operation]));
  return outcomes.flatMap((outcome) => {
    const operation = byKey.get(outcome.key);
    if (outcome.status !== 'accepted' || operation === undefined) return [];
    return [asInStore({ ...outcome.receipt, entity, key: outcome.key, operation })];
  });
}

/** A store keeps plain JSON. */
function asInStore(receipt: PendingReceipt): PendingReceipt {
  return JSON.parse(JSON.stringify(receipt)) as PendingReceipt;
}

/** Plans, writes and settles: what became of every record in the end. */
export async function carryOut(
  world: DestinationWorld,
  records: readonly DesiredRecord[],
): Promise<Outcomes> {
  const operations = await plan(world, records);
  return carryOutPlanned(world, operations);
}

/** Writes and settles. What is planned as `none` is not written, as in the engine. */
export async function carryOutPlanned(
  world: DestinationWorld,
  operations: readonly PlannedOperation[],
): Promise<Outcomes> {
  const { destination } = world.bench;
  const outcomes = new Map<string, FinalOutcome>();
  const wanted = operations.filter(({ action }) => action !== 'none');
  for (const { key, action } of operations)
    if (action === 'none') outcomes.set(key, { key, status: 'unchanged' });
  const size = world.capabilities.batch.records;
  for (let start = 0; start < wanted.length; start += size) {
    const batch = wanted.slice(start, start + size);
    // oxlint-disable-next-line no-await-in-loop
    const given = await write(world, destination, batch);
    for (const outcome of given) if (outcome.status !== 'accepted') outcomes.set(outcome.key, outcome);
    const receipts = receiptsOf(world, batch, given);
    assertThat(
      receipts.length === 0 || world.capabilities.completion === 'async',
      'write() gave “accepted”, which the capabilities do not announce: say `completion: async`.',
    );
    // oxlint-disable-next-line no-await-in-loop
    for (const [key, outcome] of await settle(world, destination, receipts)) outcomes.set(key, outcome);
  }
  return outcomes;
}

/** What the engine remembers of records that were written. */
export function remotes(outcomes: Outcomes): ReadonlyMap<string, RemoteReference> {
  return new Map(
    [...outcomes.values()].flatMap((outcome) =>
      'remote' in outcome && outcome.remote !== undefined ? [[outcome.key, outcome.remote] as const] : [],
    ),
  );
}

/** The statuses by key, for a comparison. */
export function statuses(outcomes: Outcomes): Readonly<Record<string, string>> {
  return Object.fromEntries([...outcomes].map(([key, { status }]) => [key, status]));
}

/** Writes all samples; asserts that each was taken. */
export async function fill(world: DestinationWorld): Promise<Outcomes> {
  const samples = world.bench.samples(world.entity);
  assertThat(
    samples.length >= 8,
    `The bench must have eight samples at least of “${world.entity}”; there are ${samples.length}.`,
  );
  const outcomes = await carryOut(
    world,
    samples.map((sample) => desiredOf(world, sample)),
  );
  for (const outcome of outcomes.values()) {
    assertThat(
      outcome.status === 'created' || outcome.status === 'updated' || outcome.status === 'unchanged',
      `The sample “${outcome.key}” was not taken: ${JSON.stringify(outcome)}`,
    );
  }
  return outcomes;
}
