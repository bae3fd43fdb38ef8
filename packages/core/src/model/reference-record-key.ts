import type { RecordKey } from './record-key.ts';
import { propertyNameSchema } from './text.ts';

const separator = '/';

/** Code of a kind of reference records, such as `brands`. It has no slash, so that keys tell where the kind ends. */
export const recordKindSchema = propertyNameSchema.refine((kind) => !kind.includes(separator), {
  message: 'holds a slash, which ends the kind in the keys of its records',
});

/** The key of a reference record: `brands/acme` for the record `acme` of the kind `brands`. */
export function referenceRecordKey(kind: string, code: string): RecordKey {
  return `${kind}${separator}${code}`;
}

/** Kind and code that make the key of a reference record; `null` if it is none. A code may hold slashes itself. */
export function splitReferenceRecordKey(
  key: RecordKey,
): { readonly kind: string; readonly code: string } | null {
  const end = key.indexOf(separator);
  return end < 1 || end === key.length - 1 ? null : { kind: key.slice(0, end), code: key.slice(end + 1) };
}
