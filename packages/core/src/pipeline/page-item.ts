import type {
  Adoption,
  DesiredRecord,
  PartialWrite,
  PlannedOperation,
  Receipt,
  RecordReference,
  RemoteReference,
  SourceRecord,
  UpsertRecord,
} from '../connector/index.ts';
import type { ConnectorError, Issue } from '../errors/index.ts';
import type { RecordKey, SectionHashes } from '../model/index.ts';
import type { DeadLetter, Fingerprint, Intent, Stage, UndoEntry, UnfinishedEntry } from '../state/index.ts';
import type { ReadBack } from './differing-sections.ts';

/** What became of a record. Once a record has a result, later stages leave it alone. */
export type ItemResult =
  | { readonly kind: 'created' | 'updated'; readonly remote: RemoteReference }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'skipped'; readonly reason: string }
  /** Waits: for the links that are missing, or, a delete, for the end of the pass. */
  | { readonly kind: 'parked'; readonly missing: readonly string[]; readonly deferrable?: true }
  | { readonly kind: 'accepted'; readonly receipt: Receipt }
  /** `before`: why it was refused by an earlier run; it has not changed since, and was not sent again. */
  | {
      readonly kind: 'rejected';
      readonly stage: Stage;
      readonly issues: readonly Issue[];
      readonly before?: DeadLetter;
    }
  | { readonly kind: 'failed'; readonly stage: Stage; readonly error: ConnectorError };

/** A record on its way through the stages of a page. Each stage fills in its part. */
export interface PageItem {
  readonly key: RecordKey;
  /** As the source gave it; checked and in canonical form after `validate`. */
  record: SourceRecord;
  /** Hash of the record as the source gave it; `null`: it cannot be hashed, and will not pass `validate`. */
  sourceHash: string | null;
  /** Hash of all else that decides what is written. */
  mappingHash: string;
  /** How the destination knows it. */
  remote: RemoteReference | null;
  /** Whether the store has a link that says so. */
  linked: boolean;
  /** By what {@link remote} was found, if it is adopted. */
  adoption: Adoption | null;
  /** What was written last. */
  fingerprint: Fingerprint | null;
  /** What the destination has, if that was read back. */
  there: ReadBack | null;
  /** Id of the remote record that the store’s link leads to, as it was recalled; `null`: there is no link. */
  link: string | null;
  /** A create of which nobody knows whether it happened: ours, or one that another pipeline left behind. */
  intent: Intent | null;
  /** Milliseconds since 1970-01-01T00:00:00Z until which that create may have been sent. */
  sentUntil: number;
  /** Whether it is known by now what became of the create with the intent. */
  decided: boolean;
  /** What the mapping made of it, in the destination’s record type. */
  data: object | null;
  /** Hashes of `data`, without what is set on create only. */
  sections: SectionHashes | null;
  desired: DesiredRecord | null;
  /** References that it is written without, for now. */
  deferred: readonly RecordReference[];
  operation: PlannedOperation | null;
  /** Problems that do not keep it from being written. */
  warnings: readonly Issue[];
  attempts: number;
  /** What was noted when something was left out of it; its sections are sent again although they are as they were. */
  unfinished: UnfinishedEntry | null;
  /** What of it was written although it was not written as a whole. */
  partial: PartialWrite | null;
  /** Whether it is here to be finished only: no page holds it, and it is counted where it was read. */
  isFinishing: boolean;
  /** What is needed to undo its delete. */
  undo: UndoEntry | null;
  /** Where it comes from, if it waited in the ledger. */
  readonly waited: Omit<WaitingRecord, 'attempts'> | null;
  result: ItemResult | null;
}

/** A record that is to be written. */
export type WritableItem = PageItem & { readonly operation: PlannedOperation };

/** What the ledger says of a record that waited. */
export interface WaitingRecord {
  /** The run that read it. */
  readonly run: string;
  /** Since when it waits. */
  readonly at: string;
  /** When it was read. */
  readonly readAt?: string;
  readonly attempts: number;
}

/** A record at the beginning of its way. */
export function pageItem(record: SourceRecord, mappingHash: string, waited?: WaitingRecord): PageItem {
  return {
    key: record.key,
    record,
    sourceHash: null,
    mappingHash,
    remote: null,
    linked: false,
    adoption: null,
    link: null,
    fingerprint: null,
    there: null,
    intent: null,
    sentUntil: 0,
    decided: false,
    data: null,
    sections: null,
    desired: null,
    deferred: [],
    operation: null,
    warnings: [],
    attempts: waited?.attempts ?? 0,
    unfinished: null,
    partial: null,
    isFinishing: false,
    undo: null,
    waited: waited === undefined ? null : waitedOf(waited),
    result: null,
  };
}

function waitedOf({ run, at, readAt = at }: WaitingRecord): PageItem['waited'] {
  return { run, at, readAt };
}

/** Keys of the variants of a record, in their order; empty for one without. */
export function variantKeysOf({ data }: UpsertRecord): readonly RecordKey[] {
  return 'variants' in data ? data.variants.map((variant) => variant.key) : [];
}

/** Whether the record is to be deleted at the destination. */
export function isDelete({ desired, record }: PageItem): boolean {
  return (desired?.op ?? record.op) === 'delete';
}

/** Whether a delete is undone: the record is written although the source does not have it. */
export function isUndo({ desired, record }: PageItem): boolean {
  return record.op === 'delete' && desired?.op === 'upsert';
}

/** Whether the record was sent, and nobody knows what of it the destination has taken. */
export function isWriteInDoubt({ result, attempts, operation, record }: PageItem): boolean {
  if (record.op === 'delete' || operation === null || attempts === 0) return false;
  return !['created', 'updated', 'unchanged', 'deleted', 'accepted'].includes(result?.kind ?? '');
}

/** Whether the record exists in the source and waits. */
export function isParkedUpsert({ record, result }: PageItem): boolean {
  return record.op === 'upsert' && result?.kind === 'parked';
}

/** Why the earlier of two records with one key is skipped. */
export const supersededReason = 'a later record of the same page has the same key';

/** Whether a later record of the page has the same key: this one says nothing about it then. */
export function isSuperseded({ result }: PageItem): boolean {
  return result?.kind === 'skipped' && result.reason === supersededReason;
}

/** The records that have no result yet. */
export function openItems(items: readonly PageItem[]): readonly PageItem[] {
  return items.filter(({ result }) => result === null);
}
