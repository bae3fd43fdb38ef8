import type { InvalidRow, Link } from '../connector/index.ts';
import { showValue } from '../errors/index.ts';
import { jsonDefect } from '../model/index.ts';
import type { JsonValue, RecordKey } from '../model/index.ts';
import type { AnyLedgerChange, DeadLetter, Fingerprint, SettledPage, StoreDelta } from '../state/index.ts';
import { fingerprintOf } from './item-fingerprint.ts';
import type { PageContext } from './page-context.ts';
import type { PageItem } from './page-item.ts';
import { pageLedger } from './page-ledger.ts';
import { rowKey } from './page-result.ts';

/** What is committed together with the records of a page. */
export interface CommitWith {
  /** RFC 3339. */
  readonly at: string;
  /** The page that is settled with it; `null`: none. */
  readonly settled: (SettledPage & { readonly pass: number }) | null;
  /** Changes of the ledger that belong to it, such as the removal of what was worked off. */
  readonly ledger: readonly AnyLedgerChange[];
}

/** All that a page changes in the store. */
export function pageDelta(
  items: readonly PageItem[],
  invalid: readonly InvalidRow[],
  context: PageContext,
  { at, settled, ledger }: CommitWith,
): StoreDelta {
  const { entity } = context.prepared;
  const deleted = items.filter(({ result }) => result?.kind === 'deleted');
  return {
    ...(settled === null ? {} : { settled: { ...settled, entity } }),
    links: {
      account: context.destination.account,
      set: items.flatMap((item) => linksToSet(item, context)),
      remove: deleted.flatMap((item) => linksToRemove(item)),
    },
    fingerprints: {
      entity,
      set: items.flatMap(fingerprintToSet),
      remove: deleted.map(({ key }) => key),
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
      remove: items.filter(isSettledWell).map(({ key }) => key),
    },
    ledger: [...pageLedger(items, context, at), ...ledger],
  };
}

// A row that could not be read still says that its record exists.
function seenKeys(items: readonly PageItem[], invalid: readonly InvalidRow[]): RecordKey[] {
  const existing = items.filter(({ record }) => record.op === 'upsert').map(({ key }) => key);
  return [...existing, ...invalid.flatMap(({ key }) => key ?? [])];
}

function linksToSet({ key, record, result, remote, linked }: PageItem, { prepared }: PageContext): Link[] {
  if (record.op === 'delete') return [];
  const written = result?.kind === 'created' || result?.kind === 'updated' ? result.remote : null;
  const found = linked || result?.kind === 'deleted' ? null : remote;
  const known = written ?? found;
  if (known === null || (linked && known === remote)) return [];
  const variants = Object.entries(known.variants ?? {});
  return [
    { entity: prepared.entity, key, remote: known },
    ...variants.map(([variant, reference]): Link => ({ entity: 'variant', key: variant, remote: reference })),
  ];
}

function linksToRemove({ key, record, remote }: PageItem): { entity: Link['entity']; key: RecordKey }[] {
  const variants = Object.keys(remote?.variants ?? {});
  return [
    { entity: record.entity, key },
    ...variants.map((variant) => ({ entity: 'variant' as const, key: variant })),
  ];
}

function fingerprintToSet(item: PageItem): Fingerprint[] {
  const lasting =
    item.result?.kind === 'created' || item.result?.kind === 'updated' || item.result?.kind === 'unchanged';
  const fingerprint = fingerprintOf(item);
  return lasting && fingerprint !== null ? [fingerprint] : [];
}

function isSettledWell({ result }: PageItem): boolean {
  if (result === null) return false;
  return !['rejected', 'failed', 'parked', 'accepted'].includes(result.kind);
}

function deadLetter(item: PageItem, { prepared, run }: PageContext, at: string): DeadLetter[] {
  const { key, result, record } = item;
  if (result?.kind !== 'rejected' && result?.kind !== 'failed') return [];
  // The dead letter is there, with the date from which on it may be sent again.
  if (result.kind === 'rejected' && result.before === true) return [];
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
