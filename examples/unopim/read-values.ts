import { canonicalDecimal } from '@pim-connector/core';
import type { Attribute, Attributes, AttributeType } from '@pim-connector/core';

import { modelCode, modelLocale, modelUnit } from './codes.ts';
import type { FileValue } from './file-format.ts';

/** What is known of the attributes, by code of the model. */
export type AttributeIndex = ReadonlyMap<string, Attribute>;

/** Reads values that hold for all locales, and values by locale. */
export function readValues(
  common: Readonly<Record<string, FileValue>>,
  byLocale: Readonly<Record<string, Readonly<Record<string, FileValue>>>>,
  known: AttributeIndex,
): Attributes {
  const attributes: Record<string, { type: AttributeType; values: Value[] }> = {};
  const add = (code: string, locale: string | null, value: FileValue) => {
    const key = modelCode(code);
    const type = known.get(key)?.type ?? 'text';
    const attribute = (attributes[key] ??= { type, values: [] });
    attribute.values.push({ locale, scope: null, data: dataOf(type, value) });
  };
  for (const [code, value] of Object.entries(common)) add(code, null, value);
  for (const [locale, values] of Object.entries(byLocale)) {
    for (const [code, value] of Object.entries(values)) add(code, modelLocale(locale), value);
  }
  // A value of a wrong type stays as it is: the engine checks every record, and says what is wrong in which attribute.
  return attributes as Attributes;
}

interface Value {
  readonly locale: string | null;
  readonly scope: null;
  readonly data: unknown;
}

function dataOf(type: AttributeType, value: FileValue): unknown {
  if (type === 'number' && typeof value === 'string') return canonicalDecimal(value) ?? value;
  // UnoPIM writes moments in UTC, as `2026-02-17 09:00:00`.
  if (type === 'dateTime' && typeof value === 'string') return `${value.replace(' ', 'T')}Z`;
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  return { amount: canonicalDecimal(value.value) ?? value.value, unit: modelUnit(value.unit) };
}
