import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { resolveValue } from '../../model/index.ts';
import type { Attributes } from '../../model/index.ts';
import { evaluateExpression } from './evaluate-expression.ts';

const code = fc.constantFrom('name', 'color', 'toString', 'valueOf', 'hasOwnProperty');
const attributes = fc.dictionary(
  code,
  fc.record({
    type: fc.constant('text' as const),
    values: fc.uniqueArray(
      fc.record({
        locale: fc.constantFrom('en-US', 'de-DE', null),
        scope: fc.constantFrom('ecommerce', 'print', null),
        data: fc.option(fc.string()),
      }),
      { selector: ({ locale, scope }) => `${locale} ${scope}` },
    ),
  }),
);

test.prop([code, attributes, attributes, fc.constantFrom('ecommerce', null)])(
  'gives what the model finds for the locales and the scope of the rule',
  (name, own, shared, scope) => {
    const variant = { key: 'v', attributes: own };
    const record = { attributes: shared, variants: [variant] };
    const mapping = { scope, locales: { 'de-DE': ['de-DE', 'en-US'] } };
    const expression = { op: 'attribute', code: name };
    const query = { locales: ['de-DE', 'en-US'], scope };
    expect(evaluateExpression(expression, { record, mapping })).toEqual({
      value: resolveValue(record, null, name, query)?.data,
    });
    expect(evaluateExpression(expression, { record, mapping, level: 'variant' })).toEqual({
      value: resolveValue(record, variant, name, query)?.data,
    });
  },
);

describe('a record that holds no such value', () => {
  const expression = { op: 'attribute', code: 'name' };

  test.each<[string, object]>([
    ['has no attributes', {}],
    ['has other attributes', { attributes: { color: { type: 'text', values: [] } } }],
    ['has no value of it', { attributes: { name: { type: 'text', values: [] } } }],
    ['has attributes that are nothing', { attributes: null }],
    ['has a list instead', { attributes: ['name'] }],
  ])('%s', (_case, record) => {
    expect(evaluateExpression(expression, { record: { ...record } })).toEqual({ value: undefined });
  });
});

test('what every object has of itself is no attribute', () => {
  const record: { attributes: Attributes } = { attributes: {} };
  expect(evaluateExpression({ op: 'attribute', code: 'toString' }, { record })).toEqual({ value: undefined });
});

test.each(['__proto__', 'constructor', 'prototype', ''])('refuses the code “%s”', (unsafe) => {
  expect(() => evaluateExpression({ op: 'attribute', code: unsafe })).toThrow(/mapping is not valid/);
});
