import type {
  Attribute,
  Attributes,
  Price,
  PriceRecord,
  Product,
  SchemaDescription,
  Variant,
} from '@pim-connector/core';

/** What a sample of records shows of a catalogue. */
export type InferredDescription = Pick<SchemaDescription, 'attributes' | 'locales' | 'scopes' | 'currencies'>;

interface Findings {
  readonly attributes: Map<string, Attribute>;
  readonly locales: Set<string>;
  readonly scopes: Set<string>;
  readonly currencies: Set<string>;
}

/**
 * Infers attributes, locales, scopes and currencies from records. An attribute has the type of its first values;
 * what is localizable or scopable shows in values with a locale or scope.
 */
export function inferDescription(
  products: readonly Product[],
  prices: readonly PriceRecord[] = [],
): InferredDescription {
  const findings: Findings = {
    attributes: new Map(),
    locales: new Set(),
    scopes: new Set(),
    currencies: new Set(),
  };
  for (const product of products) {
    noteDescribed(product, findings);
    for (const variant of product.variants) noteDescribed(variant, findings);
    for (const { scope } of product.publications ?? []) findings.scopes.add(scope);
  }
  for (const record of prices) notePrices(record.prices, findings);
  return {
    attributes: [...findings.attributes.values()],
    locales: [...findings.locales].toSorted(),
    scopes: [...findings.scopes].toSorted().map((code) => ({ code, labels: {} })),
    currencies: [...findings.currencies].toSorted(),
  };
}

function noteDescribed({ attributes, prices = [] }: Product | Variant, findings: Findings): void {
  noteAttributes(attributes, findings);
  notePrices(prices, findings);
}

function notePrices(prices: readonly Price[], { currencies, scopes }: Findings): void {
  for (const { currency, scope } of prices) {
    currencies.add(currency);
    if (scope !== undefined) scopes.add(scope);
  }
}

function noteAttributes(attributes: Attributes, findings: Findings): void {
  for (const [code, { type, values }] of Object.entries(attributes)) {
    const known = findings.attributes.get(code);
    findings.attributes.set(code, {
      ...(known ?? { key: code, type, labels: {} }),
      localizable: known?.localizable === true || values.some(({ locale }) => locale !== null),
      scopable: known?.scopable === true || values.some(({ scope }) => scope !== null),
    });
    for (const { locale, scope } of values) {
      if (locale !== null) findings.locales.add(locale);
      if (scope !== null) findings.scopes.add(scope);
    }
    if (type !== 'money') continue;
    for (const { data } of values) for (const { currency } of data ?? []) findings.currencies.add(currency);
  }
}
