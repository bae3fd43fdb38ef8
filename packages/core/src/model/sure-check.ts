// oxlint-disable no-underscore-dangle -- under this name zod shows other libraries what a schema is made of
import type { z } from 'zod';

import { CheckCode } from './check-code.ts';
import { jsonDefect } from './json.ts';
import { keptCondition, ruleCondition, transformCondition } from './sure-conditions.ts';
import { isSafePropertyName } from './text.ts';

/** Whether a value is surely valid; `false` leaves it open. */
export type SureCheck = (value: unknown) => boolean;

// Deeper schemas may be without an end (they may hold themselves), and are left to themselves.
const deepest = 16;

/**
 * Makes a check that knows most valid values at first sight. Where it says `true`, the value is plain JSON (see
 * `jsonDefect`), and the schema accepts it and gives back an equal one. Where it says `false`, only the schema knows.
 *
 * The check is generated from the definition of the schema, so that no rule stands in two places. What the definition
 * holds that is not known here (objects that take any property, types that are rare in records) is left to the schema
 * itself, which then must give back the very same value. Where the runtime does not permit code from text, nothing is
 * surely valid.
 */
export function sureCheck(schema: z.core.$ZodType): SureCheck {
  const code = new CheckCode();
  return code.compile(conditionOf(schema, 'v', 0, code)) ?? (() => false);
}

/**
 * The condition under which a value is surely valid.
 *
 * @param v name of the value in the code.
 * @param depth how many lists and objects the value lies in.
 */
function conditionOf(schema: z.core.$ZodType, v: string, depth: number, code: CheckCode): string {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const condition = depth > deepest ? null : typeCondition(def, v, depth, code);
  if (condition === null) {
    const isJson = code.value((value: unknown) => jsonDefect(value, depth) === null);
    return `${keptCondition(schema, v, code)} && ${isJson}(${v})`;
  }
  return [condition, ...(def.checks ?? []).map((rule) => ruleCondition(rule, v, code))].join(' && ');
}

/** The condition of a type without the further rules of the schema; `null` for a type that is not known here. */
function typeCondition(
  def: z.core.$ZodTypes['_zod']['def'],
  v: string,
  depth: number,
  code: CheckCode,
): string | null {
  switch (def.type) {
    case 'string':
      return 'format' in def || def.coerce === true
        ? null
        : `typeof ${v} === 'string' && ${v}.isWellFormed()`;
    case 'boolean':
      return def.coerce === true ? null : `typeof ${v} === 'boolean'`;
    case 'enum':
      return oneOf(Object.values(def.entries), v, code);
    case 'literal':
      return oneOf(def.values, v, code);
    case 'nullable':
      return `(${v} === null || ${conditionOf(def.innerType, v, depth, code)})`;
    case 'optional':
      return conditionOf(def.innerType, v, depth, code);
    case 'array':
      return `${listFunction(def, depth, code)}(${v})`;
    case 'object':
      return objectCondition(def, v, depth, code);
    case 'record':
      return recordCondition(def, v, depth, code);
    case 'union':
      return unionCondition(def, v, depth, code);
    case 'pipe':
      return pipeCondition(def, v, depth, code);
    default:
      return null;
  }
}

function oneOf(values: readonly unknown[], v: string, code: CheckCode): string | null {
  if (!values.every((value) => typeof value === 'string' && value.isWellFormed())) return null;
  return `(${values.map((value) => `${v} === ${code.value(value)}`).join(' || ')})`;
}

function listFunction({ element }: z.core.$ZodArrayDef, depth: number, code: CheckCode): string {
  return code.function([
    `if (!${code.value(isPlainList)}(v)) return false;`,
    'for (let index = 0; index < v.length; index += 1) {',
    'const item = v[index];',
    `if (!(${conditionOf(element, 'item', depth + 1, code)})) return false;`,
    '}',
    'return true;',
  ]);
}

