import { ConnectorError, isConnectorError } from '@pim-connector/core';
import type {
  ConnectorContext,
  DesiredRecord,
  Destination,
  Fetch,
  PlannedOperation,
  RemoteRecord,
  Settlement,
  WriteOutcome,
} from '@pim-connector/core';

import type { DestinationBench } from '../bench.ts';
import type { ShopBenchMode } from '../reference-benches.ts';

type Any = Destination;

/** A named defect of a destination. */
export interface DestinationMutant {
  /** Makes a sound destination defective. */
  readonly spoil?: (destination: Any, bench: DestinationBench) => Any;
  /** How its bench differs from the usual one: synchronous, with natural keys. */
  readonly mode?: Partial<ShopBenchMode>;
  /** Ids of the cases that must notice; others may notice too. */
  readonly noticedBy: readonly string[];
}

const other = (changes: (destination: Any) => Partial<Any>) => (destination: Any) =>
  Object.freeze({ ...destination, ...changes(destination) });

type Write = Any['write'];

/** Spoils writing. */
const writing =
  (change: (write: Write, bench: DestinationBench) => Write) => (destination: Any, bench: DestinationBench) =>
    Object.freeze({ ...destination, write: change(destination.write.bind(destination), bench) });

/** Spoils outcomes one by one. */
const outcomes = (
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
const throwing = (
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

const asCode = (from: ConnectorError['code'], to: ConnectorError['code']) =>
  throwing((error) =>
    isConnectorError(error, from) ? new ConnectorError(to, error.message) : (error as Error),
  );

/** Spoils planning. */
const planning = (
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
const looking = (
  change: (
    found: ReadonlyMap<string, RemoteRecord>,
    keys: readonly string[],
  ) => ReadonlyMap<string, RemoteRecord>,
) =>
  other((destination) => ({
    lookup: async (request, context) =>
      change((await destination.lookup?.(request, context)) ?? new Map(), request.keys),
  }));

/** Spoils settling. */
const settling = (change: (settlements: readonly Settlement[]) => readonly Settlement[]) =>
  other((destination) => ({
    async *settle(receipts, context) {
      yield* change(await Array.fromAsync(destination.settle?.(receipts, context) ?? []));
    },
  }));

/** Sends a request again when the connection breaks, whatever it does. */
const stubborn =
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

const jobs = { completion: 'async' } as const;
let planned = 0;
const receiptsOfThisProcess = new Set<string>();

/** Defects that the suite for destinations must notice; between them they make each of its cases fail. */
export const destinationMutants: Readonly<Record<string, DestinationMutant>> = {
  'forgets an outcome': {
    spoil: outcomes((outcome, index, operations) =>
      index === operations.length - 1 && index > 0 ? [] : [outcome],
    ),
    noticedBy: ['write.create', 'write.twice'],
  },
  'gives an outcome twice': { spoil: outcomes((outcome) => [outcome, outcome]), noticedBy: ['write.create'] },
  'stops at a record that is refused': {
    spoil: writing(
      (write) =>
        async function* spoiled(operations, context) {
          for await (const outcome of write(operations, context)) {
            yield outcome;
            if (outcome.status === 'rejected') return;
          }
        },
    ),
    noticedBy: ['write.partial'],
  },
  'swallows that a record was refused': {
    spoil: outcomes((outcome) => [
      outcome.status === 'rejected' ? { key: outcome.key, status: 'updated' } : outcome,
    ]),
    noticedBy: ['write.partial'],
  },
  'does not say why a record was refused': {
    spoil: outcomes((outcome) => [outcome.status === 'rejected' ? { ...outcome, issues: [] } : outcome]),
    noticedBy: ['write.partial'],
  },
  'refuses the batch for one record': {
    spoil: writing(
      (write) =>
        async function* spoiled(operations, context) {
          const all = await Array.fromAsync(write(operations, context));
          const refused = all.find(({ status }) => status === 'rejected');
          yield* all.map((outcome) => (refused === undefined ? outcome : { ...refused, key: outcome.key }));
        },
    ),
    noticedBy: ['write.partial'],
  },
  'forgets how the platform knows a record': {
    spoil: outcomes((outcome) => {
      if (!('remote' in outcome)) return [outcome];
      const { remote: _remote, ...rest } = outcome;
      return [rest];
    }),
    noticedBy: ['write.create'],
  },
  'forgets the variants': {
    spoil: outcomes((outcome) =>
      'remote' in outcome && outcome.remote !== undefined
        ? [{ ...outcome, remote: { id: outcome.remote.id } }]
        : [outcome],
    ),
    noticedBy: ['write.variants'],
  },
  'makes another record at each write': {
    spoil: planning((operations) =>
      operations.map((operation) => {
        planned += 1;
        const { id, ...payload } = operation.payload as { readonly id: string };
        return operation.action === 'create'
          ? { ...operation, payload: { ...payload, id: `${id}-${planned}` } }
          : operation;
      }),
    ),
    noticedBy: ['plan.same', 'lookup.all'],
  },
  'counts stock up instead of setting it': {
    spoil: writing(
      (write) =>
        async function* spoiled(operations, context) {
          planned += 1;
          const counted = operations.map((operation) => ({
            ...operation,
            payload: { ...(operation.payload as object), brand: `Brand ${planned}` },
          }));
          yield* write(counted, context);
        },
    ),
    noticedBy: ['write.twice', 'write.update'],
  },
  'says that nothing changed': {
    spoil: planning((operations) =>
      operations.map((operation) =>
        operation.action === 'update' ? { ...operation, action: 'none' } : operation,
      ),
    ),
    noticedBy: ['write.update', 'write.mixed'],
  },
  'forgets a section when it updates': {
    spoil: planning((operations) =>
      operations.map((operation) => {
        if (operation.action !== 'update') return operation;
        const {
          brand: _brand,
          images: _images,
          ...payload
        } = operation.payload as { readonly brand?: string; readonly images?: string[] };
        return { ...operation, payload };
      }),
    ),
    noticedBy: ['write.update'],
  },
  'sends everything whenever something changed': {
    spoil: (destination) =>
      Object.freeze({
        ...destination,
        plan: (records: readonly DesiredRecord[], context: ConnectorContext) =>
          destination.plan(
            records.map((record) =>
              record.op === 'upsert'
                ? {
                    ...record,
                    sections: ['content', 'media', 'prices', 'inventory', 'relations', 'publication'],
                  }
                : record,
            ),
            context,
          ),
      }),
    noticedBy: ['plan.sections'],
  },
  'writes while it plans': {
    spoil: other((destination) => ({
      async plan(records: readonly DesiredRecord[], context: ConnectorContext) {
        const operations = await destination.plan(records, context);
        await Array.fromAsync(destination.write(operations, context));
        return operations;
      },
    })),
    noticedBy: ['plan.changes-nothing'],
  },
  'changes the records it plans for': {
    spoil: planning((operations, records) => {
      for (const record of records)
        if (record.op === 'upsert') Object.assign(record.data, { brand: 'changed' });
      return operations;
    }),
    noticedBy: ['plan.changes-nothing'],
  },
  'plans something else each time': {
    spoil: planning((operations) => operations.map((operation) => ({ ...operation, data: (planned += 1) }))),
    noticedBy: ['plan.same'],
  },
  'plans in another order': {
    spoil: planning((operations) => operations.toReversed()),
    noticedBy: ['plan.same', 'plan.plain'],
  },
  'plans what is no JSON': {
    spoil: planning((operations) =>
      operations.map((operation) => ({
        ...operation,
        payload: { ...(operation.payload as object), at: Number.NaN },
      })),
    ),
    noticedBy: ['plan.plain'],
  },
  'plans with its password in the payload': {
    spoil: (destination, { secrets = [] }) =>
      planning((operations) => operations.map((operation) => ({ ...operation, data: secrets[0] ?? '' })))(
        destination,
      ),
    noticedBy: ['plan.plain'],
  },
  'fails to delete what is gone': {
    spoil: writing((write) => {
      const gone = new Set<string>();
      return async function* spoiled(operations, context) {
        for await (const outcome of write(operations, context)) {
          const again = outcome.status === 'deleted' && gone.has(outcome.key);
          if (outcome.status === 'deleted') gone.add(outcome.key);
          yield again
            ? {
                key: outcome.key,
                status: 'failed',
                error: new ConnectorError('resource.missing', 'It is gone'),
              }
            : outcome;
        }
      };
    }),
    noticedBy: ['write.delete'],
  },
  'deletes nothing': {
    spoil: writing(
      (write) =>
        async function* spoiled(operations, context) {
          for (const { key, action } of operations) if (action === 'delete') yield { key, status: 'deleted' };
          const rest = operations.filter(({ action }) => action !== 'delete');
          if (rest.length > 0) yield* write(rest, context);
        },
    ),
    noticedBy: ['write.delete'],
  },
  'forgets a key that it looks up': {
    spoil: looking((found) => new Map([...found].slice(1))),
    noticedBy: ['lookup.all'],
  },
  'finds what is not there': {
    spoil: looking(
      (found, keys) => new Map(keys.map((key) => [key, found.get(key) ?? { remote: { id: key } }])),
    ),
    noticedBy: ['lookup.all'],
  },
  'gives no data back': {
    spoil: looking((found) => new Map([...found].map(([key, { remote }]) => [key, { remote }]))),
    noticedBy: ['lookup.data'],
  },
  'gives data back in another form': {
    spoil: looking(
      (found) =>
        new Map(
          [...found].map(([key, { remote, data }]) => [key, { remote, data: { ...data, brand: 'other' } }]),
        ),
    ),
    noticedBy: ['lookup.data'],
  },
  'takes accepted for done': {
    mode: jobs,
    spoil: settling((settlements) =>
      settlements.map(({ key, ...rest }) =>
        rest.status === 'pending'
          ? { key, status: 'settled', outcome: { key, status: 'created', remote: { id: key } } }
          : { key, ...rest },
      ),
    ),
    noticedBy: ['settle.pending', 'settle.restart'],
  },
  'takes results in the order of receipts': {
    mode: jobs,
    spoil: settling((settlements) => {
      const rejected = settlements.find(
        (each) => each.status === 'settled' && each.outcome.status === 'rejected',
      );
      return settlements.map((each, index) => {
        if (each.status !== 'settled' || rejected?.status !== 'settled') return each;
        const outcome =
          index === 0
            ? rejected.outcome
            : each.outcome.status === 'rejected'
              ? settledWell(each.key)
              : each.outcome;
        return { ...each, outcome: { ...outcome, key: each.key } };
      });
    }),
    noticedBy: ['settle.restart'],
  },
  'forgets a receipt': {
    mode: jobs,
    spoil: settling((settlements) => settlements.slice(1)),
    noticedBy: ['settle.restart', 'write.create'],
  },
  'knows its jobs only as long as it lives': {
    mode: jobs,
    spoil: (destination) => {
      const own = new Set<string>();
      receiptsOfThisProcess.clear();
      return Object.freeze({
        ...destination,
        async *write(operations: readonly PlannedOperation[], context: ConnectorContext) {
          for await (const outcome of destination.write(operations, context)) {
            if (outcome.status === 'accepted') own.add(outcome.receipt.id);
            yield outcome;
          }
        },
        async *settle(receipts, context) {
          const known = receipts.filter(({ id }) => own.has(id));
          yield* destination.settle?.(known, context) ?? [];
        },
      } satisfies Any);
    },
    noticedBy: ['settle.restart'],
  },
  'sends a create again when the connection breaks': {
    mode: { identity: 'assigned', proxy: stubborn },
    noticedBy: ['write.create-once'],
  },
  'does not repeat requests': {
    mode: { attempts: 1 },
    noticedBy: [
      'write.retries-limited',
      'write.retries-unavailable',
      'write.retries-broken',
      'write.retries-malformed',
    ],
  },
  'takes failures for done': {
    spoil: throwing((_error, operations) => operations.map(({ key }) => ({ key, status: 'updated' }))),
    noticedBy: [
      'write.fails-refused',
      'write.fails-forbidden',
      'write.fails-limited',
      'write.fails-down',
      'write.fails-broken',
      'write.fails-malformed',
    ],
  },
  'takes an outage for bad data': {
    spoil: throwing((error, operations) =>
      operations.map(({ key }) => ({
        key,
        status: 'rejected',
        issues: [{ code: 'platform.rejected', severity: 'error', message: String(error) }],
      })),
    ),
    noticedBy: ['write.fails-down', 'write.fails-limited', 'write.abort'],
  },
  'takes a wrong password for an outage': {
    spoil: asCode('auth.failed', 'platform.unavailable'),
    noticedBy: ['write.fails-refused'],
  },
  'throws errors of the runtime': {
    spoil: throwing((error) => new TypeError(String(error))),
    noticedBy: ['write.fails-broken', 'write.fails-malformed', 'write.abort'],
  },
  'goes on after an abort': {
    spoil: writing(
      (write) =>
        async function* spoiled(operations, context) {
          for (const operation of operations) {
            yield* write([operation], { ...context, signal: new AbortController().signal });
          }
        },
    ),
    noticedBy: ['write.abort'],
  },
  'has a limiter for each instance': { mode: { sharedLimiter: false }, noticedBy: ['limits.declared'] },
  'shows a token in its errors': {
    spoil: throwing(
      (error, _operations, { secrets = [] }) =>
        new ConnectorError('platform.unavailable', `Failed with ${secrets[0]}`, {
          details: { error: String(error) },
        }),
    ),
    noticedBy: ['secrets.errors'],
  },
  'keeps a secret in a field': {
    spoil: (destination, { secrets = [] }) => Object.freeze({ ...destination, password: secrets[0] }),
    noticedBy: ['destination.frozen'],
  },
  'is never well': {
    spoil: other(() => ({ check: async () => ({ ok: false, items: [] }) })),
    noticedBy: ['destination.check'],
  },
  'is always well': {
    spoil: other(() => ({ check: async () => ({ ok: true, items: [] }) })),
    noticedBy: ['destination.check-refused'],
  },
  'describes no targets': {
    spoil: other((destination) => ({
      async describe(context) {
        const { targets: _targets, ...description } = await destination.describe(context);
        return description;
      },
    })),
    noticedBy: ['destination.describe'],
  },
  'has a schema that refuses good records': {
    spoil: other(({ records }) => {
      const { product } = records;
      if (product === undefined) return {};
      const schema = product.schema.refine((data) => !('brand' in data), { message: 'no brand' });
      return { records: { ...records, product: { ...product, schema } } };
    }),
    noticedBy: ['destination.samples', 'lookup.data'],
  },
};

function settledWell(key: string): {
  readonly key: string;
  readonly status: 'created';
  readonly remote: { readonly id: string };
} {
  return { key, status: 'created', remote: { id: key } };
}
