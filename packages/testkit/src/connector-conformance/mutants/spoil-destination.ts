import { ConnectorError, isConnectorError } from '@pim-connector/core';
import type {
  ConnectorContext,
  DesiredRecord,
  Destination,
  Fetch,
  KnownRecord,
  PlannedOperation,
  RemoteRecord,
  Settlement,
  WriteOutcome,
} from '@pim-connector/core';

import type { DestinationBench } from '../bench.ts';
import type { ShopBenchMode } from '../reference-benches.ts';

/** Any destination. */
export type Any = Destination;

/** A named defect of a destination. */
export interface DestinationMutant {
  /** Makes a sound destination defective. */
  readonly spoil?: (destination: Any, bench: DestinationBench) => Any;
  /** How its bench differs from the usual one: synchronous, with natural keys. */
  readonly mode?: Partial<ShopBenchMode>;
  /** Ids of the cases that must notice; others may notice too. */
  readonly noticedBy: readonly string[];
}

/** Spoils parts of a destination. */
export const other = (changes: (destination: Any) => Partial<Any>) => (destination: Any) =>
  Object.freeze({ ...destination, ...changes(destination) });

type Write = Any['write'];

/** Spoils writing. */
export const writing =
  (change: (write: Write, bench: DestinationBench) => Write) => (destination: Any, bench: DestinationBench) =>
    Object.freeze({ ...destination, write: change(destination.write.bind(destination), bench) });

/** Spoils outcomes one by one. */
export const outcomes = (
  change: (
    outcome: WriteOutcome,
    index: number,
    operations: readonly PlannedOperation[],
  ) => readonly WriteOutcome[],
) =>
  writing(
    (write) =>
      async function* spoiled(operations, context) {
        let index = 0;
        for await (const outcome of write(operations, context)) {
          yield* change(outcome, index, operations);
          index += 1;
        }
      },
  );

/** Spoils what writing throws. */
export const throwing = (
  change: (
    error: unknown,
    operations: readonly PlannedOperation[],
    bench: DestinationBench,
  ) => Error | readonly WriteOutcome[],
) =>
  writing(
    (write, bench) =>
      async function* spoiled(operations, context) {
        try {
          yield* write(operations, context);
        } catch (error) {
          const changed = change(error, operations, bench);
          if (changed instanceof Error) throw changed;
          yield* changed;
        }
      },
  );

/** Takes one kind of error for another. */
export const asCode = (from: ConnectorError['code'], to: ConnectorError['code']) =>
  throwing((error) =>
    isConnectorError(error, from) ? new ConnectorError(to, error.message) : (error as Error),
  );

/** Spoils planning. */
export const planning = (
  change: (
    operations: readonly PlannedOperation[],
    records: readonly DesiredRecord[],
  ) => readonly PlannedOperation[],
) =>
  other((destination) => ({
    plan: async (records: readonly DesiredRecord[], context: ConnectorContext) =>
      change(await destination.plan(records, context), records),
  }));

/** Spoils looking up. */
export const looking = (
  change: (
    found: ReadonlyMap<string, RemoteRecord>,
    keys: readonly string[],
    known: ReadonlyMap<string, KnownRecord>,
  ) => ReadonlyMap<string, RemoteRecord>,
) =>
  other((destination) => ({
    lookup: async (request, context) =>
      change(
        (await destination.lookup?.(request, context)) ?? new Map(),
        request.keys,
        request.known ?? new Map(),
      ),
  }));

/** Spoils settling. */
export const settling = (change: (settlements: readonly Settlement[]) => readonly Settlement[]) =>
  other((destination) => ({
    async *settle(receipts, context) {
      yield* change(await Array.fromAsync(destination.settle?.(receipts, context) ?? []));
    },
  }));

/** Sends a request again when the connection breaks, whatever it does. */
export const stubborn =
  (fetch: Fetch): Fetch =>
  async (request) => {
    const again = request.clone();
    try {
      const response = await fetch(request);
      return response.status >= 500 ? await fetch(again) : response;
    } catch {
      return fetch(again);
    }
  };

/** Jobs that are settled later. */
export const jobs = { completion: 'async' } as const;
