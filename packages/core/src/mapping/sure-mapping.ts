// `_zod` is the way that zod offers libraries into its schemas.
// oxlint-disable no-underscore-dangle
import type { z } from 'zod';

import { schemaOfOperator } from './expression-schema.ts';
import { mappingSchema } from './mapping.ts';

/**
 * Whether plain JSON is surely a mapping that {@link mappingSchema} accepts and gives back as it is. `false` leaves it
 * open: only the schema knows, and says what is wrong.
 *
 * Most mappings are right, and are compiled once in a process, by code that has not been optimized yet. Parsing them is most
 * of that. Here the definitions of the same schemas are followed, so that nothing is said twice; but only what stands in
 * the mapping is looked at, not all that could, and an operator is found by its name.
 */
export function isSureMapping(value: unknown): boolean {
  return isSure(mappingSchema, value);
}

function isSure(schema: z.core.$ZodType, value: unknown): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'string':
      if ('format' in def || def.coerce === true) return isKept(schema, value);
      return typeof value === 'string' && keepsRules(def, value);
    case 'boolean':
      return typeof value === 'boolean' && keepsRules(def, value);
    case 'enum':
    case 'literal':
      return schema._zod.values?.has(value as z.core.util.Primitive) === true && keepsRules(def, value);
    case 'optional':
      return isSure(def.innerType, value);
    case 'nullable':
      return value === null || isSure(def.innerType, value);
    case 'array':
      return Array.isArray(value) && isSureList(def.element, value) && keepsRules(def, value);
    case 'object':
      return isObject(value) && isSureObject(def, value) && keepsRules(def, value);
    case 'record':
      return isObject(value) && isSureRecord(def, value) && keepsRules(def, value);
    case 'union':
      return isSureChoice(def, value);
    case 'lazy':
      return isSureExpression(value);
    default:
      return isKept(schema, value);
  }
}

/** Whether the schema itself accepts a value and gives it back as it is. */
function isKept(schema: z.core.$ZodType, value: unknown): boolean {
  const payload = schema._zod.run({ value, issues: [] }, { async: false, jitless: true });
  return !(payload instanceof Promise) && payload.issues.length === 0 && Object.is(payload.value, value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The only schema that is not known at once is that of expressions. */
function isSureExpression(value: unknown): boolean {
  if (!isObject(value) || typeof value['op'] !== 'string') return false;
  const schema = schemaOfOperator(value['op']);
  return schema !== undefined && isSure(schema, value);
}

function isSureList(element: z.core.$ZodType, list: readonly unknown[]): boolean {
  for (const item of list) if (!isSure(element, item)) return false;
  return true;
}

function isSureObject(def: z.core.$ZodObjectDef, value: Readonly<Record<string, unknown>>): boolean {
  const { shape, catchall } = def;
  if (catchall?._zod.def.type !== 'never') return false;
  for (const name of Object.keys(value)) {
    const property = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (property === undefined || !isSure(property, value[name])) return false;
  }
  for (const name of requiredNames(def)) if (!Object.hasOwn(value, name)) return false;
  return true;
}

const requiredOf = new WeakMap<z.core.$ZodObjectDef, readonly string[]>();

function requiredNames(def: z.core.$ZodObjectDef): readonly string[] {
  const known = requiredOf.get(def);
  if (known !== undefined) return known;
  const { shape } = def;
  const names = Object.keys(shape).filter((name) => shape[name]?._zod.def.type !== 'optional');
  requiredOf.set(def, names);
  return names;
}

function isSureRecord(
  { keyType, valueType, ...def }: z.core.$ZodRecordDef,
  value: Readonly<Record<string, unknown>>,
): boolean {
  // Some kinds of names ask for all of them, or take others too.
  if (keyType._zod.def.type !== 'string' || def.mode === 'loose') return false;
  for (const name of Object.keys(value)) {
    if (!isSure(keyType, name) || !isSure(valueType, value[name])) return false;
  }
  return true;
}

/** The first option that accepts a value counts: one that is for another kind of JSON surely does not. */
function isSureChoice({ options, inclusive }: z.core.$ZodUnionDef, value: unknown): boolean {
  if (inclusive === false) return false;
  const option = options.find((each) => mayBe(each, value));
  return option !== undefined && isSure(option, value);
}

function mayBe(schema: z.core.$ZodType, value: unknown): boolean {
  switch (schema._zod.def.type) {
    case 'string':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'array':
      return Array.isArray(value);
    case 'object':
    case 'record':
    case 'lazy':
      return isObject(value);
    default:
      return true;
  }
}

/** Whether further rules of a schema (a length, a pattern, a refinement) accept a value of its type, as it is. */
function keepsRules({ checks = [] }: z.core.$ZodTypeDef, value: unknown): boolean {
  for (const rule of checks) if (!keepsRule(rule, value)) return false;
  return true;
}

function keepsRule(rule: z.core.$ZodCheck, value: unknown): boolean {
  const { def } = (rule as z.core.$ZodChecks)._zod;
  if (def.check === 'min_length') return (value as string).length >= def.minimum;
  if (def.check === 'max_length') return (value as string).length <= def.maximum;
  const payload: z.core.ParsePayload = { value, issues: [] };
  const later: unknown = (rule as z.core.$ZodCheck<unknown>)._zod.check(payload);
  return later === undefined && payload.issues.length === 0 && Object.is(payload.value, value);
}
