import type {
  DesiredRecord,
  PlannedOperation,
  Receipt,
  RemoteReference,
  SourceRecord,
} from '../connector/index.ts';
import type { ConnectorError, Issue } from '../errors/index.ts';
import type { RecordKey, SectionHashes } from '../model/index.ts';
import type { Fingerprint, Stage } from '../state/index.ts';

/** What became of a record. Once a record has a result, later stages leave it alone. */
export type ItemResult =
  | { readonly kind: 'created' | 'updated'; readonly remote: RemoteReference }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'skipped'; readonly reason: string }
  /** Waits: for the links that are missing, or, a delete, for the end of the pass. */
  | { readonly kind: 'parked'; readonly missing: readonly string[] }
  | { readonly kind: 'accepted'; readonly receipt: Receipt }
  /** `before`: it was refused by an earlier run, has not changed since, and was not sent again. */
  | {
      readonly kind: 'rejected';
      readonly stage: Stage;
      readonly issues: readonly Issue[];
      readonly before?: true;
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
  /** What was written last. */
  fingerprint: Fingerprint | null;
  /** What the destination has, if that was read back. */
  there: object | null;
  /** RFC 3339 moment of a create of which nobody knows whether it happened. */
  intent: string | null;
  /** What the mapping made of it, in the destination’s record type. */
  data: object | null;
  /** Hashes of `data`, without what is set on create only. */
  sections: SectionHashes | null;
  desired: DesiredRecord | null;
  operation: PlannedOperation | null;
  /** Problems that do not keep it from being written. */
  warnings: readonly Issue[];
  attempts: number;
  /** Where it comes from, if it waited in the ledger: the run that read it, and since when it waits. */
  readonly waited: { readonly run: string; readonly at: string } | null;
  result: ItemResult | null;
}

/** A record that is to be written. */
export type WritableItem = PageItem & { readonly operation: PlannedOperation };

/** What the ledger says of a record that waited. */
export interface WaitingRecord {
  readonly run: string;
  readonly at: string;
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
    fingerprint: null,
    there: null,
    intent: null,
    data: null,
    sections: null,
    desired: null,
    operation: null,
    warnings: [],
    attempts: waited?.attempts ?? 0,
    waited: waited === undefined ? null : { run: waited.run, at: waited.at },
    result: null,
  };
}

/** The records that have no result yet. */
export function openItems(items: readonly PageItem[]): readonly PageItem[] {
  return items.filter(({ result }) => result === null);
}
