import type {
  DeleteMode,
  PlannedOperation,
  Receipt,
  RemoteReference,
  SourceRecord,
} from '../connector/index.ts';
import type { IssueSeverity } from '../errors/index.ts';
import type { Entity, JsonValue, RecordKey, SectionName } from '../model/index.ts';
import type { Alert } from './alert.ts';
import type { Fingerprint } from './fingerprint.ts';

/** What every entry of the ledger has: one entry per kind, entity and key. */
export interface LedgerEntry {
  readonly entity: string;
  readonly key: string;
  /** RFC 3339 moment at which the entry was made. */
  readonly at: string;
  /** By what entries can be listed that belong together, beside entity and key; see {@link LedgerFilter}. */
  readonly group?: string;
}

/** A record that waits for another one. */
export interface ParkedEntry extends LedgerEntry {
  readonly entity: Entity;
  /** Id of the run that read it; empty: it was there to be finished. */
  readonly run: string;
  readonly record: SourceRecord;
  /** Ids of the links ({@link referenceId}) that are missing. */
  readonly missing: readonly string[];
  /** Whether it can be written without all that is missing; see {@link RecordReference.deferrable}. */
  readonly deferrable?: true;
  /** How often it was tried to be written. */
  readonly attempts: number;
  /** RFC 3339 moment at which it was read last; entries of earlier versions have none. */
  readonly readAt?: string;
}

/** A record that was written without something that it refers to, because that was not there yet; since `at`. */
export interface UnfinishedEntry extends LedgerEntry {
  readonly entity: Entity;
  /** Id of the run that wrote it. */
  readonly run: string;
  readonly record: SourceRecord;
  /** Ids of the links ({@link referenceId}) that were missing. */
  readonly missing: readonly string[];
  /** Sections in which they are missing. */
  readonly sections: readonly SectionName[];
}

/** An operation that the platform accepted and will carry out later. Its group is the job of its receipt. */
export interface ReceiptEntry extends LedgerEntry {
  readonly entity: Entity;
  /** Id of the run that read it; empty: it was there to be finished. */
  readonly run: string;
  readonly receipt: Receipt;
  readonly record: SourceRecord;
  readonly operation: PlannedOperation;
  /** What is remembered once the operation has succeeded; `null` for a delete. */
  readonly fingerprint: Fingerprint | null;
  readonly remote: RemoteReference | null;
  readonly attempts: number;
  /** For a delete: what undoing it will need. */
  readonly undo?: UndoEntry | null;
  /** RFC 3339 moment at which the record was read, if it had waited before. */
  readonly readAt?: string;
}

/** A record that is to be deleted at the destination. */
export interface DeletionEntry extends LedgerEntry {
  readonly entity: Entity;
  readonly run: string;
  /** `waiting`: until the pass ends; `held`: by a blown fuse, until somebody allows it. */
  readonly status: 'waiting' | 'held';
  /** `reported` by the source, or `swept`: a complete pass did not give it any more. */
  readonly reason: 'reported' | 'swept';
}

/** A record that was deleted at the destination. The key is the record key and the moment. */
export interface UndoEntry extends LedgerEntry {
  readonly entity: Entity;
  readonly record: RecordKey;
  readonly run: string;
  readonly reason: 'reported' | 'swept';
  readonly mode: DeleteMode;
  readonly remote: RemoteReference;
  /** The record as it was at the destination; `null` where it could not be read back. */
  readonly before: JsonValue;
  /** Whether somebody had allowed the delete, so that it does not count for the fuse. */
  readonly allowed?: true;
}

/** A record that may have changed, as a webhook hinted. */
export interface ChangeEntry extends LedgerEntry {
  readonly entity: Entity;
  readonly kind: 'changed' | 'deleted';
}

/** Changes of an entity that went by untold; one per entity. The next run reads everything and removes it. */
export interface GapEntry extends LedgerEntry {
  readonly entity: Entity;
}

