import { canonicalDecimal } from '@pim-connector/core';

/** Paths at which two values of JSON differ. Numbers in text are equal if they mean the same: `2.0` and `2`. */
export function differences(original: unknown, copy: unknown, path = ''): string[] {
  if (isMap(original) && isMap(copy)) {
    const names = new Set([...Object.keys(original), ...Object.keys(copy)]);
    return [...names].flatMap((name) => differences(original[name], copy[name], `${path}.${name}`));
  }
  if (Array.isArray(original) && Array.isArray(copy)) {
    const length = Math.max(original.length, copy.length);
    return Array.from({ length }, (_, index) => index).flatMap((index) =>
      differences(original[index], copy[index], `${path}[${index}]`),
    );
  }
  if (original === copy || isSameNumber(original, copy)) return [];
  return [`${path}: ${JSON.stringify(original)} became ${JSON.stringify(copy)}`];
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSameNumber(a: unknown, b: unknown): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  const number = canonicalDecimal(a);
  return number !== null && number === canonicalDecimal(b);
}
