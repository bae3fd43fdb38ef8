import type { JsonValue, PlannedOperation } from '@pim-connector/core';

import { looking, outcomes, planning, writing } from './spoil-destination.ts';
import type { DestinationMutant } from './spoil-destination.ts';
import { unencodedKey } from './unencoded-key.ts';

/** Spoils the prices in what is sent. */
function withPrices(operation: PlannedOperation, change: (amount: string) => JsonValue): PlannedOperation {
  const payload = JSON.stringify(operation.payload, (name, value: unknown) =>
    name === 'amount' && typeof value === 'string' ? change(value) : value,
  );
  return { ...operation, payload: JSON.parse(payload) as JsonValue };
}

/** Spoils the key under which something is sent. */
function withKey(operation: PlannedOperation, change: (key: string) => string): PlannedOperation {
  const { payload } = operation;
  if (typeof payload !== 'object' || payload === null || !('id' in payload)) return operation;
  return { ...operation, payload: { ...payload, id: change(operation.key) } };
}

/** Destinations that damage values and keys on the way, or tell something else than happened. */
export const valueMutants: Readonly<Record<string, DestinationMutant>> = {
  'tells what was planned, though the record was there': {
    spoil: outcomes((outcome, index, operations) => {
      const isCreate = operations.find(({ key }) => key === outcome.key)?.action === 'create';
      const isDone = outcome.status === 'updated' || outcome.status === 'unchanged';
      return [isCreate && isDone ? { ...outcome, status: 'created' } : outcome];
    }),
    noticedBy: ['write.created'],
  },
  'says that it updated what it has created': {
    spoil: outcomes((outcome) => [
      outcome.status === 'created' ? { ...outcome, status: 'updated' } : outcome,
    ]),
    noticedBy: ['write.created', 'write.peculiar-keys'],
  },
  'says that it created what it has updated': {
    spoil: outcomes((outcome) => [
      outcome.status === 'updated' ? { ...outcome, status: 'created' } : outcome,
    ]),
    noticedBy: ['write.created', 'write.update'],
  },
  'says that nothing changed where it created': {
    spoil: outcomes((outcome) => [
      outcome.status === 'created' ? { ...outcome, status: 'unchanged' } : outcome,
    ]),
    noticedBy: ['write.created'],
  },
  'calculates with prices': {
    spoil: planning((operations) =>
      operations.map((operation) => withPrices(operation, (amount) => String(Number(amount) * 1.1))),
    ),
    noticedBy: ['write.decimals'],
  },
  'cuts prices off': {
    spoil: planning((operations) =>
      operations.map((operation) =>
        withPrices(operation, (amount) => String(Math.trunc(Number(amount) * 100) / 100)),
      ),
    ),
    noticedBy: ['write.decimals'],
  },
  'calculates with prices while it writes': {
    spoil: writing(
      (write) => (operations, context) =>
        write(
          operations.map((operation) => withPrices(operation, (amount) => String(Number(amount) * 1.1))),
          context,
        ),
    ),
    noticedBy: ['write.decimals'],
  },
  'puts keys into addresses as they are': {
    spoil: writing(
      (write) => (operations, context) =>
        write(
          operations.map((operation) => withKey(operation, unencodedKey)),
          context,
        ),
    ),
    noticedBy: ['write.peculiar-keys'],
  },
  'cannot find what has another key than plain words': {
    spoil: looking((found) => new Map([...found].filter(([key]) => encodeURIComponent(key) === key))),
    noticedBy: ['write.peculiar-keys'],
  },
};
