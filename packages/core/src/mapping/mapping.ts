import { z } from 'zod';

import {
  codeSchema,
  entities,
  jsonSchema,
  localeSchema,
  propertyNameSchema,
  scopeSchema,
} from '../model/index.ts';
import type { Entity } from '../model/index.ts';
import { expressionSchema } from './expression-schema.ts';
import { createRuleSchema } from './rule.ts';

/** The newest version of the mapping format; older ones are brought to it by {@link migrateMapping}. */
export const mappingVersion = 1;

/** Most rules a mapping may have. */
const maxRules = 10_000;

/** A lookup table: what comes out, by what goes in. */
export const lookupTableSchema = z.record(z.string().max(1_000), jsonSchema);

/** How records of a source become records of a destination: closed data, made of operators of a fixed table. */
export const mappingSchema = z.strictObject({
  /** For editors: where the JSON Schema of this format is. */
  $schema: z.string().exactOptional(),
  /** Version of this format. */
  version: z.literal(mappingVersion),
  name: codeSchema,
  /** The user’s own version of this mapping; shown in reports and dead letters. */
  revision: z
    .string()
    .min(1)
    .max(100)
    .exactOptional()
    .meta({ description: 'Your own version of this mapping; shown in reports and dead letters.' }),
  note: z.string().max(10_000).exactOptional(),
  entity: z.enum(entities as [Entity, ...Entity[]]),
  /**
   * Target locales, the primary one first, each with the source locales to try for it, best first. Rules that
   * are not localized are evaluated for the primary locale.
   */
  locales: z.record(localeSchema, z.array(localeSchema).min(1).max(20)).exactOptional().meta({
    description:
      'Target locales, the primary one first, each with the source locales to try for it, best first.',
  }),
  /** Scope whose values are read; `null` or absent: only values that do not depend on a scope. */
  scope: scopeSchema
    .nullable()
    .exactOptional()
    .meta({ default: null, description: 'Scope whose values are read.' }),
  /** Lookup tables by name. */
  tables: z
    .record(propertyNameSchema, lookupTableSchema)
    .exactOptional()
    .meta({ description: 'Lookup tables by name.' }),
  /** Expressions by name, for `use`. */
  definitions: z
    .record(propertyNameSchema, expressionSchema)
    .exactOptional()
    .meta({ description: 'Expressions by name, for “use”.' }),
  rules: z.array(createRuleSchema(expressionSchema)).max(maxRules),
});

/** See {@link mappingSchema}. */
export type Mapping = z.infer<typeof mappingSchema>;

/**
 * JSON Schema (draft 2020-12) of mappings, for editors that complete and check while typing. The package holds the same
 * as a file, `mapping.schema.json`.
 */
export function mappingJsonSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(mappingSchema, { unrepresentable: 'any' });
}
