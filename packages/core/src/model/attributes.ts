import { z } from 'zod';

import { attributeValuesSchema } from './attribute-value.ts';
import { recordOf } from './record-of.ts';
import { propertyNameSchema } from './text.ts';

/** Attribute values by attribute code. */
export const attributesSchema = recordOf(propertyNameSchema, attributeValuesSchema);

/** Attribute values by attribute code. */
export type Attributes = z.infer<typeof attributesSchema>;

/**
 * Codes that mean the same in every source, after the property names of schema.org. A source reads its own
 * attribute of that meaning into this code; default mappings build on them.
 */
export const wellKnownAttributes = {
  name: 'text',
  description: 'richText',
  shortDescription: 'text',
  brand: 'text',
  manufacturer: 'text',
  color: 'option',
  material: 'option',
  size: 'option',
  pattern: 'option',
  weight: 'quantity',
  width: 'quantity',
  height: 'quantity',
  depth: 'quantity',
  countryOfOrigin: 'option',
  keywords: 'text',
  metaTitle: 'text',
  metaDescription: 'text',
  slug: 'text',
  releaseDate: 'date',
} as const;

/** A code of {@link wellKnownAttributes}. */
export type WellKnownAttribute = keyof typeof wellKnownAttributes;
