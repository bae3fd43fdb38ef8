import { z } from 'zod';

import { canonicalDecimal } from './decimal.ts';
import { isPlainObject } from './plain-object.ts';
import { isSafePropertyName } from './text.ts';

/** What JSON can hold. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** An object of JSON. */
export type JsonObject = { readonly [name: string]: JsonValue };

/** Deepest nesting of JSON that is accepted anywhere: deeper data is an attack or a mistake. */
export const maxJsonDepth = 64;

const halfCharacter = 'holds half a character (a lone surrogate)';

/**
 * Says what keeps a value from being plain JSON, or `null` if nothing does: functions, dates and other class
 * instances, NaN, lone surrogates, `__proto__`, cycles and nesting beyond 64 levels.
 */
export function jsonDefect(value: unknown, depth = 0): string | null {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed() ? null : halfCharacter;
    case 'boolean':
      return null;
    case 'number':
      return Number.isFinite(value) ? null : `holds ${value}, which JSON does not know`;
    case 'object':
      return value === null ? null : objectDefect(value, depth);
    default:
      return `holds a value of type ${typeof value}, which JSON does not know`;
  }
}

function objectDefect(value: object, depth: number): string | null {
  if (depth >= maxJsonDepth) return `is nested deeper than ${maxJsonDepth} levels or holds itself`;
  if (Array.isArray(value)) return firstDefect(value, depth);
  if (!isPlainObject(value)) return 'holds an object that is not plain data';
  for (const name of Object.keys(value)) {
    if (!isSafePropertyName(name)) return `holds a property named ${name}`;
    if (!name.isWellFormed()) return halfCharacter;
  }
  return firstDefect(
    Object.values(value).filter((item) => item !== undefined),
    depth,
  );
}

function firstDefect(items: readonly unknown[], depth: number): string | null {
  for (const item of items) {
    const defect = jsonDefect(item, depth + 1);
    if (defect !== null) return defect;
  }
  return null;
}

/** Any JSON; see {@link jsonDefect} for what is refused. */
export const jsonSchema = z.custom<JsonValue>((value) => jsonDefect(value) === null, {
  error: (issue) => jsonDefect(issue.input) ?? 'is not JSON',
});

// Numbers of 16 digits and more, or with an exponent: only these can change when JavaScript reads them. A number stands
// at the beginning, or after a colon, bracket or comma: ids and hashes in texts (`3e5f…`) are none.
const mayLosePrecision = /(?:^|[:[,])\s*-?\d(?:[\d.]{15}|[\d.]*[eE][+-]?\d)/;

/**
 * Reads JSON without losing a digit: a number that JavaScript cannot hold exactly comes back as text, in
 * canonical decimal form, or as it was written where it has more than 100 digits. Every other value comes as
 * `JSON.parse` gives it; of two members with one name the last (see {@link duplicateMember}).
 *
 * @throws SyntaxError for text that is not JSON, or when the runtime cannot show the digits of such a number
 *   (`JSON.parse` with source text access is missing).
 */
export function parseJson(text: string): unknown {
  if (!mayLosePrecision.test(text)) return JSON.parse(text);
  try {
    return (JSON.parse as ParseWithSource)(text, exactNumber);
  } catch (error) {
    // The reviver walks the nested lists and objects by recursion; JSON.parse itself does not.
    throw error instanceof RangeError ? new SyntaxError('is nested too deeply', { cause: error }) : error;
  }
}

function exactNumber(_name: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number') return value;
  if (context?.source === undefined) {
    throw new SyntaxError('holds a number with more digits than this JavaScript runtime can read exactly');
  }
  const exact = canonicalDecimal(context.source);
  return exact !== null && exact === canonicalDecimal(value) ? value : (exact ?? context.source);
}

type ParseWithSource = (
  text: string,
  reviver: (name: string, value: unknown, context?: { source?: string }) => unknown,
) => unknown;
