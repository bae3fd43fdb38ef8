import type { NodeTools } from '../node-tools.ts';

/**
 * Reads numbers that are to be added or compared.
 *
 * @throws ValueFailure when they are amounts of different units or currencies.
 */
export function decimalsOfSameUnit(
  values: readonly unknown[],
  { decimal, fail }: NodeTools,
): readonly string[] {
  const units = new Set(values.map(unitOf));
  if (units.size > 1) {
    const list = [...units].map((unit) => unit ?? 'a bare number').join(', ');
    throw fail(`Amounts of different units cannot be put together: ${list}`, values, 'value.wrong_type');
  }
  return values.map(decimal);
}

function unitOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('unit' in value) return String(value.unit);
  return 'currency' in value ? String(value.currency) : undefined;
}
