import type { Issue } from '../errors/index.ts';
import type { Entity, EntityMap, JsonValue, RecordKey } from '../model/index.ts';

/**
 * How absence in a record is read. `complete`: what is not there does not exist. `partial`: what is not there
 * was not said and stays as it is.
 */
export type Coverage = 'complete' | 'partial';

/** A record that exists in the source. */
export interface UpsertRecord<E extends Entity = Entity> {
  readonly op: 'upsert';
  readonly entity: E;
  readonly key: RecordKey;
  readonly data: EntityMap[E];
  readonly coverage: Coverage;
  /** Whatever tells one state of the record from another in the source: a version number, an ETag. */
  readonly version?: string;
  /** RFC 3339 moment of the last change in the source. */
  readonly updatedAt?: string;
}

/** A record that the source says was deleted. */
export interface DeleteRecord<E extends Entity = Entity> {
  readonly op: 'delete';
  readonly entity: E;
  readonly key: RecordKey;
  readonly version?: string;
  readonly updatedAt?: string;
}

/** What a source says about one record. */
export type SourceRecord<E extends Entity = Entity> = UpsertRecord<E> | DeleteRecord<E>;

/** A row that the source could read but not turn into a record. It is data: counted and kept, never thrown. */
export interface InvalidRow {
  /** The record key, where at least that could be read. */
  readonly key?: RecordKey;
  /** Where the row stands in the source: `products.csv:17`, a page and an index, a URL. */
  readonly place: string;
  readonly issues: readonly Issue[];
  /** The row as it was read, for the person who has to correct it. */
  readonly raw?: JsonValue;
}
