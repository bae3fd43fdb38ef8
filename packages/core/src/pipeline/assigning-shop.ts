import { z } from 'zod';

import { checkResult, defineDestination, emptySchemaDescription } from '../connector/index.ts';
import type {
  Clock,
  Destination,
  DestinationEntityCapabilities,
  PendingReceipt,
  PlannedOperation,
  RemoteRecord,
  RemoteReference,
  Settlement,
  SettleRequest,
  WriteOutcome,
} from '../connector/index.ts';
import { decimalSchema } from '../model/index.ts';
import type { JsonValue } from '../model/index.ts';

const productSchema = z.strictObject({
  title: z.string(),
  price: decimalSchema.exactOptional(),
  stock: decimalSchema.nullable().exactOptional(),
  parent: z.string().exactOptional(),
  maker: z.string().exactOptional(),
});

/** A product of {@link assigningShop}. */
export interface AssignedProduct {
  readonly id: string;
  readonly key: string;
  readonly state: 'live' | 'archived';
  /** Moment from which on a lookup finds it. */
  readonly visibleAt: number;
  readonly data: Record<string, unknown>;
}

/** A job that an {@link assigningShop} has accepted. */
interface Job {
  readonly operation: PlannedOperation;
  readonly doneAt: number;
}

/** See {@link assigningShop}. */
export interface AssigningShop {
  readonly products: AssignedProduct[];
  /** Every operation that reached the shop. */
  readonly writes: PlannedOperation[];
  readonly lookups: (readonly string[])[];
  readonly destination: Destination;
  /** Products of a key that are not archived. */
  of(key: string): readonly AssignedProduct[];
  /** The key that is there more than once, if there is one. */
  duplicate(): string | undefined;
}

/** How an {@link assigningShop} behaves. */
export interface AssigningShopOptions {
  readonly clock: Clock;
  /** Milliseconds until a lookup finds what was created. */
  readonly lag?: number;
  /** Milliseconds that a job takes; without it everything is done at once. */
  readonly jobTime?: number;
  readonly capabilities?: Partial<DestinationEntityCapabilities>;
  /** Whether a product can be written before its parent. */
  readonly deferrable?: boolean;
  /** Takes the place of the shop’s own answer. */
  readonly write?: (
    operations: readonly PlannedOperation[],
    own: (operations: readonly PlannedOperation[]) => AsyncIterable<WriteOutcome>,
  ) => AsyncIterable<WriteOutcome>;
  /** May change what the shop says of a receipt. */
  readonly settle?: (
    receipts: readonly PendingReceipt[],
    own: (receipts: readonly PendingReceipt[]) => AsyncIterable<Settlement>,
    request: SettleRequest,
  ) => AsyncIterable<Settlement>;
  /** Called before each lookup. */
  readonly onLookup?: () => void;
}

/**
 * A shop that gives its own ids and makes a further product at each create, for tests. With a job time it accepts
 * everything and carries it out later.
 */
