import type { RemoteRecord } from '../connector/index.ts';
import type { RecordKey } from '../model/index.ts';
import { abortError } from './may-write.ts';
import type { PageContext } from './page-context.ts';
import { openItems } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { destinationError, failTogether } from './stage-error.ts';

/**
 * Stage: looks up what the destination has of records that may have been written without anybody remembering it:
 * those of a page that a run was writing when it died, and those with an intent. What was created already is
 * linked, and what is there already is not sent again.
 */
export async function recallRemote(items: readonly PageItem[], context: PageContext): Promise<void> {
  const unknown = openItems(items).filter((item) => mayBeThere(item, context));
  if (unknown.length === 0 || context.destination.lookup === undefined) return;
  await awaitLookupLag(unknown, context);
  const found = await lookUp(unknown, context);
  for (const item of unknown) {
    const remote = found.get(item.key);
    if (remote === undefined) continue;
    item.remote ??= remote.remote;
    item.there = remote.data ?? null;
  }
}

function mayBeThere({ fingerprint, intent, record }: PageItem, context: PageContext): boolean {
  if (record.op === 'delete') return false;
  if (fingerprint === null) return context.uncertain || intent !== null;
  return context.uncertain && context.prepared.destination.readBack;
}

/** Waits until the platform surely finds what was created last: before that, "not found" says nothing. */
export async function awaitLookupLag(items: readonly PageItem[], context: PageContext): Promise<void> {
  const { clock, signal } = context.connector;
  const lag = context.prepared.destination.lookup?.lag ?? 0;
  const newest = Math.max(...items.map(({ intent }) => (intent === null ? -Infinity : Date.parse(intent))));
  const wait = newest + lag - clock.now();
  if (!Number.isFinite(wait) || wait <= 0) return;
  try {
    await clock.sleep(wait, signal);
  } catch {
    throw abortError(context);
  }
}

/** Looks records up; if that fails, so do they. */
export async function lookUp(
  items: readonly PageItem[],
  context: PageContext,
): Promise<ReadonlyMap<RecordKey, RemoteRecord>> {
  const { destination, prepared, connector } = context;
  const keys = items.map(({ key }) => key);
  try {
    return (
      (await destination.lookup?.({ entity: prepared.entity, keys }, connector)) ??
      new Map<RecordKey, RemoteRecord>()
    );
  } catch (error) {
    failTogether(items, 'diff', destinationError(error, 'lookup', context));
    return new Map();
  }
}
