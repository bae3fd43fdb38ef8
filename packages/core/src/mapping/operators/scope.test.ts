import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression } from './evaluate-expression.ts';

const name = { op: 'attribute', code: 'name' };
const scopes = [null, 'shop', 'print'] as const;
const anyValues = fc.uniqueArray(
  fc.record({
    locale: fc.constantFrom('en-US', null),
    scope: fc.constantFrom(...scopes),
    data: fc.option(fc.string()),
  }),
  { selector: ({ locale, scope }) => `${locale} ${scope}` },
);

test.prop([anyValues, fc.constantFrom(...scopes)])(
  'gives what the mapping would give if it had that scope',
  (stored, scope) => {
    const record = { attributes: { name: { type: 'text', values: stored } } };
    expect(
      evaluateExpression({ op: 'scope', scope, of: name }, { record, mapping: { scope: 'other' } }),
    ).toEqual(evaluateExpression(name, { record, mapping: { scope } }));
  },
);

test('counts for everything below it, and the innermost counts', () => {
  const values = [
    { locale: null, scope: 'shop', data: 'in the shop' },
    { locale: null, scope: 'print', data: 'in print' },
  ];
  const record = { attributes: { name: { type: 'text', values } } };
  const inShop = {
    op: 'scope',
    scope: 'shop',
    of: { op: 'list', of: [name, { op: 'scope', scope: 'print', of: name }] },
  };
  expect(evaluateExpression(inShop, { record })).toEqual({ value: ['in the shop', 'in print'] });
});

test('missing stays missing', () => {
  expect(evaluateExpression({ op: 'scope', scope: 'shop', of: name }, { record: {} })).toEqual({
    value: undefined,
  });
});
