import type { PlannedOperation, WriteOutcome } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import type { RecordKey } from '../model/index.ts';
import type { PageContext } from './page-context.ts';
import { destinationError } from './stage-error.ts';

/** What came of writing a batch. */
export interface BatchOutcome {
  /** By record key. */
  readonly outcomes: ReadonlyMap<RecordKey, WriteOutcome>;
  /** Why operations are without an outcome; `null` if none is. */
  readonly error: ConnectorError | null;
}

const statuses: ReadonlySet<WriteOutcome['status']> = new Set([
  'created',
  'updated',
  'unchanged',
  'deleted',
  'accepted',
  'rejected',
  'failed',
] as const);

/** Writes one batch, and holds the destination to its word: exactly one outcome per operation. */
export async function writeBatch(
  operations: readonly PlannedOperation[],
  context: PageContext,
): Promise<BatchOutcome> {
  const outcomes = new Map<RecordKey, WriteOutcome>();
  const expected = new Set(operations.map(({ key }) => key));
  const { completion, identity } = context.prepared.destination;
  const mayAccept = completion === 'async';
  const isAssigned = identity === 'assigned';
  try {
    for await (const outcome of context.destination.write(operations, context.connector)) {
      const { key, status } = outcome;
      if (!statuses.has(status)) throw broken(`gave an outcome for “${key}” without a known status`, context);
      if (!expected.has(key))
        throw broken(`gave an outcome for “${key}”, which was not in the batch`, context);
      if (outcomes.has(key)) throw broken(`gave two outcomes for “${key}”`, context);
      if (status === 'accepted' && !mayAccept)
        throw broken(`accepted “${key}” for later, which it does not announce`, context);
      if (status === 'created' && outcome.remote === undefined && isAssigned)
        throw broken(`created “${key}” without saying under which id`, context);
      outcomes.set(key, outcome);
    }
  } catch (error) {
    return { outcomes, error: destinationError(error, 'write', context) };
  }
  const missing = operations.find(({ key }) => !outcomes.has(key));
  if (missing === undefined) return { outcomes, error: null };
  const count = operations.length - outcomes.size;
  return {
    outcomes,
    error: broken(
      `gave no outcome for ${count} of ${operations.length} operations, such as “${missing.key}”`,
      context,
    ),
  };
}

function broken(what: string, { destination, prepared }: PageContext): ConnectorError {
  return new ConnectorError('connector.protocol', `${destination.type} ${what}`, {
    connector: destination.type,
    operation: 'write',
    entity: prepared.entity,
    hint: 'write() must give exactly one outcome per operation.',
  });
}
