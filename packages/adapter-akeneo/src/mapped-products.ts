import { canonicalDecimal, normalizeLocale } from '@pim-connector/core';
import type { JsonValue } from '@pim-connector/core';

import { objectOf, objectsOf, textOf } from './api-values.ts';
import type { AkeneoMappingSchema } from './mapping-schema.ts';

/** Part of a record, made of what a user of the PIM mapped. */
export type MappedRecord = { readonly [name: string]: JsonValue };

/**
 * The way back: turns a mapped product of a catalogue into the record that {@link AkeneoMappingSchema} was made of, with
 * what belongs to an article in its one variant. It is then checked by the schema of the destination, like every record.
 */
export function fromMappedProduct(
  product: Readonly<Record<string, unknown>>,
  { paths, schema }: AkeneoMappingSchema,
): MappedRecord {
  const record: Record<string, JsonValue> = {};
  const variant: Record<string, JsonValue> = {};
  const properties = objectOf(schema['properties']);
  for (const [name, { path, level, isLocalized }] of Object.entries(paths)) {
    const value = product[name];
    if (value === undefined || value === null) continue;
    const root = level === 'variant' ? variant : record;
    if (!isLocalized) {
      set(root, path.split('.'), dataOf(value, objectOf(properties[name])));
      continue;
    }
    for (const { locale: code, value: text } of objectsOf(value)) {
      const locale = normalizeLocale(textOf(code) ?? '');
      if (locale !== null && text !== null)
        set(
          root,
          path.split('.').map((part) => (part === '{locale}' ? locale : part)),
          text as JsonValue,
        );
    }
  }
  return Object.keys(variant).length === 0 ? record : { ...record, variants: [variant] };
}

// The API gives numbers; decimals of our records are texts in canonical form.
function dataOf(value: unknown, { type }: Readonly<Record<string, unknown>>): JsonValue {
  if (type === 'number' && (typeof value === 'number' || typeof value === 'string'))
    return canonicalDecimal(value) ?? value;
  return value as JsonValue;
}

function set(
  root: Record<string, JsonValue>,
  [name = '', ...rest]: readonly string[],
  value: JsonValue,
): void {
  if (rest.length === 0) {
    root[name] = value;
    return;
  }
  const inner = { ...(objectOf(root[name]) as Record<string, JsonValue>) };
  set(inner, rest, value);
  root[name] = inner;
}
