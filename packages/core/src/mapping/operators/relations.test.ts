import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression } from './evaluate-expression.ts';

const relations = fc.array(
  fc.record({
    type: fc.constantFrom('accessory', 'upSell', 'crossSell'),
    target: fc.record({
      entity: fc.constantFrom('product', 'variant'),
      key: fc.constantFrom('a', 'b', 'c', 'd'),
    }),
  }),
  { maxLength: 8 },
);

function product(own: unknown, shared: unknown) {
  const variant = { key: 'v', attributes: {}, ...(own === undefined ? {} : { relations: own }) };
  return { attributes: {}, ...(shared === undefined ? {} : { relations: shared }), variants: [variant] };
}

test.prop([relations, relations])(
  'each fitting target once, the variant’s own or else the product’s',
  (own, shared) => {
    const expression = { op: 'relations', types: ['accessory', 'upSell'], entity: 'product' };
    const fitting = [own, shared].map((list) =>
      list.filter(({ type, target }) => type !== 'crossSell' && target.entity === 'product'),
    );
    const counted = fitting.find((list) => list.length > 0) ?? [];
    expect(evaluateExpression(expression, { record: product(own, shared), level: 'variant' })).toEqual({
      value: [...new Set(counted.map(({ target }) => target.key))],
    });
  },
);

test('all relations where neither type nor entity is named', () => {
  expect(evaluateExpression({ op: 'relations' })).toEqual({
    value: ['wool-comb', 'merino-zip', 'cedar-balls'],
  });
});

test('nothing said of relations is missing; a list without a fitting one is empty', () => {
  const level = 'variant';
  expect(evaluateExpression({ op: 'relations' }, { record: product(undefined, undefined), level })).toEqual({
    value: undefined,
  });
  expect(evaluateExpression({ op: 'relations' }, { record: product('x', undefined), level })).toEqual({
    value: undefined,
  });
  expect(evaluateExpression({ op: 'relations' }, { record: product(undefined, []), level })).toEqual({
    value: [],
  });
  expect(evaluateExpression({ op: 'relations', types: ['spare'] }, { level })).toEqual({ value: [] });
});

test('takes a hundred thousand', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => ({
    type: 'accessory',
    target: { entity: 'product', key: `p${index}` },
  }));
  expect(evaluateExpression({ op: 'relations' }, { record: product(undefined, many) })).toEqual({
    value: many.map(({ target }) => target.key),
  });
});