/** A webhook delivery that was taken; the key is its id. A second delivery of the same id is dropped. */
export type DeliveryEntry = LedgerEntry;

/** A cause of trouble, from when it was seen first until it is gone; the key is the cause. */
export interface IncidentEntry extends LedgerEntry {
  /** What people are told of it; once it is over, that. */
  readonly alert: Alert;
  /** Whether everybody who is to know was told. */
  readonly notified: boolean;
  /** Who was told already, while not everybody was. */
  readonly told: readonly string[];
  /** Who is to be told; absent: everybody. */
  readonly only?: readonly string[];
}

/** What was written for one record. The key is the record key and the moment. */
export interface AuditEntry extends LedgerEntry {
  readonly entity: Entity;
  readonly record: RecordKey;
  readonly run: string;
  /** On whose behalf the run was. */
  readonly actor: string;
  readonly action: 'created' | 'updated' | 'deleted';
  readonly sections: readonly SectionName[];
  /** Dotted paths of the fields that were sent; of a record with very many, the first 1,000. */
  readonly fields: readonly string[];
  /** How many fields were sent beyond those. */
  readonly more?: number;
  readonly warnings: readonly { readonly severity: IssueSeverity; readonly message: string }[];
}

/** The kinds of entries. */
export interface LedgerEntries {
  readonly parked: ParkedEntry;
  readonly unfinished: UnfinishedEntry;
  readonly receipt: ReceiptEntry;
  readonly deletion: DeletionEntry;
  readonly undo: UndoEntry;
  readonly change: ChangeEntry;
  readonly gap: GapEntry;
  readonly delivery: DeliveryEntry;
  readonly incident: IncidentEntry;
  readonly audit: AuditEntry;
}

/** Name of a kind of entry. */
export type LedgerKind = keyof LedgerEntries;

/** Changes of the entries of one kind. */
export interface LedgerChange<Kind extends LedgerKind> {
  readonly kind: Kind;
  /** Adds entries, or replaces those of the same entity and key. */
  readonly set?: readonly LedgerEntries[Kind][];
  /** Removes entries; with `at` only if the entry is still the one of that moment. */
  readonly remove?: readonly { readonly entity: string; readonly key: string; readonly at?: string }[];
  /** Removes all entries that were made before this RFC 3339 moment. */
  readonly removeBefore?: string;
}

/** Changes of the entries of any kind. */
export type AnyLedgerChange = { readonly [Kind in LedgerKind]: LedgerChange<Kind> }[LedgerKind];

/** Which entries are meant; all that is given must hold. */
export interface LedgerFilter {
  readonly entity?: string;
  readonly keys?: readonly string[];
  /** Beginning of the key. */
  readonly prefix?: string;
  /** The entries of a group; `null`: those of no group. */
  readonly group?: string | null;
  /** RFC 3339 moment: only entries that were made then or later. */
  readonly since?: string;
}

/**
 * The entry that takes the place of another one, at a later moment than it. Who works off an entry removes it by its
 * moment: a newer one of the same moment would be removed with it, unseen.
 */
export function laterThan<Entry extends LedgerEntry>(replaced: Entry | undefined, entry: Entry): Entry {
  if (replaced === undefined) return entry;
  const earliest = Date.parse(replaced.at) + 1;
  return Date.parse(entry.at) >= earliest ? entry : { ...entry, at: new Date(earliest).toISOString() };
}

/** Whether an entry is among those meant by a filter. */
export function matchesLedgerFilter(
  entry: LedgerEntry,
  { entity, keys, prefix, group, since }: LedgerFilter,
): boolean {
  return (
    (entity === undefined || entry.entity === entity) &&
    (keys === undefined || keys.includes(entry.key)) &&
    (prefix === undefined || entry.key.startsWith(prefix)) &&
    (group === undefined || (entry.group ?? null) === group) &&
    (since === undefined || Date.parse(entry.at) >= Date.parse(since))
  );
}
