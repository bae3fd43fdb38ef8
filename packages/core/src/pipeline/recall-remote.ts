import { referenceId } from '../connector/index.ts';
import type { KnownRecord, RemoteRecord, RemoteReference } from '../connector/index.ts';
import type { RecordKey } from '../model/index.ts';
import { alignVariants } from './align-variants.ts';
import type { ReadBack } from './differing-sections.ts';
import { knownReferences } from './known-references.ts';
import type { PageContext } from './page-context.ts';
import { openItems, variantKeysOf } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { pause } from './pause.ts';
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
    // Where the lookup failed, the record has failed with it: to create it again could make a second one.
    if (item.result !== null) continue;
    item.decided = true;
    const remote = found.get(item.key);
    if (remote === undefined) continue;
    // What a create has made since is newer than a link that is left from before.
    if ((item.intent !== null || context.uncertain) && item.remote?.id !== remote.remote.id) {
      item.remote = remote.remote;
      item.linked = false;
    }
    item.remote ??= remote.remote;
    item.there = readBackOf(remote);
  }
}

function mayBeThere({ fingerprint, intent, record, remote }: PageItem, context: PageContext): boolean {
  if (intent !== null) return true;
  if (record.op === 'delete') return context.uncertain && remote === null;
  return context.uncertain && (fingerprint === null || context.prepared.destination.readBack);
}

/** Waits until the platform surely finds what was created last: before that, "not found" says nothing. */
export async function awaitLookupLag(items: readonly PageItem[], context: PageContext): Promise<void> {
  const { clock } = context.connector;
  const lag = context.prepared.destination.lookup?.lag ?? 0;
  const newest = Math.max(...items.map(({ intent, sentUntil }) => (intent === null ? -Infinity : sentUntil)));
  // A clock that was set back must not make anybody wait longer than the lag.
  const wait = Math.min(lag, newest + lag - clock.now());
  if (!Number.isFinite(wait) || wait <= 0) return;
  await pause(wait, context);
}

/** What was read back; `null`: the destination says only that the record is there. */
export function readBackOf({ data, unreadable }: RemoteRecord): ReadBack | null {
  if (data === undefined) return null;
  return { data, ...(unreadable === undefined ? {} : { unreadable }) };
}

/** Looks records up; if that fails, so do they. */
export async function lookUp(
  items: readonly PageItem[],
  context: PageContext,
): Promise<ReadonlyMap<RecordKey, RemoteRecord>> {
  const { destination, prepared, connector } = context;
  const keys = items.map(({ key }) => key);
  const known = await knownRecords(items, context);
  try {
    const found = await destination.lookup?.({ entity: prepared.entity, keys, known }, connector);
    const wanted = new Map(items.map(({ key, data }) => [key, data]));
    return new Map(
      [...(found ?? [])].map(([key, remote]) => [
        key,
        alignVariants(remote, wanted.get(key) ?? null, prepared.definition),
      ]),
    );
  } catch (error) {
    failTogether(items, 'diff', destinationError(error, 'lookup', context));
    return new Map();
  }
}

/** What a destination may know of the records that it looks up. */
async function knownRecords(
  items: readonly PageItem[],
  context: PageContext,
): Promise<ReadonlyMap<RecordKey, KnownRecord>> {
  const { definition } = context.prepared;
  const wanted = items.map((item) => {
    const { record, data, remote, key } = item;
    if (data === null || record.op === 'delete') return { key, remote, desired: null };
    const variantKeys = variantKeysOf(record);
    const references = definition.references?.(data) ?? [];
    return { key, remote, desired: { data, variantKeys, references } };
  });
  const linked = await knownReferences(
    wanted.flatMap(({ desired }) => desired?.references ?? []),
    context,
  );
  return new Map(
    wanted.map(({ key, remote, desired }) => {
      if (desired === null) return [key, { remote }];
      const references = desired.references.flatMap((reference): [string, RemoteReference][] => {
        const id = referenceId(reference);
        const link = linked.get(id);
        return link === undefined ? [] : [[id, link]];
      });
      return [key, { remote, desired: { ...desired, references: new Map(references) } }];
    }),
  );
}
