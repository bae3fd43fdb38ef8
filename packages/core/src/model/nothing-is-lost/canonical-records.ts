import { entities, entitySchemas } from '../entity.ts';
import type { EntityMap } from '../entity.ts';
import type { Extensions } from '../extensions.ts';
import { parseJson } from '../json.ts';

/** Canonical records by entity. */
export type CanonicalRecords = { readonly [E in keyof EntityMap]?: readonly EntityMap[E][] };

/** A catalogue as a system holds it, how it is read into canonical records, and how it is written back. */
export interface RoundTrip<Catalogue> {
  readonly original: Catalogue;
  readonly read: (catalogue: Catalogue) => CanonicalRecords;
  readonly write: (records: CanonicalRecords) => Catalogue;
}

/** The records after they were written as JSON text, read again and checked by their schemas. */
export function throughJson(records: CanonicalRecords): CanonicalRecords {
  return Object.fromEntries(
    entities.map((entity) => [
      entity,
      (records[entity] ?? []).map((record) => entitySchemas[entity].parse(parseJson(JSON.stringify(record)))),
    ]),
  );
}

/** What a record holds for its own system alone. */
export function extensionOf(holder: { readonly extensions?: Extensions | undefined }): unknown {
  return holder.extensions?.['own'];
}
