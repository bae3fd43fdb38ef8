import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { arbitraryAttributeValues, arbitraryLocale, arbitraryScope } from './arbitrary-product.ts';
import type { AttributeValues } from './attribute-value.ts';
import { resolveValue } from './resolve-value.ts';
import type { Attributed, ResolvedValue, ValueContext } from './resolve-value.ts';

type Row = readonly [locale: string | null, scope: string | null, data: string | null];

function holder(...rows: readonly Row[]): Attributed {
  const values = rows.map(([locale, scope, data]) => ({ locale, scope, data }));
  return { attributes: { name: { type: 'text', values } } };
}

function named(values: AttributeValues | undefined): Attributed {
  return { attributes: values === undefined ? {} : { name: values } };
}

const nothing: Attributed = { attributes: {} };
const german: ValueContext = { locales: ['de-DE', 'de'], scope: 'shop' };

/**
 * The rule in the plainest way: list all addresses in the order in which they are tried, take the first that says
 * something; else the first that was emptied.
 */
function oracle(
  product: AttributeValues | undefined,
  variant: AttributeValues | undefined,
  { locales, scope }: ValueContext,
): ResolvedValue | undefined {
  const places = [...locales, null].flatMap((locale) =>
    (scope === null ? [null] : [scope, null]).map((wanted) => {
      const at = (attribute: AttributeValues | undefined) =>
        attribute?.values.find((value) => value.locale === locale && value.scope === wanted);
      const own = at(variant);
      if (variant !== undefined && own !== undefined)
        return { ...own, type: variant.type, level: 'variant' as const };
      const shared = at(product);
      return product === undefined || shared === undefined
        ? undefined
        : { ...shared, type: product.type, level: 'product' as const };
    }),
  );
  const found = places.filter((place) => place !== undefined);
  return found.find(({ data }) => data !== null) ?? found[0];
}

describe('resolveValue', () => {
  test.each<[string, Attributed, Attributed | null, ValueContext, Partial<ResolvedValue> | undefined]>([
    ['nothing said', nothing, nothing, german, undefined],
    ['no variant', holder([null, null, 'p']), null, german, { data: 'p', level: 'product', type: 'text' }],
    [
      'variant before product',
      holder([null, null, 'p']),
      holder([null, null, 'v']),
      german,
      { data: 'v', level: 'variant' },
    ],
    [
      'locale before none',
      holder([null, null, 'any'], ['de-DE', null, 'de']),
      nothing,
      german,
      { data: 'de', locale: 'de-DE' },
    ],
    [
      'locales in order',
      holder(['de', null, 'de'], ['de-DE', null, 'de-DE']),
      nothing,
      german,
      { data: 'de-DE' },
    ],
    [
      'fallback locale',
      holder(['de', null, 'de'], ['fr', null, 'fr']),
      nothing,
      german,
      { data: 'de', locale: 'de' },
    ],
    ['no such locale', holder(['fr', null, 'fr']), nothing, german, undefined],
    [
      'scope before none',
      holder([null, null, 'any'], [null, 'shop', 'shop']),
      nothing,
      german,
      { data: 'shop', scope: 'shop' },
    ],
    ['other scope', holder([null, 'print', 'print']), nothing, german, undefined],
    [
      'no scope wanted',
      holder([null, 'shop', 'shop'], [null, null, 'any']),
      nothing,
      { ...german, scope: null },
      { data: 'any', scope: null },
    ],
    [
      'locale before scope',
      holder(['de', 'shop', 'a'], ['de-DE', null, 'b']),
      nothing,
      german,
      { data: 'b' },
    ],
    [
      'product’s locale before variant’s none',
      holder(['de-DE', null, 'p']),
      holder([null, null, 'v']),
      german,
      { data: 'p', level: 'product' },
    ],
    [
      'product’s scope before variant’s none',
      holder([null, 'shop', 'p']),
      holder([null, null, 'v']),
      german,
      { data: 'p', level: 'product' },
    ],
    [
      'empty hides the product’s at the same place',
      holder(['de-DE', null, 'p']),
      holder(['de-DE', null, null]),
      german,
      { data: null, level: 'variant', locale: 'de-DE' },
    ],
    [
      'empty lets the next locale be tried',
      holder(['de-DE', null, 'p'], ['de', null, 'q']),
      holder(['de-DE', null, null]),
      german,
      { data: 'q', locale: 'de' },
    ],
    [
      'empty everywhere: the first',
      holder(['de-DE', null, null], [null, null, null]),
      nothing,
      german,
      { data: null, locale: 'de-DE' },
    ],
    [
      'an empty text is a value',
      holder(['de-DE', null, ''], [null, null, 'x']),
      nothing,
      german,
      { data: '' },
    ],
    [
      'no locales at all',
      holder([null, null, 'any'], ['de', null, 'de']),
      nothing,
      { locales: [], scope: null },
      { data: 'any' },
    ],
    ['no values', { attributes: { name: { type: 'text', values: [] } } }, nothing, german, undefined],
  ])('%s', (_name, product, variant, context, expected) => {
    const found = resolveValue(product, variant, 'name', context);
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(expected);
  });

  test('tells the type of the level the value came from', () => {
    const variant: Attributed = {
      attributes: { name: { type: 'number', values: [{ locale: 'fr', scope: null, data: '1' }] } },
    };
    expect(resolveValue(holder([null, null, 'p']), variant, 'name', german)).toMatchObject({
      type: 'text',
      data: 'p',
    });
    expect(
      resolveValue(holder([null, null, 'p']), variant, 'name', { locales: ['fr'], scope: null }),
    ).toMatchObject({
      type: 'number',
      data: '1',
    });
  });

  test.each(['constructor', '__proto__', 'toString'])('does not take %s for an attribute', (code) => {
    expect(resolveValue(nothing, nothing, code, german)).toBeUndefined();
  });

  const attribute = fc.option(
    fc.constantFrom('text' as const, 'boolean' as const).chain(arbitraryAttributeValues),
    { nil: undefined },
  );

  test.prop([attribute, attribute, fc.uniqueArray(arbitraryLocale), fc.option(arbitraryScope)], {
    numRuns: 500,
  })('does as the rule says', (product, variant, locales, scope) => {
    const context = { locales, scope };
    expect(resolveValue(named(product), named(variant), 'name', context)).toEqual(
      oracle(product, variant, context),
    );
    expect(resolveValue(named(product), null, 'name', context)).toEqual(oracle(product, undefined, context));
  });
});
