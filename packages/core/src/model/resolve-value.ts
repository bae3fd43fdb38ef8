import type { AttributeData, AttributeType, AttributeValues } from './attribute-value.ts';
import type { Attributes } from './attributes.ts';

/** Anything that carries attribute values. */
export interface Attributed {
  readonly attributes: Attributes;
}

/** For which reader a value is looked up. */
export interface ValueContext {
  /** Locales to try, best first. Values that do not depend on a locale are tried after them. */
  readonly locales: readonly string[];
  /** Scope; values that do not depend on a scope are tried after those of the scope. `null`: only those. */
  readonly scope: string | null;
}

/** A value that was found, and where. */
export interface ResolvedValue {
  readonly type: AttributeType;
  /** `null`: the value is explicitly empty. */
  readonly data: AttributeData | null;
  readonly locale: string | null;
  readonly scope: string | null;
  /** Whether the variant’s own value was found, or that of its product. */
  readonly level: 'product' | 'variant';
}

/** One value as it stands in a record. */
export type StoredValue = Attributes[string]['values'][number];

/**
 * Finds the value of an attribute for a reader: the only place where values are inherited and where one locale
 * stands in for another.
 *
 * Locales are tried in the order given, then "no locale"; for each of them the scope first, then "no scope"; for
 * each of those the variant first, then its product. A value that is explicitly empty (`data: null`) hides what
 * the product has at the same locale and scope, and lets the next locale be tried. If nothing else is found, the
 * empty value is the answer; `undefined` means that nobody said anything.
 */
export function resolveValue(
  product: Attributed,
  variant: Attributed | null,
  code: string,
  context: ValueContext,
): ResolvedValue | undefined {
  const shared = ownValues(product, code);
  const own = variant === null ? undefined : ownValues(variant, code);
  const value = findStoredValue(own, shared, context.locales, context.scope);
  if (value === undefined) return undefined;
  const level = own?.values.some((candidate) => candidate === value) === true ? 'variant' : 'product';
  const type = (level === 'variant' ? own : shared)?.type;
  return type === undefined
    ? undefined
    : { type, data: value.data, locale: value.locale, scope: value.scope, level };
}

/** {@link resolveValue} without the account of where the value was found; makes no new object. */
export function findStoredValue(
  own: AttributeValues | undefined,
  shared: AttributeValues | undefined,
  locales: readonly string[],
  scope: string | null,
): StoredValue | undefined {
  if (own === undefined) return shared === undefined ? undefined : findIn(shared.values, locales, scope);
  if (shared === undefined) return findIn(own.values, locales, scope);
  if (isForAll(own.values) && isForAll(shared.values)) return own.values[0];
  let empty: StoredValue | undefined;
  for (let step = 0; step <= locales.length; step += 1) {
    const locale = step < locales.length ? (locales[step] as string) : null;
    if (scope !== null) {
      const scoped = valueAt(own, locale, scope) ?? valueAt(shared, locale, scope);
      if (scoped !== undefined && scoped.data !== null) return scoped;
      empty ??= scoped;
    }
    const unscoped = valueAt(own, locale, null) ?? valueAt(shared, locale, null);
    if (unscoped !== undefined && unscoped.data !== null) return unscoped;
    empty ??= unscoped;
  }
  return empty;
}

// Most attributes are said either by the variant or by its product: one walk over the values per locale is enough.
function findIn(
  values: readonly StoredValue[],
  locales: readonly string[],
  scope: string | null,
): StoredValue | undefined {
  if (isForAll(values)) return values[0];
  let empty: StoredValue | undefined;
  for (let step = 0; step <= locales.length; step += 1) {
    const locale = step < locales.length ? (locales[step] as string) : null;
    let unscoped: StoredValue | undefined;
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index] as StoredValue;
      if (value.locale !== locale) continue;
      if (value.scope === scope) {
        if (value.data !== null) return value;
        empty ??= value;
      } else if (value.scope === null) unscoped = value;
    }
    if (unscoped !== undefined && unscoped.data !== null) return unscoped;
    empty ??= unscoped;
  }
  return empty;
}

/** Whether there is one value, for every locale and scope, as most attributes have. */
function isForAll(values: readonly StoredValue[]): boolean {
  return values.length === 1 && values[0]?.locale === null && values[0].scope === null;
}

function valueAt(
  { values }: AttributeValues,
  locale: string | null,
  scope: string | null,
): StoredValue | undefined {
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as StoredValue;
    if (value.locale === locale && value.scope === scope) return value;
  }
  return undefined;
}

function ownValues({ attributes }: Attributed, code: string): AttributeValues | undefined {
  return Object.hasOwn(attributes, code) ? attributes[code] : undefined;
}
