import type { RecordKey, SectionHashes } from '../model/index.ts';

/** What was written last for a record. Belongs to the pipeline. */
export interface Fingerprint {
  readonly key: RecordKey;
  /** Hash of the source’s record: if it and `mapping` are the same again, nothing can have changed. */
  readonly source: string;
  /** Hash of the mapping and of all else that decided what was written. */
  readonly mapping: string;
  /** Hash per section of the mapped record. */
  readonly sections: SectionHashes;
}
