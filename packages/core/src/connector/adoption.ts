import type { Issue } from '../errors/index.ts';
import type { RecordKey } from '../model/index.ts';
import type { RemoteReference } from './link.ts';

/** By what something that the destination has was found to be a record, although nobody has written it as such. */
export interface Adoption {
  /** In a word: `sku`, `handle`. */
  readonly by: string;
  /** What both have. */
  readonly value: string;
}

/** A record that nobody knows of yet. */
export interface UnknownRecord<Data extends object = object> {
  readonly key: RecordKey;
  /** What the mapping made of it. */
  readonly data: Data;
  /** Keys of the source’s variants, in the order of `variants` in `data`; empty for records without. */
  readonly variantKeys: readonly RecordKey[];
}

/** What the destination has of a record. */
export interface Adopted {
  readonly remote: RemoteReference;
  /** By what it was found. Absent: by our key, so that it has been the record all along. */
  readonly adoption?: Adoption;
}

/** Why nothing can be adopted, and nothing created either: several things could be the record. */
export interface Unadopted {
  /** At least one with severity `error`, which names the candidates and says what to do. */
  readonly issues: readonly Issue[];
  /**
   * Platform id of what is in the way, where that is one thing. If it is another record of ours, the engine says which,
   * instead of the issues.
   */
  readonly id?: string;
}
