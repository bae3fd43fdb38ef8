import type { Issue } from '../errors/index.ts';
import type { DeadLetter, ParkedEntry } from '../state/index.ts';
import { knownReferences } from './known-references.ts';
import { isReceiptId, openReceipts } from './open-receipts.ts';
import { timestamp } from './page-context.ts';
import type { PageContext } from './page-context.ts';
import { pageItem } from './page-item.ts';
import { noPage } from './page-result.ts';
import type { PageResult } from './page-result.ts';
import { processItems } from './process-page.ts';
import { isCreateId, recallIntents } from './recall-intents.ts';
import { toReference } from './to-reference.ts';

/** Told what became of parked records. */
export type OnReleased = (entries: readonly ParkedEntry[], result: PageResult) => void;

/** Milliseconds that a record may wait for others before a person is told. */
export const defaultParkTime = 86_400_000;

/** Records that are released together. */
export const recordsAtOnce = 100;

/**
 * Brings over the parked records whose missing links have appeared, and goes on as long as that makes more of them
 * appear: a tree that was parked from the second level down gets through level by level.
 */
export async function releaseParked(context: PageContext, onReleased: OnReleased): Promise<void> {
  let progressed = true;
  while (progressed) {
    progressed = false;
    for await (const entries of parkedEntries(context)) {
      const ready = await readyEntries(entries, context);
      for (let start = 0; start < ready.length; start += recordsAtOnce) {
        const some = ready.slice(start, start + recordsAtOnce);
        const items = some.map((entry) => pageItem(entry.record, context.prepared.hash, entry));
        // oxlint-disable-next-line no-await-in-loop
        const result = await processItems(items, [], context, {});
        progressed ||= result.counts.parked < some.length;
        onReleased(some, result);
      }
    }
  }
}

/** Turns records that have been parked for too long into dead letters that name what they wait for. */
export async function giveUpParked(
  before: number,
  context: PageContext,
  onGivenUp: OnReleased,
): Promise<void> {
  const { store, lease, prepared } = context;
  const { entity } = prepared;
  for await (const entries of parkedEntries(context)) {
    const old = entries.filter(({ at }) => Date.parse(at) <= before);
    // Its own receipt is no other record: it is settled sooner or later, however long the platform takes.
    const settling = await settlingKeys(old, context);
    const late = old.filter(({ key }) => !settling.has(key));
    if (late.length === 0) continue;
    const letters = late.map((entry) => givenUpLetter(entry, context));
    await store.commit(lease(), {
      deadLetters: { entity, set: letters },
      ledger: [{ kind: 'parked', remove: late.map(({ key, at }) => ({ entity, key, at })) }],
    });
    const rejected = letters.map(({ key, issues }) => ({ key, stage: 'diff', issues }));
    const keys = letters.map(({ key }) => key);
    onGivenUp(late, { ...noPage(keys, 'rejected'), rejected });
  }
}

/** The records of the entity that wait. */
export function parkedEntries({
  store,
  pipeline,
  prepared,
}: PageContext): AsyncIterable<readonly ParkedEntry[]> {
  return store.entries(pipeline, 'parked', { entity: prepared.entity });
}

async function readyEntries(
  entries: readonly ParkedEntry[],
  context: PageContext,
): Promise<readonly ParkedEntry[]> {
  const links = entries.flatMap(({ missing }) => missing.filter(isReference).map(toReference));
  const known = await knownReferences(links, context);
  const settling = await settlingKeys(entries, context);
  const elsewhere = await createdElsewhere(entries, context);
  return entries.filter(({ key, missing }) =>
    missing.every((id) => {
      if (isReceiptId(id)) return !settling.has(key);
      return isCreateId(id) ? !elsewhere.has(key) : known.has(id);
    }),
  );
}

/** Whether records wait for a create that another pipeline has announced, and that it may still be carrying out. */
export async function isAnyCreatedElsewhere(context: PageContext): Promise<boolean> {
  if (context.prepared.destination.identity === 'natural') return false;
  for await (const entries of parkedEntries(context)) {
    if ((await createdElsewhere(entries, context)).size > 0) return true;
  }
  return false;
}

async function createdElsewhere(
  entries: readonly ParkedEntry[],
  context: PageContext,
): Promise<ReadonlySet<string>> {
  const keys = entries.filter(({ missing }) => missing.some(isCreateId)).map(({ key }) => key);
  const intents = await recallIntents(keys, context);
  return new Set(keys.filter((key) => intents.get(key)?.elsewhere === true));
}

/** Records whose own last operation is not settled yet. */
function settlingKeys(entries: readonly ParkedEntry[], context: PageContext): Promise<ReadonlySet<string>> {
  const keys = entries.filter(({ missing }) => missing.some(isReceiptId)).map(({ key }) => key);
  return openReceipts(context.pipeline, keys, context);
}

/** What a record waits for is another record, unless it says otherwise. */
export function isReference(id: string): boolean {
  return !isReceiptId(id) && !isCreateId(id);
}

function givenUpLetter(entry: ParkedEntry, context: PageContext): DeadLetter {
  const { prepared, run } = context;
  return {
    entity: prepared.entity,
    key: entry.key,
    status: 'rejected',
    stage: 'diff',
    issues: entry.missing
      .filter((id) => !isReceiptId(id))
      .map((id) => (isCreateId(id) ? elsewhereIssue(entry) : missingIssue(id))),
    error: null,
    attempts: Math.max(1, entry.attempts),
    firstAt: entry.at,
    lastAt: timestamp(context),
    // Only records in canonical form are parked.
    record: JSON.parse(JSON.stringify(entry.record)) as DeadLetter['record'],
    mapping: prepared.hash,
    run,
  };
}

function elsewhereIssue({ key }: ParkedEntry): Issue {
  return {
    code: 'reference.missing',
    severity: 'error',
    message:
      'Another pipeline has announced that it creates the record, and it is still open what became of it',
    hint: 'Run the other pipeline to its end, then replay this record.',
    value: key,
  };
}

function missingIssue(id: string): Issue {
  const { entity, key } = toReference(id);
  return {
    code: 'reference.missing',
    severity: 'error',
    message: `The record refers to the ${entity} “${key}”, which the destination does not have`,
    value: key,
  };
}
