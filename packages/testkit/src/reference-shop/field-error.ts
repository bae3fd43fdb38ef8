import type { z } from 'zod';

/** What can be wrong with a field of an item, in the shop’s own words. */
export type FieldErrorCode =
  | 'currency_not_supported'
  | 'cycle'
  | 'duplicate'
  | 'html_not_allowed'
  | 'in_use'
  | 'invalid'
  | 'locale_not_supported'
  | 'negative'
  | 'not_allowed'
  | 'not_found'
  | 'price_missing'
  | 'required'
  | 'taken'
  | 'too_long'
  | 'too_many'
  | 'unknown_field'
  | 'wrong_type';

/** One reason why an item was rejected. */
export interface FieldError {
  /** Where in the item, such as `variants[0].barcode`; empty for the item as a whole. */
  readonly field: string;
  readonly code: FieldErrorCode;
  readonly message: string;
}

/** Writes a path as the shop does. */
function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (field, name) =>
      typeof name === 'number' ? `${field}[${name}]` : `${field}${field === '' ? '' : '.'}${String(name)}`,
    '',
  );
}

/** A complaint of a schema in the shop’s words. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue): FieldError[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        field: fieldName([...issue.path, key]),
        code: 'unknown_field',
        message: 'is not a field of the API',
      }));
    }
    return [{ field: fieldName(issue.path), ...problemOf(issue) }];
  });
}

function problemOf(issue: z.core.$ZodIssue): Omit<FieldError, 'field'> {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? { code: 'required', message: 'is required' }
        : { code: 'wrong_type', message: `must be of type ${issue.expected}` };
    case 'too_big':
      return tooBig(issue);
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? { code: 'required', message: 'must not be empty' }
        : { code: 'invalid', message: `must be at least ${issue.minimum}` };
    case 'invalid_value':
      return { code: 'not_allowed', message: `must be one of ${issue.values.map(String).join(', ')}` };
    case 'custom':
      return { code: codeOf(issue.params), message: issue.message };
    default:
      return { code: 'invalid', message: issue.message };
  }
}

function tooBig({ origin, maximum }: z.core.$ZodIssueTooBig): Omit<FieldError, 'field'> {
  if (origin === 'string') return { code: 'too_long', message: `must have at most ${maximum} characters` };
  if (origin === 'array') return { code: 'too_many', message: `must have at most ${maximum} entries` };
  return { code: 'invalid', message: `must be at most ${maximum}` };
}

function codeOf(params: Readonly<Record<string, unknown>> | undefined): FieldErrorCode {
  return (params?.['code'] as FieldErrorCode | undefined) ?? 'invalid';
}

/** What a schema’s own check complains with. */
export function complaint(code: FieldErrorCode, message: string, path: PropertyKey[] = []) {
  return { code: 'custom' as const, message, path, params: { code } };
}
