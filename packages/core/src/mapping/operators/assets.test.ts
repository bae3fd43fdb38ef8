import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression } from './evaluate-expression.ts';

const link = fc.record(
  {
    asset: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    role: fc.constantFrom('main', 'gallery', 'manual'),
    locale: fc.constantFrom('en-US', 'de-DE', 'fr-FR'),
    scope: fc.constantFrom('ecommerce', 'print'),
  },
  { requiredKeys: ['asset'] },
);
const links = fc.array(link, { maxLength: 8 });

function product(shared: unknown, ...own: readonly unknown[]) {
  const variants = own.map((assets, index) => ({
    key: `v${index}`,
    attributes: {},
    ...(assets === undefined ? {} : { assets }),
  }));
  return { key: 'p', attributes: {}, ...(shared === undefined ? {} : { assets: shared }), variants };
}

const of = (...keys: string[]) => keys.map((asset) => ({ asset }));

test.prop([links, links])('each fitting asset once, in the order of its first link', (own, shared) => {
  const expression = { op: 'assets', roles: ['main', 'gallery'] };
  const fitting = [...own, ...shared].filter(
    ({ role, locale = 'en-US', scope = 'ecommerce' }) =>
      (role === 'main' || role === 'gallery') && locale === 'en-US' && scope === 'ecommerce',
  );
  expect(evaluateExpression(expression, { record: product(shared, own), level: 'variant' })).toEqual({
    value: [...new Set(fitting.map(({ asset }) => asset))],
  });
});

describe('levels', () => {
  const record = product(of('p1', 'p2'), of('v1', 'p2'), of('v2'));

  test.each([
    [undefined, 'variant', ['v1', 'p2', 'p1']],
    ['all', 'variant', ['v1', 'p2', 'p1']],
    ['variant', 'variant', ['v1', 'p2']],
    ['product', 'variant', ['p1', 'p2']],
    [undefined, 'product', ['p1', 'p2']],
    ['product', 'product', ['p1', 'p2']],
    ['all', 'product', ['p1', 'p2', 'v1', 'v2']],
    ['variant', 'product', ['v1', 'p2', 'v2']],
  ] as const)('%s in a rule of level %s', (wanted, level, keys) => {
    const expression = { op: 'assets', ...(wanted === undefined ? {} : { level: wanted }) };
    expect(evaluateExpression(expression, { record, level })).toEqual({ value: keys });
  });
});

test('reads the locales of the rule', () => {
  const record = product([
    { asset: 'en', locale: 'en-US' },
    { asset: 'de', locale: 'de-DE' },
    { asset: 'any' },
  ]);
  expect(evaluateExpression({ op: 'assets' }, { record })).toEqual({ value: ['en', 'any'] });
  const inGerman = { op: 'locale', locales: ['de-DE'], of: { op: 'assets' } };
  expect(evaluateExpression(inGerman, { record })).toEqual({ value: ['de', 'any'] });
});

test('reads the scope of the rule', () => {
  const record = product([
    { asset: 'shop', scope: 'ecommerce' },
    { asset: 'print', scope: 'print' },
    { asset: 'any' },
  ]);
  expect(evaluateExpression({ op: 'assets' }, { record })).toEqual({ value: ['shop', 'any'] });
  const unscoped = { op: 'scope', scope: null, of: { op: 'assets' } };
  expect(evaluateExpression(unscoped, { record })).toEqual({ value: ['any'] });
});

test('nothing said of assets is missing; a list without a fitting one is empty', () => {
  expect(evaluateExpression({ op: 'assets' }, { record: {} })).toEqual({ value: undefined });
  expect(evaluateExpression({ op: 'assets' }, { record: product('x') })).toEqual({ value: undefined });
  expect(evaluateExpression({ op: 'assets' }, { record: product([]) })).toEqual({ value: [] });
  expect(evaluateExpression({ op: 'assets', roles: ['swatch'] })).toEqual({ value: [] });
});

test('takes at most so many', () => {
  expect(evaluateExpression({ op: 'assets', limit: 2 })).toEqual({
    value: ['merino-front.jpg', 'merino-back.jpg'],
  });
  expect(evaluateExpression({ op: 'assets', limit: 0 })).toEqual({ value: [] });
});

test('takes a hundred thousand', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => ({ asset: `asset-${index}` }));
  expect(evaluateExpression({ op: 'assets' }, { record: product(many) })).toEqual({
    value: many.map(({ asset }) => asset),
  });
});
