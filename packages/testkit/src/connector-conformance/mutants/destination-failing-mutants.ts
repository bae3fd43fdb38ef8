import { ConnectorError } from '@pim-connector/core';
import type { ConnectorContext, PlannedOperation } from '@pim-connector/core';

import { asCode, jobs, looking, other, settling, stubborn, throwing, writing } from './spoil-destination.ts';
import type { Any, DestinationMutant } from './spoil-destination.ts';

/** Destinations that delete, look up, settle and fail wrongly. */
export const failingMutants: Readonly<Record<string, DestinationMutant>> = {
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
  'gives back what is wanted': {
    spoil: looking(
      (found, _keys, known) =>
        new Map(
          [...found].map(([key, { remote, data }]) => [
            key,
            { remote, data: { ...data, ...known.get(key)?.desired?.data } },
          ]),
        ),
    ),
    noticedBy: ['lookup.other'],
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
