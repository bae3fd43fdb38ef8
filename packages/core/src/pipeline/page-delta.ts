import type { InvalidRow, Link, PartialWrite } from '../connector/index.ts';
import { showValue } from '../errors/index.ts';
import { jsonDefect } from '../model/index.ts';
import type { JsonValue, RecordKey } from '../model/index.ts';
import type { DeadLetter, Fingerprint, StoreDelta } from '../state/index.ts';
import type { CommitWith } from './commit-with.ts';
import { fingerprintInPart, fingerprintOf, withoutSections } from './item-fingerprint.ts';
import type { PageContext } from './page-context.ts';
import { pageIntents } from './page-intents.ts';
import { isSuperseded, isUndo, isWriteInDoubt } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { pageLedger } from './page-ledger.ts';
import { rowKey } from './page-result.ts';

/** All that a page changes in the store. */
export function pageDelta(
  items: readonly PageItem[],
  invalid: readonly InvalidRow[],
  context: PageContext,
  commit: CommitWith,
): StoreDelta {
  const { entity } = context.prepared;
  const { at, settled, ledger, fromReceipts, variants } = commit;
  return {
    ...(settled === null ? {} : { settled: { ...settled, entity } }),
    links: {
      account: context.destination.account,
      set: items.flatMap((item) => linksToSet(item, context)),
      remove: [
        ...items.filter(isUnlinked).map(({ key }) => ({ entity, key })),
        ...variants.map((variant) => ({ entity: 'variant' as const, ...variant })),
      ],
    },
    ...pageIntents(items, context, commit),
    fingerprints: {
      entity,
      set: items.flatMap(fingerprintToSet),
      remove: items.filter(isGone).map(({ key }) => key),
      ...(context.sweepPass === null
        ? {}
        : { seen: { pass: context.sweepPass, keys: seenKeys(items, invalid) } }),
    },
    deadLetters: {
      entity,
      set: [
        ...invalid.map((row) => unreadableLetter(row, context, at)),
        ...items.flatMap((item) => deadLetter(item, context, at)),
      ],
      remove: fromReceipts ? [] : items.filter(isNoDeadLetter).map(({ key }) => key),
    },
    ledger: [...pageLedger(items, context, commit), ...ledger],
  };
}

// A row that could not be read still says that its record exists.
function seenKeys(items: readonly PageItem[], invalid: readonly InvalidRow[]): RecordKey[] {
  const existing = items.filter(({ record }) => record.op === 'upsert').map(({ key }) => key);
  return [...existing, ...invalid.flatMap(({ key }) => key ?? [])];
}

function linksToSet(item: PageItem, { prepared }: PageContext): Link[] {
  const { key, result, remote, linked, adoption } = item;
  const written = result?.kind === 'created' || result?.kind === 'updated' ? result.remote : null;
  // What is to be adopted is nobody’s until it is written.
  const found = linked || adoption !== null || isUnlinked(item) ? null : remote;
  const known = written ?? found;
  if (known === null || (linked && known === remote)) return [];
  const variants = Object.entries(known.variants ?? {});
  return [
    { entity: prepared.entity, key, remote: known },
    ...variants.map(([variant, reference]): Link => ({ entity: 'variant', key: variant, remote: reference })),
  ];
}

// What was archived or unpublished is still there: if it comes back, it must not become a second record.
function isUnlinked({ result, desired }: PageItem): boolean {
  if (result?.kind !== 'deleted') return false;
  return desired?.op !== 'delete' || desired.mode === 'delete';
}

// Deleted, or found to be deleted already, by another pipeline to the account.
function isGone({ record, result, remote }: PageItem): boolean {
  if (result?.kind === 'deleted') return true;
  return record.op === 'delete' && result?.kind === 'skipped' && remote === null;
}

function fingerprintToSet(item: PageItem): Fingerprint[] {
  const { result, fingerprint, partial } = item;
  if (partial !== null && !isUndo(item)) return writtenInPart(item, partial);
  if (isWriteInDoubt(item) || isUndo(item))
    return fingerprint === null ? nothingSent(item) : [withoutSent(item, fingerprint)];
  const lasting = result?.kind === 'created' || result?.kind === 'updated' || result?.kind === 'unchanged';
  const written = fingerprintOf(item);
  return lasting && written !== null ? [written] : [];
}

// Not the whole record: what is lacking is sent with its next state, which may be the same as this one.
function writtenInPart(item: PageItem, { lacking }: PartialWrite): Fingerprint[] {
  const written = fingerprintInPart(item, lacking);
  return written === null ? [] : [written];
}

// A record that was found at the destination, and whose write is in doubt, is known from now on: if the source does not give
// it any more, it is to go.
function nothingSent(item: PageItem): Fingerprint[] {
  const { key, remote, linked, adoption } = item;
  if (isUndo(item) || remote === null || linked || adoption !== null) return [];
  return [{ key, source: '', mapping: '', sections: {} }];
}

// The destination may have anything of what was sent now: should the source go back to what was written last, it
// must be sent, and not pass for unchanged.
function withoutSent({ operation }: PageItem, fingerprint: Fingerprint): Fingerprint {
  return withoutSections(fingerprint, operation?.sections ?? []);
}

// A record that waits or was accepted needs nobody, and an older state of it must not be replayed over it.
function isNoDeadLetter(item: PageItem): boolean {
  const { result } = item;
  if (result === null || isSuperseded(item) || isUndo(item)) return false;
  return result.kind !== 'rejected' && result.kind !== 'failed';
}

function deadLetter(item: PageItem, { prepared, run }: PageContext, at: string): DeadLetter[] {
  const { key, result, record } = item;
  // What could not be brought back stays in the undo list.
  if (isUndo(item)) return [];
  if (result?.kind !== 'rejected' && result?.kind !== 'failed') return [];
  // The dead letter stays, with the date from which on it may be sent again.
  if (result.kind === 'rejected' && result.before !== undefined)
    return [{ ...result.before, attempts: 0, seen: { run, at } }];
  return [
    {
      entity: prepared.entity,
      key,
      status: result.kind,
      stage: result.stage,
      issues: result.kind === 'rejected' ? result.issues : (result.error.issues ?? []),
      error: result.kind === 'failed' ? result.error.toJSON() : null,
      attempts: Math.max(1, item.attempts),
      firstAt: at,
      lastAt: at,
      record: keepable(record),
      mapping: item.mappingHash,
      run,
    },
  ];
}

function unreadableLetter(row: InvalidRow, { prepared, run }: PageContext, at: string): DeadLetter {
  return {
    entity: prepared.entity,
    key: rowKey(row),
    status: 'rejected',
    stage: 'read',
    issues: row.issues,
    error: null,
    attempts: 1,
    firstAt: at,
    lastAt: at,
    record: keepable({ place: row.place, key: row.key ?? null, raw: row.raw ?? null }),
    mapping: prepared.hash,
    run,
  };
}

// A record that is no JSON is the very reason why it was refused; as much of it as can be shown is kept.
function keepable(record: object): JsonValue {
  return jsonDefect(record) === null ? (record as JsonValue) : { unreadable: showValue(record) };
}
