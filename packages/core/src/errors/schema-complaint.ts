import type { z } from 'zod';

import { knownProperties } from './known-properties.ts';
import { nearestName } from './nearest-name.ts';
import { valueAt } from './value-at.ts';

/** What was checked, and by what. */
export interface CheckedData {
  readonly schema: z.core.$ZodType;
  readonly data: unknown;
}

/**
 * A complaint of a zod schema in words that go on with a sentence after the name of the place: “url” _is missing_. Words
 * that a schema has of its own are kept. Of values only the kind is told, since they may be secrets.
 */
export function schemaComplaint(issue: z.core.$ZodIssue, { schema, data }: CheckedData): string {
  if (issue.code === 'unrecognized_keys') {
    const known = knownProperties(schema, issue.path, data);
    const verb = issue.path.length === 0 ? 'there is' : 'has';
    return issue.keys.map((key) => `${verb} ${unknownProperty(key, known)}`).join('; ');
  }
  const value = valueAt(data, issue.path);
  if (value === undefined && issue.path.length > 0 && issue.code !== 'custom') return 'is missing';
  if (!/^(?:Invalid|Too) /.test(issue.message)) return issue.message;
  return plainWords(issue, value) ?? issue.message;
}

function unknownProperty(key: string, known: readonly string[]): string {
  const near = nearestName(key.slice(0, 60), known);
  const help = near === undefined ? `; known are ${known.join(', ')}` : `; did you mean “${near}”?`;
  return `no “${key.slice(0, 60)}”${known.length === 0 ? '' : help}`;
}

function plainWords(issue: z.core.$ZodIssue, value: unknown): string | undefined {
  if (issue.code === 'invalid_type') return `must be ${kindNamed(issue.expected)}, and is ${kindOf(value)}`;
  if (issue.code === 'invalid_value') return `must be ${issue.values.map(shown).join(' or ')}`;
  if (issue.code === 'invalid_format' && issue.format === 'url')
    return 'must be an address such as https://shop.example';
  if (issue.code === 'too_small' && Number(issue.minimum) === 1 && issue.origin !== 'number')
    return 'must not be empty';
  if (issue.code === 'too_small')
    return `must ${sized(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum)}`;
  if (issue.code === 'too_big')
    return `must ${sized(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum)}`;
  return undefined;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  record: 'an object',
  object: 'an object',
  function: 'a function',
};

function kindNamed(kind: string): string {
  return kinds[kind] ?? kind;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'boolean') return String(value);
  if (Number.isNaN(value)) return 'NaN';
  return kindNamed(typeof value);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `“${value}”` : String(value);
}

function sized(origin: string, limit: string, size: number | bigint): string {
  const unit = { string: 'characters', array: 'entries' }[origin];
  return unit === undefined ? `be ${limit} ${size}` : `have ${limit} ${size} ${unit}`;
}
