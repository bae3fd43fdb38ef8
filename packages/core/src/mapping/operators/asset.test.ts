import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression } from './evaluate-expression.ts';

const links = fc.array(
  fc.record({ asset: fc.constantFrom('a', 'b', 'c', 'd'), role: fc.constantFrom('main', 'gallery') }),
  { maxLength: 8 },
);

test.prop([links, fc.integer({ min: 1, max: 9 })])(
  'is the one that stands at its position in the list of assets',
  (assets, position) => {
    const options = { record: { attributes: {}, assets } };
    const all = evaluateExpression({ op: 'assets', roles: ['gallery'] }, options);
    const one = evaluateExpression({ op: 'asset', role: 'gallery', position }, options);
    expect(one).toEqual({ value: 'value' in all ? (all.value as string[])[position - 1] : all });
  },
);

test('is the first of all where neither role nor position is given', () => {
  expect(evaluateExpression({ op: 'asset' })).toEqual({ value: 'merino-front.jpg' });
});

test('takes the variant’s own before that of the product, unless told otherwise', () => {
  const record = {
    attributes: {},
    assets: [{ asset: 'p', role: 'main' }],
    variants: [{ key: 'v', attributes: {}, assets: [{ asset: 'v', role: 'main' }] }],
  };
  const level = 'variant';
  expect(evaluateExpression({ op: 'asset', role: 'main' }, { record, level })).toEqual({ value: 'v' });
  expect(evaluateExpression({ op: 'asset', role: 'main', level: 'product' }, { record, level })).toEqual({
    value: 'p',
  });
});

test('no value where there are no assets', () => {
  expect(evaluateExpression({ op: 'asset' }, { record: {} })).toEqual({ value: undefined });
  expect(evaluateExpression({ op: 'asset' }, { record: { assets: [] } })).toEqual({ value: undefined });
});

test('refuses a position before the first', () => {
  expect(() => evaluateExpression({ op: 'asset', position: 0 })).toThrow(
    /from\.position must be more than 0/,
  );
});
