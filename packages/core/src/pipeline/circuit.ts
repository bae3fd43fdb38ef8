import type { Destination, WriteOutcome } from '../connector/index.ts';
import { isConnectorError } from '../errors/index.ts';
import type { ConnectorError } from '../errors/index.ts';

/**
 * Protects an account from being asked again and again what it has refused already: the first error that stops a run
 * (wrong credentials, a closed account) opens the circuit, and every further call gets that error at once. Until a
 * first call has succeeded, calls go out one at a time, so that a wrong password costs one request and not one per
 * page under way.
 */
export interface Circuit {
  /**
   * @param operation what is being done, for the error that opens it.
   * @param proves whether success shows that the platform lets us in; making a plan may need no request at all.
   */
  call<Result>(operation: string, work: () => Promise<Result>, proves?: boolean): Promise<Result>;
  /** Told of an error of a call that was let through before. */
  note(operation: string, error: unknown): void;
}

/** Makes a closed circuit. */
export function createCircuit(): Circuit {
  let opened: ConnectorError | null = null;
  let proven = false;
  let trial: Promise<unknown> = Promise.resolve();

  const note: Circuit['note'] = (operation, error) => {
    if (isConnectorError(error, 'auth.failed', 'permission.denied', 'platform.suspended', 'quota.exhausted'))
      opened ??= error.at({ operation });
  };

  const attempt = async <Result>(
    operation: string,
    work: () => Promise<Result>,
    proves: boolean,
  ): Promise<Result> => {
    if (opened !== null) throw opened;
    try {
      const result = await work();
      proven ||= proves && opened === null;
      return result;
    } catch (error) {
      note(operation, error);
      throw error;
    }
  };

  return {
    note,
    call(operation, work, proves = true) {
      if (proven) return attempt(operation, work, proves);
      const turn = trial.then(() => attempt(operation, work, proves));
      trial = turn.catch(() => undefined);
      return turn;
    },
  };
}

/** A destination whose calls go through a circuit. */
export function guardDestination(destination: Destination, circuit: Circuit): Destination {
  const guardedLookup: Destination['lookup'] = (request, context) =>
    circuit.call('lookup', async () => (await destination.lookup?.(request, context)) ?? new Map());
  const guardedSettle: Destination['settle'] = (receipts, context, request) =>
    guarded('settle', circuit, () => destination.settle?.(receipts, context, request) ?? nothing());
  return {
    ...destination,
    plan: (records, context) => circuit.call('plan', () => destination.plan(records, context), false),
    write: (operations, context) =>
      guarded('write', circuit, () => notingFailures(circuit, destination.write(operations, context))),
    ...(destination.lookup === undefined ? {} : { lookup: guardedLookup }),
    ...(destination.settle === undefined ? {} : { settle: guardedSettle }),
  };
}

async function* nothing(): AsyncGenerator<never> {
  // Nothing to give.
}

// A refusal of the account may also come as the outcome of an operation.
async function* notingFailures(
  circuit: Circuit,
  outcomes: AsyncIterable<WriteOutcome>,
): AsyncGenerator<WriteOutcome> {
  for await (const outcome of outcomes) {
    if (outcome.status === 'failed') circuit.note('write', outcome.error);
    yield outcome;
  }
}

// What is given one by one counts as called when the first of it comes. The rest is taken in any case: it tells what
// the platform has done already.
async function* guarded<Item>(
  operation: string,
  circuit: Circuit,
  open: () => AsyncIterable<Item>,
): AsyncGenerator<Item> {
  const items = open()[Symbol.asyncIterator]();
  try {
    let next = await circuit.call(operation, () => items.next());
    while (next.done !== true) {
      yield next.value;
      // oxlint-disable-next-line no-await-in-loop
      next = await items.next();
    }
  } catch (error) {
    circuit.note(operation, error);
    throw error;
  } finally {
    await items.return?.();
  }
}
