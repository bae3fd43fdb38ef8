import { z } from 'zod';

import { entities, jsonSchema, recordKeySchema, recordOf } from '../model/index.ts';
import type { Entity, JsonValue, RecordKey } from '../model/index.ts';

/** What a link can be of: an entity, or a variant within a product. */
export type LinkEntity = Entity | 'variant';

/** How a destination itself knows a record. */
export interface RemoteReference {
  /** The platform’s id. */
  readonly id: string;
  /** How it knows the variants of a product, by variant key. */
  readonly variants?: { readonly [key: RecordKey]: RemoteReference };
  /** Whatever else the connector needs to find it again, such as a handle or an inventory item id. */
  readonly data?: JsonValue;
}

/** See {@link RemoteReference}. */
export const remoteReferenceSchema: z.ZodType<RemoteReference> = z.strictObject({
  id: z.string().min(1),
  get variants() {
    return recordOf(recordKeySchema, remoteReferenceSchema).exactOptional();
  },
  data: jsonSchema.exactOptional(),
});

/** Which record of ours is which record of theirs. Belongs to the destination account. */
export interface Link {
  readonly entity: LinkEntity;
  readonly key: RecordKey;
  readonly remote: RemoteReference;
}

/** All that can be linked. */
export const linkEntities: readonly LinkEntity[] = [...entities, 'variant'];

/** A record of ours that another one points to and that must have a link before the other can be written. */
export interface RecordReference {
  readonly entity: LinkEntity;
  readonly key: RecordKey;
  /** Where in the record the reference stands, for the issue that names it. */
  readonly path: string;
  /**
   * Whether the record can be written before the other one exists. It waits all the same, unless both wait for each other:
   * then it is written without the reference, which {@link DesiredUpsert.references} lacks, and finished once the other one is
   * there, as with {@link PlannedOperation.awaits}. The capabilities of the entity say `unfinished` then.
   */
  readonly deferrable?: boolean;
}
