import { z } from 'zod';

import { attributesSchema } from './attributes.ts';
import { extensionsSchema } from './extensions.ts';
import { localizedTextSchema } from './locale.ts';
import { recordKeySchema } from './record-key.ts';
import { recordKindSchema, referenceRecordKey } from './reference-record-key.ts';
import { codeSchema } from './text.ts';

/**
 * A record of a kind that its system defines itself, such as a brand, a designer or a care instruction. Products and
 * other records refer to it by values of type `references`, as `{ entity: 'referenceRecord', key: 'brands/acme' }`.
 * What it consists of depends on its kind; see `RecordKindDescription`.
 */
export const referenceRecordSchema = z
  .strictObject({
    /** Kind and code, as {@link referenceRecordKey} makes it of them; unique over all kinds. */
    key: recordKeySchema,
    /** Code of the kind. */
    kind: recordKindSchema,
    /** Code of the record, unique within its kind. */
    code: codeSchema,
    /** Its name, for people. */
    labels: localizedTextSchema,
    attributes: attributesSchema,
    extensions: extensionsSchema.optional(),
  })
  .superRefine(({ key, kind, code }, context) => {
    const made = referenceRecordKey(kind, code);
    if (key === made) return;
    context.addIssue({
      code: 'custom',
      path: ['key'],
      message: `is not the key that kind and code make: “${made}”`,
    });
  });

/** See {@link referenceRecordSchema}. */
export type ReferenceRecord = z.infer<typeof referenceRecordSchema>;
