import type { z } from 'zod';

import { innermostIssues, showValue } from '../errors/index.ts';
import type { Issue, KnownIssueCode } from '../errors/index.ts';
import { valueAt } from '../errors/value-at.ts';
import { formatTargetPath } from '../mapping/index.ts';

/** Turns a complaint of a schema into issues, with the place, the attribute and the value they speak of. */
export function issuesOfZod(error: z.ZodError, data: unknown): Issue[] {
  return error.issues.flatMap(innermostIssues).map((issue) => issueOf(issue, data));
}

function issueOf(inner: z.core.$ZodIssue, data: unknown): Issue {
  const value = valueAt(data, inner.path);
  const place = placeOf(inner.path, data);
  return {
    code: codeOf(inner, value),
    severity: 'error',
    message: messageOf(inner, value),
    ...hintOf(inner),
    ...(inner.path.length === 0 ? {} : { path: formatTargetPath(inner.path) }),
    ...place,
    ...(value === undefined || typeof value === 'object' ? {} : { value: showValue(value) }),
  };
}

function codeOf(issue: z.core.$ZodIssue, value: unknown): KnownIssueCode {
  if (value === undefined && issue.code !== 'unrecognized_keys') return 'value.missing';
  if (issue.code === 'too_big')
    return issue.origin === 'string'
      ? 'value.too_long'
      : issue.origin === 'array'
        ? 'value.too_many'
        : 'value.invalid';
  if (issue.code === 'invalid_type') return 'value.wrong_type';
  if (issue.code === 'invalid_value') return 'value.unknown_option';
  const custom: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined;
  return custom === 'value.duplicate' ? custom : 'value.invalid';
}

function hintOf(issue: z.core.$ZodIssue): Pick<Issue, 'hint'> {
  if (issue.code !== 'too_big') return {};
  if (issue.origin === 'string') return { hint: 'Shorten it in the source, or cut it in the mapping.' };
  if (issue.origin === 'array')
    return { hint: 'Leave some out in the mapping, or divide the record in the source.' };
  return {};
}

function messageOf(issue: z.core.$ZodIssue, value: unknown): string {
  const name = issue.path.length === 0 ? 'The record' : `“${formatTargetPath(issue.path)}”`;
  if (value === undefined && issue.code !== 'unrecognized_keys') return `${name} is missing`;
  if (issue.code === 'too_big') {
    const unit = issue.origin === 'string' ? 'characters' : issue.origin === 'array' ? 'entries' : '';
    const size =
      typeof value === 'string' || Array.isArray(value) ? `has ${value.length} ${unit}` : 'is too large';
    return `${name} ${size}; at most ${issue.maximum}${unit === '' ? '' : ` ${unit}`} are allowed`;
  }
  // Our own messages go on with the sentence; those of zod are sentences themselves.
  return /^[a-z]/.test(issue.message) ? `${name} ${issue.message}` : `${name}: ${issue.message}`;
}

// `attributes.<code>.values.<n>.data`, in a product or in one of its variants.
function placeOf(
  path: readonly PropertyKey[],
  data: unknown,
): Pick<Issue, 'attribute' | 'locale' | 'scope' | 'variant'> {
  const start = path[0] === 'variants' ? 2 : 0;
  const variant = start === 2 ? readText(valueAt(data, path.slice(0, 2)), 'key') : undefined;
  const found = variant === undefined ? {} : { variant };
  if (path[start] !== 'attributes' || typeof path[start + 1] !== 'string') return found;
  const value = path[start + 2] === 'values' ? valueAt(data, path.slice(0, start + 4)) : undefined;
  const locale = readText(value, 'locale');
  const scope = readText(value, 'scope');
  return {
    ...found,
    attribute: String(path[start + 1]),
    ...(locale === undefined ? {} : { locale }),
    ...(scope === undefined ? {} : { scope }),
  };
}

function readText(value: unknown, name: string): string | undefined {
  const text: unknown =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  return typeof text === 'string' ? text : undefined;
}
