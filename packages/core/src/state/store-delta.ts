import type { Link, LinkEntity } from '../connector/index.ts';
import type { Entity, RecordKey } from '../model/index.ts';
import type { Checkpoint, SettledPage } from './checkpoint.ts';
import type { DeadLetter } from './dead-letter.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { Intent } from './intent.ts';
import type { AnyLedgerChange } from './ledger.ts';
import type { RunRecord } from './run-record.ts';

/** Changes that are committed together or not at all. */
export interface StoreDelta {
  /** Replaces the checkpoint of its entity: a pass begins or ends. */
  readonly checkpoint?: Checkpoint;
  /**
   * Settles a page. The store reads the checkpoint within the transaction and applies {@link settlePage}, so that
   * several workers can settle pages of one pass. Ignored if another pass is open by now.
   */
  readonly settled?: SettledPage & { readonly entity: Entity; readonly pass: number };
  readonly links?: {
    /** Account of the destination. */
    readonly account: string;
    readonly set?: readonly Link[];
    readonly remove?: readonly {
      readonly entity: LinkEntity;
      readonly key: RecordKey;
      /** Platform id that the link must still lead to: one that leads elsewhere by now stays. */
      readonly id?: string;
    }[];
  };
  readonly intents?: {
    /** Account of the destination. */
    readonly account: string;
    /** Replaces intents of the pipeline; where there is none, or another pipeline’s, nothing is changed. */
    readonly renew?: readonly Intent[];
    /** Removes intents, of whichever pipeline, that are still the ones that were announced at that moment. */
    readonly remove?: readonly Intent[];
  };
  readonly fingerprints?: {
    readonly entity: Entity;
    /**
     * Adds or replaces fingerprints. What was written counts as given by the newest pass of the entity, whichever way
     * it was written (released after waiting, replayed, after a webhook): a sweep of that pass must not delete it.
     */
    readonly set?: readonly Fingerprint[];
    readonly remove?: readonly RecordKey[];
    /**
     * Notes that a pass gave these records, after `set` and `remove` were applied; records without a fingerprint
     * are left out. See {@link StateStore.stale}.
     */
    readonly seen?: { readonly pass: number; readonly keys: readonly RecordKey[] };
  };
  readonly deadLetters?: {
    readonly entity: Entity;
    /**
     * Keeps a record as a dead letter. If there is one already, `attempts` are added to its own and its `firstAt`
     * stays.
     */
    readonly set?: readonly DeadLetter[];
    /** The records were brought over, or are gone. */
    readonly remove?: readonly string[];
  };
  /** Adds or replaces a run. */
  readonly run?: RunRecord;
  /** Removes runs that began before this RFC 3339 moment. */
  readonly removeRunsBefore?: string;
  readonly ledger?: readonly AnyLedgerChange[];
}
