import {
  codeSchema,
  dateSchema,
  decimalSchema,
  jsonSchema,
  localeSchema,
  localizedTextSchema,
  recordKindSchema,
  unitCodeSchema,
} from '@pim-connector/core';
import type { RecordDefinitions } from '@pim-connector/core';
import { z } from 'zod';

import { mediaFileSchema, mediaSchema, valuesSchema } from './cell-schemas.ts';
import { recordReferences } from './record-references.ts';

// A field that is absent stays as it is in the PIM; `null` empties it.
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().exactOptional();
const codes = z.array(codeSchema);

const associationsSchema = z.record(
  codeSchema,
  z.strictObject({ products: codes.exactOptional(), models: codes.exactOptional() }),
);

/** Products by association type: identifiers of products, codes of product models. */
export type RecordAssociations = z.output<typeof associationsSchema>;

const relationsSchema = z.record(
  codeSchema,
  z.array(
    z.strictObject({
      entity: z.enum(['product', 'variant']),
      key: codeSchema,
      quantity: decimalSchema.exactOptional(),
    }),
  ),
);

/** Products by association type, in the form of the model; with quantities where the type has them. */
export type RecordRelations = z.output<typeof relationsSchema>;

const described = {
  enabled: optional(z.boolean()),
  categories: optional(codes),
  values: valuesSchema.exactOptional(),
  media: mediaSchema.exactOptional(),
  associations: associationsSchema.exactOptional(),
  /** Like `associations`, by what source records say. What the PIM does not have yet is associated later. */
  relations: relationsSchema.exactOptional(),
};

const variantSchema = z.strictObject({ sku: codeSchema, ...described });

const productSchema = z.strictObject({
  family: optional(codeSchema),
  /** Code of the family variant, for a product of models. Default: the one of the family that has these axes. */
  familyVariant: optional(codeSchema),
  /** Codes of the attributes that the variants differ by; none: a product without models. */
  axes: codes.exactOptional(),
  ...described,
  variants: z.array(variantSchema).min(1),
});

/** An article by its SKU, and the values to set. Never makes a product. */
const articleSchema = z.strictObject({ sku: codeSchema, values: valuesSchema });

const categorySchema = z.strictObject({
  parent: optional(codeSchema),
  labels: localizedTextSchema.exactOptional(),
});

const familySchema = z.strictObject({
  labels: localizedTextSchema.exactOptional(),
  attributes: codes.exactOptional(),
  /** Codes of the attributes that must be filled, per channel. */
  requirements: z.record(codeSchema, codes).exactOptional(),
  attributeAsLabel: codeSchema.exactOptional(),
  attributeAsImage: optional(codeSchema),
  /** Ways in which its products vary: family variants, with what is kept at each level. */
  variations: z
    .array(
      z.strictObject({
        key: codeSchema,
        labels: localizedTextSchema.optional(),
        /** Axes of each level, outermost first; one or two levels. */
        axes: z.array(codes.min(1)).min(1).max(2),
        /** Attributes of each level beside its axes. */
        attributes: z.array(codes).optional(),
      }),
    )
    .exactOptional(),
});

const attributeSchema = z.strictObject({
  /** As the API calls it: `pim_catalog_text`. Cannot be changed later. */
  type: codeSchema,
  labels: localizedTextSchema.exactOptional(),
  group: codeSchema.exactOptional(),
  localizable: z.boolean().exactOptional(),
  scopable: z.boolean().exactOptional(),
  unique: z.boolean().exactOptional(),
  options: z
    .array(
      z.strictObject({
        code: codeSchema,
        labels: localizedTextSchema.exactOptional(),
        position: z.int().nonnegative().exactOptional(),
      }),
    )
    .exactOptional(),
  /** Where present, values exist for these locales only. */
  locales: optional(z.array(localeSchema)),
  /** Of quantities: the unit that they are usually given in. Names the measurement family of a new attribute. */
  unit: optional(unitCodeSchema),
  maxLength: optional(z.int().positive()),
  format: optional(z.enum(['email', 'url'])),
  minimum: optional(decimalSchema),
  maximum: optional(decimalSchema),
  /** 0: whole numbers only. Older PIMs know no other limit. */
  maxDecimals: optional(z.literal(0)),
  /** First day that is allowed. */
  earliest: optional(dateSchema),
  /** Last day that is allowed. */
  latest: optional(dateSchema),
  /** Endings of files, without the point. */
  fileExtensions: optional(z.array(codeSchema)),
  maxBytes: optional(z.int().positive()),
  /** Whatever else the API takes for attributes of the type: `metric_family`, `validation_regexp`, … Counts last. */
  properties: z.record(codeSchema, jsonSchema).exactOptional(),
});

const assetSchema = z.strictObject({
  /** Code of the asset family. */
  family: codeSchema,
  code: codeSchema,
  values: valuesSchema.exactOptional(),
  /** The file: uploaded if the main media of the family is a file, else set as link. */
  media: mediaFileSchema.exactOptional(),
});

const referenceRecordSchema = z.strictObject({
  /** Code of the reference entity, which the PIM has to have. */
  kind: recordKindSchema,
  /** Code of the record within it. */
  code: codeSchema,
  /**
   * Values by attribute code, locale and channel. One that points to other records has them as `{ entity, key }` where the
   * same pipeline brings them, or as codes of records that the PIM has.
   */
  values: valuesSchema.exactOptional(),
  /** Files of the attributes of the type `image`. */
  media: mediaSchema.exactOptional(),
});

/** What the PIM takes, per entity. */
export interface AkeneoRecords {
  readonly attribute: z.output<typeof attributeSchema>;
  readonly family: z.output<typeof familySchema>;
  readonly category: z.output<typeof categorySchema>;
  readonly asset: z.output<typeof assetSchema>;
  readonly referenceRecord: z.output<typeof referenceRecordSchema>;
  readonly product: z.output<typeof productSchema>;
  readonly price: z.output<typeof articleSchema>;
  readonly inventory: z.output<typeof articleSchema>;
}

/** Name of an entity that the PIM takes. */
export type AkeneoEntity = keyof AkeneoRecords;

/** The record definitions of the PIM. */
export const akeneoRecords: RecordDefinitions<AkeneoRecords> = {
  attribute: { schema: attributeSchema, sections: { options: 'options' } },
  family: { schema: familySchema, sections: {} },
  category: {
    schema: categorySchema,
    sections: {},
    references: ({ parent }) =>
      typeof parent === 'string' ? [{ entity: 'category', key: parent, path: 'parent' }] : [],
  },
  asset: { schema: assetSchema, sections: { media: 'media' } },
  referenceRecord: {
    schema: referenceRecordSchema,
    sections: { media: 'media' },
    references: ({ values = {} }) => recordReferences(values),
  },
  product: {
    schema: productSchema,
    variantKey: 'sku',
    unorderedVariants: true,
    sections: {
      media: 'media',
      'variants.media': 'media',
      associations: 'relations',
      'variants.associations': 'relations',
      relations: 'relations',
      'variants.relations': 'relations',
      enabled: 'publication',
      'variants.enabled': 'publication',
    },
  },
  price: { schema: articleSchema, sections: { values: 'prices' } },
  inventory: { schema: articleSchema, sections: { values: 'inventory' } },
};
