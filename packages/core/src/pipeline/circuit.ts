import type { Destination } from '../connector/index.ts';
import { isConnectorError } from '../errors/index.ts';
import type { ConnectorError } from '../errors/index.ts';

/**
 * Protects an account from being asked again and again what it has refused already: the first error that stops a run
 * (wrong credentials, a closed account) opens the circuit, and every further call gets that error at once. Until a
 * first call has succeeded, calls go out one at a time, so that a wrong password costs one request and not one per
 * page under way.
 */
export interface Circuit {
  /** @param proves whether success shows that the platform lets us in; making a plan may need no request at all. */
  call<Result>(work: () => Promise<Result>, proves?: boolean): Promise<Result>;
  /** The error that opened it; `null` while it is closed. */
  openedBy(): ConnectorError | null;
}

/** Makes a closed circuit. */
export function createCircuit(): Circuit {
  let opened: ConnectorError | null = null;
  let proven = false;
  let trial: Promise<unknown> = Promise.resolve();

  const attempt = async <Result>(work: () => Promise<Result>, proves: boolean): Promise<Result> => {
    if (opened !== null) throw opened;
    try {
      const result = await work();
      proven ||= proves;
      return result;
    } catch (error) {
      if (
        isConnectorError(error, 'auth.failed', 'permission.denied', 'platform.suspended', 'quota.exhausted')
      ) {
        opened = error;
      }
      throw error;
    }
  };

  return {
    openedBy: () => opened,
    call(work, proves = true) {
      if (proven) return attempt(work, proves);
      const turn = trial.then(() => attempt(work, proves));
      trial = turn.catch(() => undefined);
      return turn;
    },
  };
}

/** A destination whose calls go through a circuit. */
export function guardDestination(destination: Destination, circuit: Circuit): Destination {
  const guardedLookup: Destination['lookup'] = (request, context) =>
    circuit.call(async () => (await destination.lookup?.(request, context)) ?? new Map());
  const guardedSettle: Destination['settle'] = (receipts, context) =>
    guarded(circuit, () => destination.settle?.(receipts, context) ?? nothing());
  return {
    ...destination,
    plan: (records, context) => circuit.call(() => destination.plan(records, context), false),
    write: (operations, context) => guarded(circuit, () => destination.write(operations, context)),
    ...(destination.lookup === undefined ? {} : { lookup: guardedLookup }),
    ...(destination.settle === undefined ? {} : { settle: guardedSettle }),
  };
}

async function* nothing(): AsyncGenerator<never> {
  // Nothing to give.
}

// What is given one by one counts as called when the first of it comes.
async function* guarded<Item>(circuit: Circuit, open: () => AsyncIterable<Item>): AsyncGenerator<Item> {
  const items = open()[Symbol.asyncIterator]();
  try {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop
      const next = await circuit.call(() => items.next());
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await items.return?.();
  }
}
