import { canonicalJson } from '@pim-connector/core';
import type { AttributeValues, Attributes } from '@pim-connector/core';

type Value = AttributeValues['values'][number];

/** Attribute values of a product and of its variants. */
export interface SharedAttributes {
  readonly product: Attributes;
  /** In the order of the variants. */
  readonly variants: readonly Attributes[];
}

/**
 * Brings the values that all variants have in common up to the product, and takes from the variants what they
 * have in common with the product. Values are compared by attribute, locale and scope.
 *
 * @param product what the product’s own row says; it stays.
 */
export function shareAttributes(product: Attributes, variants: readonly Attributes[]): SharedAttributes {
  const [only] = variants;
  if (only !== undefined && variants.length === 1 && Object.keys(product).length === 0) {
    return { product: only, variants: [{}] };
  }
  const own = valuesByAddress(product);
  const perVariant = variants.map(valuesByAddress);
  const [first = new Map<string, Value>()] = perVariant;
  const common = new Map(own);
  for (const [address, value] of first) {
    if (common.has(address)) continue;
    if (perVariant.every((values) => isSame(values.get(address), value))) common.set(address, value);
  }
  return {
    product: withValues([product, ...variants], common),
    variants: variants.map((attributes, index) =>
      withValues([attributes], withoutCommon(perVariant[index] ?? new Map<string, Value>(), common)),
    ),
  };
}

function valuesByAddress(attributes: Attributes): Map<string, Value> {
  return new Map(
    Object.entries(attributes).flatMap(([code, { values }]) =>
      (values as readonly Value[]).map((value) => [addressOf(code, value), value]),
    ),
  );
}

function addressOf(code: string, { locale, scope }: Pick<Value, 'locale' | 'scope'>): string {
  // None of the three holds a line break.
  return `${code}\n${locale ?? ''}\n${scope ?? ''}`;
}

function isSame(one: Value | undefined, { data }: Value): boolean {
  if (one === undefined) return false;
  if (one.data === data) return true;
  return typeof data === 'object' && canonicalJson(one.data) === canonicalJson(data);
}

function withoutCommon(
  values: ReadonlyMap<string, Value>,
  common: ReadonlyMap<string, Value>,
): Map<string, Value> {
  return new Map([...values].filter(([address, value]) => !isSame(common.get(address), value)));
}

/** Puts values back under their attributes, in the order of `origins`, which also tell the types. */
function withValues(origins: readonly Attributes[], values: ReadonlyMap<string, Value>): Attributes {
  const made: Record<string, { type: string; values: Value[] }> = {};
  const used = new Set<string>();
  for (const origin of origins) {
    for (const [code, { type, values: candidates }] of Object.entries(origin)) {
      for (const candidate of candidates) {
        const address = addressOf(code, candidate);
        const value = values.get(address);
        if (value === undefined || used.has(address)) continue;
        used.add(address);
        (made[code] ??= { type, values: [] }).values.push(value);
      }
    }
  }
  return made as Attributes;
}
