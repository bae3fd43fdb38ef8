import type { ConnectorError, Issue } from '../errors/index.ts';
import type { Entity, JsonValue, RecordKey, SectionName } from '../model/index.ts';
import type { RecordReference, RemoteReference } from './link.ts';

/** What an operation does to the record. */
export type OperationAction = 'create' | 'update' | 'delete' | 'none';

/**
 * What will be done for one record, down to the exact payload. Plain JSON: it can be shown, stored, approved and
 * carried out later.
 */
export interface PlannedOperation {
  readonly entity: Entity;
  readonly key: RecordKey;
  /** `none`: the destination finds nothing to do although the engine saw a change. */
  readonly action: OperationAction;
  readonly sections: readonly SectionName[];
  /** Exactly what is sent for this record, without credentials. */
  readonly payload: JsonValue;
  /** What `write` has to know beside the payload, such as the keys of its variants; it is not sent. */
  readonly data?: JsonValue;
  /** Requests this needs; a share of one where requests carry many records. */
  readonly calls: number;
  /** What the destination already knows will be refused or changed; an `error` keeps the operation from being written. */
  readonly issues?: readonly Issue[];
  /**
   * What the record refers to and the destination does not have yet, where it can be written without: what stands at the
   * paths is left out. The engine has the record planned again as soon as one of them has a link, with the sections of
   * these paths. The capabilities of the entity say `unfinished` then.
   */
  readonly awaits?: readonly RecordReference[];
}

/**
 * Proof that an operation will be carried out later: the platform took it on, or the destination will hand it over when
 * it is asked to settle. It is in the store, with the operation, before anybody asks.
 */
export interface Receipt {
  /** The platform’s id of the job, or the destination’s own; many operations may share one. */
  readonly id: string;
  /** Whatever the connector needs to find the outcome of this very operation, such as its line number. */
  readonly data?: JsonValue;
  /**
   * What ends for all receipts that name it at the same time, such as a file that the platform works off. As long as one
   * of them is pending, so are the others: only one is asked about, and the others when that one has an outcome. Left
   * out: each receipt is asked about.
   */
  readonly job?: string;
}

/** The operation was carried out. */
export interface WrittenOutcome {
  readonly key: RecordKey;
  readonly status: 'created' | 'updated' | 'deleted' | 'unchanged';
  /** How the destination knows the record from now on; also of one that was only hidden or archived, and may come back. */
  readonly remote?: RemoteReference;
  /** Warnings; an outcome with an error is `rejected`. */
  readonly issues?: readonly Issue[];
}

/** The platform took the operation on; its outcome comes from `settle`. Accepted is never done. */
export interface AcceptedOutcome {
  readonly key: RecordKey;
  readonly status: 'accepted';
  readonly receipt: Receipt;
}

/**
 * What of an operation was carried out, where it was not carried out as a whole. The engine links the record, so that it is
 * not made a second time and goes when the source drops it, and sends what is lacking: when it tries again, or with the next
 * state of the record, which may be the same.
 */
export interface PartialWrite {
  /**
   * How the destination knows the record by now, with what was surely written. It takes the place of the link that was known
   * before: a variant that it leaves out is planned as a new one.
   */
  readonly remote: RemoteReference;
  /**
   * Sections of the operation that were not written, or of which nobody knows; all others were. A destination that cannot tell
   * gives all sections of the operation.
   */
  readonly lacking: readonly SectionName[];
}

/** The platform looked at the data and refused it: sending the same again is refused again. */
export interface RejectedOutcome {
  readonly key: RecordKey;
  readonly status: 'rejected';
  /** At least one with severity `error`. */
  readonly issues: readonly Issue[];
  /** What was carried out all the same; left out: nothing, or nobody knows: what was known before still holds. */
  readonly partial?: PartialWrite;
}

/**
 * The operation could not be carried out; nothing is known to be wrong with the data. If a part of it was, it is planned anew by
 * that before it is tried again.
 */
export interface FailedOutcome {
  readonly key: RecordKey;
  readonly status: 'failed';
  /** Its code says whether and when trying again helps. */
  readonly error: ConnectorError;
  /** What was carried out all the same; left out: nothing, or nobody knows: what was known before still holds. */
  readonly partial?: PartialWrite;
}

/** What became of one operation. */
export type WriteOutcome = WrittenOutcome | AcceptedOutcome | RejectedOutcome | FailedOutcome;

/** What `settle` may know beside the receipts. */
export interface SettleRequest {
  /**
   * Whether more operations of the entity may be accepted, or asked about, right after: jobs that take many operations
   * may wait for them. Default `false`.
   */
  readonly more?: boolean;
  /**
   * Whether the platform has said, by a webhook, that jobs have ended: it is worth looking now, whatever was told as
   * `checkAfter`. Default `false`.
   */
  readonly ended?: boolean;
}

/** What `settle` tells of one receipt. */
export type Settlement = {
  /** The record that the receipt is for. */
  readonly key: RecordKey;
} & (
  | {
      readonly status: 'pending';
      /** Milliseconds until asking again makes sense. */
      readonly checkAfter?: number;
      /**
       * Takes the place of the receipt that was asked about, and is in the store before anybody asks again: so a
       * destination can note where an operation stands in a job before it starts the job. With a `checkAfter` of 0 it is
       * asked about as soon as it is in the store.
       */
      readonly receipt?: Receipt;
      /**
       * Whether its job waits for more operations. It is asked about when no more are to come, however long `checkAfter`
       * is; see {@link SettleRequest}.
       */
      readonly waitsForMore?: boolean;
    }
  | { readonly status: 'settled'; readonly outcome: Exclude<WriteOutcome, AcceptedOutcome> }
);