export function assigningShop(options: AssigningShopOptions): AssigningShop {
  const { clock, lag = 0, jobTime, capabilities, deferrable = false } = options;
  const products: AssignedProduct[] = [];
  const writes: PlannedOperation[] = [];
  const lookups: (readonly string[])[] = [];
  const jobs = new Map<string, Job>();
  let ids = 0;

  const carryOut = ({ key, action, payload, data }: PlannedOperation): WriteOutcome => {
    // No id is given twice, also when a product is gone.
    if (action === 'create') ids = Math.max(ids, products.length) + 1;
    const id = typeof data === 'string' ? data : `id-${ids}`;
    const place = products.findIndex((product) => product.id === id);
    const known = products[place];
    if (action === 'create') {
      products.push({
        id,
        key,
        state: 'live',
        visibleAt: clock.now() + lag,
        data: { ...(payload as object) },
      });
      return { key, status: 'created', remote: { id } };
    }
    if (known === undefined) {
      return {
        key,
        status: 'rejected',
        issues: [{ code: 'platform.rejected', severity: 'error', message: `there is no ${id}` }],
      };
    }
    if (action === 'update') {
      products[place] = { ...known, state: 'live', data: { ...known.data, ...(payload as object) } };
      return { key, status: 'updated', remote: { id } };
    }
    if (payload === 'delete') products.splice(place, 1);
    else products[place] = { ...known, state: 'archived' };
    return { key, status: 'deleted' };
  };

  async function* own(operations: readonly PlannedOperation[]): AsyncGenerator<WriteOutcome> {
    for (const operation of operations) {
      writes.push(operation);
      if (jobTime === undefined) {
        yield carryOut(operation);
        continue;
      }
      const id = `job-${jobs.size + 1}`;
      jobs.set(id, { operation, doneAt: clock.now() + jobTime });
      yield { key: operation.key, status: 'accepted', receipt: { id } };
    }
  }

  const outcomes = new Map<string, WriteOutcome>();
  async function* ownSettle(receipts: readonly PendingReceipt[]): AsyncGenerator<Settlement> {
    for (const { id, key } of receipts) {
      const job = jobs.get(id);
      if (job === undefined || job.doneAt > clock.now()) {
        yield { key, status: 'pending', checkAfter: 1_000 };
        continue;
      }
      const outcome = outcomes.get(id) ?? carryOut(job.operation);
      outcomes.set(id, outcome);
      if (outcome.status !== 'accepted') yield { key, status: 'settled', outcome };
    }
  }

  const destination = defineDestination({
    type: 'assigning-shop',
    config: z.strictObject({}),
    records: {
      product: {
        schema: productSchema,
        sections: { price: 'prices', stock: 'inventory' },
        references: ({ parent, maker }) =>
          Object.entries({ parent, maker }).flatMap(([path, key]) =>
            key === undefined
              ? []
              : [{ entity: 'product', key, path, ...(deferrable ? { deferrable } : {}) }],
          ),
      },
    },
    account: () => 'assigning-shop',
    create: () => ({
      capabilities: {
        entities: {
          product: {
            operations: ['create', 'update', 'delete'],
            batch: { records: 5 },
            concurrency: 2,
            failureUnit: 'record',
            completion: jobTime === undefined ? 'sync' : 'async',
            identity: 'assigned',
            lookup: { lag },
            readBack: true,
            unfinished: deferrable,
            deletes: ['delete', 'archive'],
            ...capabilities,
          },
        },
      },
      check: async () => checkResult([]),
      describe: async () => emptySchemaDescription,
      async lookup({ keys }) {
        lookups.push(keys);
        options.onLookup?.();
        const visible = products.filter(
          ({ key, visibleAt }) => keys.includes(key) && visibleAt <= clock.now(),
        );
        return new Map(
          visible.map(({ key, id, data }): [string, RemoteRecord] => [key, { remote: { id }, data }]),
        );
      },
      plan: async (records) => records.map(planRecord),
      write: (operations) => options.write?.(operations, own) ?? own(operations),
      settle: (receipts, _context, request = {}) =>
        options.settle?.(receipts, ownSettle, request) ?? ownSettle(receipts),
    }),
  })({});

  return {
    products,
    writes,
    lookups,
    destination,
    of: (key) => products.filter((product) => product.key === key && product.state === 'live'),
    duplicate: () =>
      products.find(({ key, id }) => products.some((other) => other.key === key && other.id !== id))?.key,
  };
}

function planRecord(record: {
  readonly op: 'upsert' | 'delete';
  readonly entity: PlannedOperation['entity'];
  readonly key: string;
  readonly remote: RemoteReference | null;
  readonly mode?: string;
  readonly data?: object;
  readonly references?: ReadonlyMap<string, RemoteReference>;
  readonly sections?: readonly string[];
}): PlannedOperation {
  const { op, entity, key, remote, sections = [], references, data } = record;
  const known = remote === null ? {} : { data: remote.id };
  const payload = (op === 'delete' ? record.mode : withoutUnknown(data ?? {}, references)) as JsonValue;
  const action = op === 'delete' ? 'delete' : remote === null ? 'create' : 'update';
  return { entity, key, action, sections, payload, calls: 1, ...known };
}

/** A product without those that it refers to and that the shop does not have yet. */
function withoutUnknown(data: object, references?: ReadonlyMap<string, RemoteReference>): object {
  return Object.fromEntries(
    Object.entries(data).filter(
      ([name, value]) =>
        !['parent', 'maker'].includes(name) || references?.has(`product:${String(value)}`) === true,
    ),
  );
}
