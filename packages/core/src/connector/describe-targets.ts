import { z } from 'zod';

import { dateSchema, dateTimeSchema, decimalSchema, localeSchema } from '../model/index.ts';
import type { TargetDescription, TargetType } from './schema-description.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;
type Level = TargetDescription['level'];

/**
 * Describes what a mapping can set in a record: one target for each value, none for the objects around them. Texts
 * by {@link localeSchema} are one target with `{locale}`; a list `variants` of objects gives the targets of level
 * `variant`; of other lists and of objects with names of their own choice only the whole is a target.
 *
 * Labels and descriptions are those of the schema’s `meta`, which may also hold `maxBytes`.
 *
 * @param schema the schema of a record, as in `records` of a destination.
 */
export function describeTargets(schema: z.ZodType): readonly TargetDescription[] {
  const root: JsonSchema = z.toJSONSchema(schema, {
    // What a mapping makes is parsed by the schema.
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => nameFormat(zodSchema, jsonSchema),
  });
  return targetsOf(root, { root, level: 'product', path: [], required: true, within: [] });
}

const formats = new Map<unknown, string>([
  [decimalSchema, 'decimal'],
  [dateSchema, 'date'],
  [dateTimeSchema, 'date-time'],
  [localeSchema, 'locale'],
]);

// JSON Schema knows the patterns and lengths of these schemas, but not what they mean.
function nameFormat(zodSchema: z.core.$ZodType, jsonSchema: JsonSchema): void {
  const format = formatOf(zodSchema);
  if (format === undefined) return;
  delete jsonSchema.anyOf;
  jsonSchema.type = 'string';
  jsonSchema.format = format;
}

/** Also of a schema that was made of one of these with further checks. */
function formatOf(zodSchema: z.core.$ZodType | undefined): string | undefined {
  if (zodSchema === undefined) return undefined;
  // oxlint-disable-next-line no-underscore-dangle
  return formats.get(zodSchema) ?? formatOf(zodSchema._zod.parent);
}

interface Place {
  readonly root: JsonSchema;
  readonly level: Level;
  readonly path: readonly string[];
  /** Whether it, and every object around it, must be there. */
  readonly required: boolean;
  /** The definitions that it lies in, to end where one holds itself. */
  readonly within: readonly string[];
}

function targetsOf(given: JsonSchema, place: Place): TargetDescription[] {
  const { schema, nullable, within } = resolve(given, place);
  const inner = { ...place, within };
  if (schema.type === 'object') {
    if (schema.properties !== undefined) return propertiesOf(schema, inner);
    const texts = localizedPart(schema, inner);
    if (texts !== null) return targetsOf(texts, { ...inner, path: [...place.path, '{locale}'] });
  }
  return [describe(schema, nullable, inner)];
}

function propertiesOf(schema: JsonSchema, place: Place): TargetDescription[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    if (typeof property === 'boolean') return [];
    const variants = name === 'variants' && place.path.length === 0 && place.level === 'product';
    const items = variants ? objectItems(property, place) : null;
    if (items !== null) return targetsOf(items, { ...place, level: 'variant', required: true });
    const required = place.required && schema.required?.includes(name) === true;
    return targetsOf(property, { ...place, path: [...place.path, name.replaceAll('.', '\\.')], required });
  });
}

function objectItems(property: JsonSchema, place: Place): JsonSchema | null {
  const { items } = resolve(property, place).schema;
  if (typeof items !== 'object' || Array.isArray(items)) return null;
  return resolve(items, place).schema.type === 'object' ? items : null;
}

/** The schema of the texts, if an object holds one text per locale. */
function localizedPart(
  { propertyNames, additionalProperties }: JsonSchema,
  { path }: Place,
): JsonSchema | null {
  const byLocale = typeof propertyNames === 'object' && propertyNames.format === 'locale';
  return byLocale && typeof additionalProperties === 'object' && !path.includes('{locale}')
    ? additionalProperties
    : null;
}

function describe(schema: JsonSchema, nullable: boolean, place: Place): TargetDescription {
  const { title: label, description, maxLength, maxItems, maxBytes } = schema;
  const options = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  const type = typeOf(schema);
  return {
    path: place.path.join('.'),
    level: place.level,
    type,
    ...(type === 'list' ? itemTypes(schema, place) : {}),
    required: place.required,
    nullable,
    ...(label === undefined ? {} : { label }),
    ...(description === undefined ? {} : { description }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(typeof maxBytes === 'number' ? { maxBytes } : {}),
    ...(maxItems === undefined ? {} : { maxItems }),
    ...(options === undefined ? {} : { options }),
  };
}

function itemTypes({ items }: JsonSchema, place: Place): Pick<TargetDescription, 'items'> {
  if (typeof items !== 'object' || Array.isArray(items)) return {};
  return { items: typeOf(resolve(items, place).schema) };
}

function typeOf({ type, format }: JsonSchema): TargetType {
  switch (type) {
    case 'string':
      return format === 'decimal' || format === 'date'
        ? format
        : format === 'date-time'
          ? 'dateTime'
          : 'text';
    case 'integer':
    case 'number':
    case 'boolean':
    case 'object':
      return type;
    case 'array':
      return 'list';
    default:
      return 'any';
  }
}

/** Follows references, and takes `null` out of what is allowed. */
function resolve(
  schema: JsonSchema,
  { root, within }: Pick<Place, 'root' | 'within'>,
): { schema: JsonSchema; nullable: boolean; within: readonly string[] } {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace('#/$defs/', '');
    const definition = within.includes(name) ? undefined : root.$defs?.[name];
    return resolve(definition ?? {}, { root, within: [...within, name] });
  }
  const alternatives = schema.anyOf ?? schema.oneOf ?? typesOf(schema);
  const others = alternatives.filter(({ type }) => type !== 'null');
  const nullable = others.length < alternatives.length;
  const [only] = others;
  // Alternatives of several types are anything.
  if (only === undefined || others.length > 1) return { schema: wordsOf(schema), nullable, within };
  if (only === schema) return { schema, nullable, within };
  const inner = resolve(only, { root, within });
  return { ...inner, schema: { ...inner.schema, ...wordsOf(schema) }, nullable: nullable || inner.nullable };
}

/** A schema for each of the types that a schema allows. */
function typesOf(schema: JsonSchema): readonly JsonSchema[] {
  const types: readonly unknown[] = Array.isArray(schema.type) ? schema.type : [];
  return types.length === 0 ? [schema] : types.map((type) => ({ ...schema, type }) as JsonSchema);
}

function wordsOf({ title, description }: JsonSchema): JsonSchema {
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
  };
}
