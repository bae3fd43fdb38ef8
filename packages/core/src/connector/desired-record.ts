import type { Entity, RecordKey, SectionName } from '../model/index.ts';
import type { Adoption } from './adoption.ts';
import type { DeleteMode } from './capabilities.ts';
import type { RemoteReference } from './link.ts';
import type { Coverage } from './record.ts';

/** Types of the records that a destination takes, per entity. */
export type RecordTypes = { readonly [E in Entity]?: object };

/** A record as it should be at the destination: what the mapping made, checked against the destination’s schema. */
export interface DesiredUpsert<E extends Entity = Entity, Data extends object = object> {
  readonly op: 'upsert';
  readonly entity: E;
  readonly key: RecordKey;
  /** The record, as complete as the mapping makes it. */
  readonly data: Data;
  /** Keys of the source’s variants, in the order of `variants` in `data`; empty for records without. */
  readonly variantKeys: readonly RecordKey[];
  readonly coverage: Coverage;
  /** The sections that differ from what was written last; all sections for a record that was never written. */
  readonly sections: readonly SectionName[];
  /** How the destination knows the record; `null`: nobody knows of it yet. */
  readonly remote: RemoteReference | null;
  /** By what `remote` was found to be the record: it is nobody’s until it is written. Absent: it is the record. */
  readonly adoption?: Adoption;
  /** How the destination knows the records this one refers to, by {@link referenceId}. */
  readonly references: ReadonlyMap<string, RemoteReference>;
}

/** A record that should not be at the destination any more. */
export interface DesiredDelete<E extends Entity = Entity> {
  readonly op: 'delete';
  readonly entity: E;
  readonly key: RecordKey;
  readonly mode: DeleteMode;
  readonly remote: RemoteReference | null;
}

/** What the engine asks of a destination for one record. */
export type DesiredRecord<Types extends RecordTypes = RecordTypes> = {
  [E in Entity & keyof Types]: DesiredUpsert<E, Extract<Types[E], object>> | DesiredDelete<E>;
}[Entity & keyof Types];

/** Key of {@link DesiredUpsert.references}. */
export function referenceId({ entity, key }: { readonly entity: string; readonly key: RecordKey }): string {
  return `${entity}:${key}`;
}
