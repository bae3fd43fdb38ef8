import { remoteReferenceSchema } from '@pim-connector/core';
import type { JsonValue, RemoteReference } from '@pim-connector/core';
import { z } from 'zod';

const fieldInput = z.strictObject({
  key: z.string(),
  /** An empty text empties it. */
  value: z.string(),
  /** Instead of a value: what it points to, by handle; ids once they are known. */
  metaobject: z
    .strictObject({ type: z.string(), handles: z.array(z.string()), isList: z.boolean() })
    .exactOptional(),
});

/** What is sent of a metaobject; only what is to be changed. */
export const metaobjectPayloadSchema = z.strictObject({
  type: z.string(),
  handle: z.string(),
  /** Absent: neither handle nor fields are sent. */
  fields: z.array(fieldInput).exactOptional(),
  status: z.enum(['ACTIVE', 'DRAFT']).exactOptional(),
  translations: z
    .array(z.strictObject({ locale: z.string(), key: z.string(), value: z.string().nullable() }))
    .exactOptional(),
});

/** See {@link metaobjectPayloadSchema}. */
export type MetaobjectPayload = z.output<typeof metaobjectPayloadSchema>;

/** A field of a {@link MetaobjectPayload}. */
export type FieldPayload = z.output<typeof fieldInput>;

/** What `write` has to know of a metaobject beside what is sent. */
export const metaobjectMemoSchema = z.strictObject({
  remote: remoteReferenceSchema.nullable(),
  /** Whether what the record does not name does not exist. */
  complete: z.boolean(),
});

/** See {@link metaobjectMemoSchema}. */
export type MetaobjectMemo = z.output<typeof metaobjectMemoSchema>;

const ownedSchema = z.object({
  type: z.string().optional(),
  handle: z.string().optional(),
  fields: z.array(z.string()).default([]),
  translations: z.array(z.string()).default([]),
});

/** What of a metaobject is ours, because we wrote it: keys of fields, `locale key` of translations. Kept in the link. */
export type OwnedFields = z.output<typeof ownedSchema>;

/** Reads what is ours; of a metaobject that nobody wrote, nothing. */
export function ownedFields(remote: RemoteReference | null): OwnedFields {
  return ownedSchema.safeParse(remote?.data ?? {}).data ?? ownedSchema.parse({});
}

/** As JSON for the link. */
export function keptFields({ type, handle, fields, translations }: OwnedFields): JsonValue {
  return {
    ...(type === undefined ? {} : { type }),
    ...(handle === undefined ? {} : { handle }),
    ...(fields.length === 0 ? {} : { fields: [...fields] }),
    ...(translations.length === 0 ? {} : { translations: [...translations] }),
  };
}
