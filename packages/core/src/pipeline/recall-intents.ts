import type { Entity, RecordKey } from '../model/index.ts';
import type { Intent } from '../state/index.ts';
import { openReceipts } from './open-receipts.ts';
import type { PageContext } from './page-context.ts';

/** A create that was announced and of which nobody knows yet whether it happened. */
interface RecalledIntent {
  readonly intent: Intent;
  /** Another pipeline is carrying it out, or the platform has accepted it for later: it is not ours to decide. */
  readonly elsewhere: boolean;
  /** Milliseconds since 1970-01-01T00:00:00Z until which it may have been sent. */
  readonly sentUntil: number;
}

/** Recalls the intents of records, whichever pipeline to the account announced them. */
export async function recallIntents(
  keys: readonly RecordKey[],
  context: PageContext,
): Promise<ReadonlyMap<RecordKey, RecalledIntent>> {
  const { store, destination, prepared, pipeline } = context;
  if (prepared.destination.identity === 'natural' || keys.length === 0) return new Map();
  const intents = await store.intents(destination.account, prepared.entity, keys);
  const accepted = await acceptedElsewhere([...intents.values()], context);
  return new Map(
    [...intents].map(([key, { held, ...intent }]): [RecordKey, RecalledIntent] => {
      const elsewhere = intent.pipeline !== pipeline && (held || accepted.has(key));
      return [key, { intent, elsewhere, sentUntil: sentUntil(intent, context) }];
    }),
  );
}

/** Records of which another pipeline has a receipt: the create may be carried out long after its run has ended. */
async function acceptedElsewhere(
  intents: readonly Intent[],
  context: PageContext,
): Promise<ReadonlySet<RecordKey>> {
  const accepted = new Set<RecordKey>();
  if (context.prepared.destination.completion === 'sync') return accepted;
  const others = Map.groupBy(intents, ({ pipeline }) => pipeline);
  others.delete(context.pipeline);
  for (const [pipeline, theirs] of others) {
    const keys = theirs.map(({ key }) => key);
    // oxlint-disable-next-line no-await-in-loop
    for (const key of await openReceipts(pipeline, keys, context)) accepted.add(key);
  }
  return accepted;
}

/**
 * Whoever announced a create may have waited long before sending it, for a rate limit for instance, and have died right
 * after. An earlier run of ours was over when this one had its lease; of a worker that died in this run, and of another
 * pipeline, nobody knows more than that it is over now.
 */
function sentUntil(
  { pipeline, run, at }: Intent,
  { pipeline: ours, run: thisRun, begunAt, connector }: PageContext,
): number {
  if (pipeline !== ours || run === thisRun) return connector.clock.now();
  return Math.max(Date.parse(at), begunAt);
}

const createPrefix = 'create:';

/** What a record waits for whose create another pipeline has announced. */
export function createId(entity: Entity, key: RecordKey): string {
  return `${createPrefix}${entity}:${key}`;
}

/** Whether a record waits for a create of another pipeline, see {@link createId}. */
export function isCreateId(missing: string): boolean {
  return missing.startsWith(createPrefix);
}