function objectCondition(
  { shape, catchall }: z.core.$ZodObjectDef,
  v: string,
  depth: number,
  code: CheckCode,
): string | null {
  const names = Object.keys(shape);
  if (catchall === undefined || typeOf(catchall) !== 'never' || !names.every(isSafePropertyName)) return null;
  const isOptional = (name: string) => typeOf(shape[name] as z.core.$ZodType) === 'optional';
  const check = code.function([
    `if (!${code.value(isPlain)}(v)) return false;`,
    `let missing = ${names.filter((name) => !isOptional(name)).length};`,
    'for (const name in v) switch (name) {',
    ...names.flatMap((name) => [
      `case ${code.value(name)}: {`,
      `const item = v[${code.value(name)}];`,
      `if (!(${conditionOf(shape[name] as z.core.$ZodType, 'item', depth + 1, code)})) return false;`,
      isOptional(name) ? 'break; }' : 'missing -= 1; break; }',
    ]),
    'default: return false;',
    '}',
    'return missing === 0;',
  ]);
  return `${check}(${v})`;
}

function recordCondition(
  { keyType, valueType, mode }: z.core.$ZodRecordDef,
  v: string,
  depth: number,
  code: CheckCode,
): string | null {
  // With a list of keys it is more like an object.
  if (mode === 'loose' || keyType._zod.values !== undefined) return null;
  const check = code.function([
    `if (!${code.value(isPlain)}(v)) return false;`,
    'for (const name in v) {',
    `if (!(${code.value(isSafePropertyName)}(name) && ${conditionOf(keyType, 'name', depth + 1, code)})) return false;`,
    'const item = v[name];',
    `if (!(${conditionOf(valueType, 'item', depth + 1, code)})) return false;`,
    '}',
    'return true;',
  ]);
  return `${check}(${v})`;
}

// Stricter than elsewhere: what has another prototype becomes another object, and the schema may know how.
function isPlain(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function isPlainList(value: unknown): boolean {
  return Array.isArray(value) && Object.getPrototypeOf(value) === Array.prototype;
}

function unionCondition(def: z.core.$ZodUnionDef, v: string, depth: number, code: CheckCode): string | null {
  if ('discriminator' in def) return choiceCondition(def as z.core.$ZodDiscriminatedUnionDef, v, depth, code);
  // The first option that accepts a value counts; what earlier ones make of it would have to be known for another.
  const [first] = def.options;
  return first === undefined || def.inclusive === false ? null : conditionOf(first, v, depth, code);
}

function choiceCondition(
  { discriminator, options }: z.core.$ZodDiscriminatedUnionDef,
  v: string,
  depth: number,
  code: CheckCode,
): string | null {
  const cases = new Map<unknown, string>();
  for (const option of options) {
    for (const value of option._zod.propValues?.[discriminator] ?? []) {
      if (cases.has(value)) return null;
      cases.set(value, `case ${code.value(value)}: return ${conditionOf(option, 'v', depth, code)};`);
    }
  }
  const check = code.function([
    `if (!${code.value(isPlain)}(v)) return false;`,
    `switch (v[${code.value(discriminator)}]) {`,
    ...cases.values(),
    'default: return false;',
    '}',
  ]);
  return `${check}(${v})`;
}

/** Of what goes through a transform, the other end of the pipe says what it is; the transform must keep it as it is. */
function pipeCondition(def: z.core.$ZodPipeDef, v: string, depth: number, code: CheckCode): string | null {
  const { in: before, out: after } = def;
  const [transform, other] = typeOf(before) === 'transform' ? [before, after] : [after, before];
  // One that has a way back (a codec) has its transform within itself.
  if (typeOf(transform) !== 'transform' || 'transform' in def) return null;
  const isKept = transformCondition(transform as z.core.$ZodTransform, v, code);
  return `${conditionOf(other, v, depth, code)} && ${isKept}`;
}

function typeOf(schema: z.core.$ZodType): string {
  return schema._zod.def.type;
}
