import type { Json, JsonObject } from '../json.ts';
import { isObject } from '../json.ts';

/** What the description calls things whose name is a code. */
const placeholder = /(?:Code|Code\|.*)$/u;

/** Properties that the documentation of 2026 has and the description of 2025 has not. */
const newer: readonly string[] = [
  'attribute_type',
  'reference_data_name',
  'root_parent',
  'linked_data',
  'sharing_enabled',
  '_links',
  // What `with_count` adds: told in words only.
  'items_count',
  // Shown by the example beside.
  'minimum_input_length',
];

/** Where the description contradicts itself or every client that works: what is there beside certain properties. */
const corrections: readonly { readonly beside: readonly string[]; readonly add: readonly string[] }[] = [
  // Models in quantified associations: the example has `identifier`.
  { beside: ['code', 'quantity'], add: ['identifier'] },
  // Pages of assets have `items`, as all others.
  { beside: ['_items'], add: ['items'] },
];

/** Types of attributes that the documentation has and the list in the description has not. */
const olderTypes: readonly string[] = [
  'pim_catalog_table',
  'pim_reference_data_simpleselect',
  'pim_reference_data_multiselect',
];

/** The schema of a change: what is required of the whole may be left out. */
export function withoutRequired(schema: JsonObject): JsonObject {
  const { required: _, allOf, ...rest } = schema;
  if (!Array.isArray(allOf)) return rest;
  return { ...rest, allOf: (allOf as readonly Json[]).filter(isObject).map(withoutRequired) };
}

/**
 * Makes a JSON Schema of a schema of the description. Swagger 2 cannot say what may be null: everything may that is
 * not required. Objects are closed, so that nothing comes that is not described, or listed above.
 */
export function toJsonSchema(schema: JsonObject): JsonObject {
  const merged = mergeAllOf(schema);
  const { type, properties, additionalProperties, items, required, enum: values } = merged;
  if (type === 'array') return { type: 'array', items: isObject(items) ? toJsonSchema(items) : {} };
  if (isObject(properties) || type === 'object') {
    return objectSchema(isObject(properties) ? properties : {}, additionalProperties, required);
  }
  return {
    ...(typeof type === 'string' ? { type } : {}),
    ...(Array.isArray(values)
      ? { enum: [...(values as readonly Json[]), ...(values.includes('pim_catalog_text') ? olderTypes : [])] }
      : {}),
  };
}

function mergeAllOf(schema: JsonObject): JsonObject {
  const { allOf, ...own } = schema;
  if (!Array.isArray(allOf)) return schema;
  return (allOf as readonly Json[]).filter(isObject).map(mergeAllOf).reduce(mergeTwo, own);
}

function mergeTwo(left: JsonObject, right: JsonObject): JsonObject {
  const both = (name: string): JsonObject => ({
    ...(isObject(left[name]) ? left[name] : {}),
    ...(isObject(right[name]) ? right[name] : {}),
  });
  const lists = [left['required'], right['required']].flatMap((list) =>
    Array.isArray(list) ? (list as Json[]) : [],
  );
  return { ...left, ...right, properties: both('properties'), required: lists };
}

function objectSchema(
  properties: JsonObject,
  additional: Json | undefined,
  required: Json | undefined,
): JsonObject {
  const names = Object.keys(properties);
  const needed = Array.isArray(required) ? (required as readonly Json[]) : [];
  const [only = ''] = names;
  if (names.length === 1 && placeholder.test(only)) {
    const inner = properties[only];
    return { type: 'object', additionalProperties: isObject(inner) ? toJsonSchema(inner) : {} };
  }
  if (isObject(additional)) return { type: 'object', additionalProperties: toJsonSchema(additional) };
  if (names.length === 0) return {};
  const more = corrections.filter(({ beside }) => beside.every((name) => names.includes(name)));
  const described = Object.entries(properties).map(([name, property]): [string, JsonObject] => [
    name,
    // Only attributes for media have a type of media.
    propertySchema(name, isObject(property) ? property : {}, needed.includes(name) && name !== 'media_type'),
  ]);
  return {
    type: 'object',
    properties: {
      ...Object.fromEntries([...newer, ...more.flatMap(({ add }) => add)].map((name) => [name, {}])),
      ...Object.fromEntries(described),
    },
    required: needed.filter(
      (name) => typeof name === 'string' && names.includes(name) && name !== 'media_type',
    ),
    additionalProperties: false,
  };
}

function propertySchema(name: string, property: JsonObject, needed: boolean): JsonObject {
  // Described as objects, shown as texts, lists and numbers by the examples beside.
  if (name === 'data' || name === 'linked_data' || name === '_links') return {};
  const schema = toJsonSchema(property);
  return needed || Object.keys(schema).length === 0 ? schema : { anyOf: [schema, { type: 'null' }] };
}
