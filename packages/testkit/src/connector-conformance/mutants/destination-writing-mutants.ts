import type { ConnectorContext, DesiredRecord } from '@pim-connector/core';

import { other, outcomes, planning, writing } from './spoil-destination.ts';
import type { DestinationMutant } from './spoil-destination.ts';

let planned = 0;

/** Destinations that plan and write wrongly. */
export const writingMutants: Readonly<Record<string, DestinationMutant>> = {
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
  'leaves out what is null': {
    spoil: planning((operations) =>
      operations.map((operation) => {
        if (operation.action !== 'update') return operation;
        const fields = Object.entries(operation.payload as object);
        return { ...operation, payload: Object.fromEntries(fields.filter(([, value]) => value !== null)) };
      }),
    ),
    noticedBy: ['write.clear'],
  },
  'empties what a record does not say': {
    spoil: planning((operations, records) =>
      operations.map((operation, index) => {
        const record = records[index];
        if (operation.action !== 'update' || record?.op !== 'upsert' || 'brand' in record.data)
          return operation;
        return { ...operation, payload: { ...(operation.payload as object), brand: null } };
      }),
    ),
    noticedBy: ['write.absent'],
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
};
