import { localeSchema } from '@pim-connector/core';
import type { RecordReference } from '@pim-connector/core';
import { z } from 'zod';

import { text } from './product-record.ts';
import { pointedRecords, recordPointerSchema } from './record-pointer.ts';

// Source: `MetaobjectDefinitionCreateInput.type` and `MetaobjectFieldDefinitionCreateInput.key` of API 2026-10.
const typeSchema = text(255).regex(/^(?:\$app:[\w-]+|[\w-]{3,})$/);
const keySchema = z.string().regex(/^[\w-]{2,64}$/);

/** In the form in which Shopify keeps it, so that two handles that are not alike never become one. */
const handleSchema = text(255)
  .min(1)
  .refine(
    (handle) =>
      /^[\p{L}\p{M}\p{N}_]+(?:-[\p{L}\p{M}\p{N}_]+)*$/u.test(handle) && handle === handle.toLowerCase(),
    'must be letters and digits in lower case, with single hyphens between them',
  );

/** The value of a field as text, in the form of its type; as a metaobject that the shop has; as a record; `null`: empty. */
const fieldSchema = z
  .union([
    z.string(),
    z.strictObject({
      metaobject: z.string().min(1),
      handle: z.union([text(255).min(1), z.array(text(255).min(1)).max(256)]),
    }),
    recordPointerSchema,
  ])
  .nullable();

/** What a mapping produces of a reference record: a metaobject. */
export const metaobjectSchema = z.strictObject({
  /** Type of its definition, which the shop has to have: `brand`, or `$app:brand` for one of the app. */
  type: typeSchema,
  /** What it is known by within its type. */
  handle: handleSchema,
  /** Values by the keys of fields. Fields that are not named stay as they are. */
  fields: z.record(keySchema, fieldSchema),
  /** Whether shops show it. Only where its definition says that its metaobjects are published. */
  status: z.enum(['active', 'draft']).exactOptional(),
  /** Texts of fields in the other languages of the shop. */
  translations: z.record(localeSchema, z.record(keySchema, z.string().nullable())).exactOptional(),
});

/** See {@link metaobjectSchema}. */
export type MetaobjectRecord = z.output<typeof metaobjectSchema>;

/** Sections of a metaobject. */
export const metaobjectSections = { status: 'publication', translations: 'translations' } as const;

/** The records that a metaobject points to. Metaobjects that point to each other can be made before they do. */
export function metaobjectReferences({ fields }: MetaobjectRecord): readonly RecordReference[] {
  return Object.entries(fields)
    .flatMap(([key, value]) => pointedRecords(value, `fields.${key}`))
    .map((reference) =>
      reference.entity === 'referenceRecord' ? { ...reference, deferrable: true } : reference,
    );
}
