import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { addDecimals, canonicalDecimal } from '../../model/index.ts';
import { evaluateExpression } from './evaluate-expression.ts';

const level = fc.record({
  location: fc.constantFrom('porto', 'berlin', 'lyon'),
  quantity: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map(String),
});

function product(...inventories: readonly unknown[]) {
  const variants = inventories.map((inventory, index) => ({
    key: `v${index}`,
    attributes: {},
    ...(inventory === undefined ? {} : { inventory }),
  }));
  return { key: 'p', attributes: {}, variants };
}

function stockAt(record: ReturnType<typeof product>, ...locations: string[]): string {
  const result = evaluateExpression({ op: 'inventory', locations }, { record });
  return 'value' in result && typeof result.value === 'string' ? result.value : '0';
}

test.prop([fc.array(fc.array(level, { maxLength: 5 }), { minLength: 1, maxLength: 4 })])(
  'is the exact sum over all variants, however large',
  (inventories) => {
    const levels = inventories.flat();
    const sum = levels.reduce((total, { quantity }) => total + BigInt(quantity), 0n);
    expect(evaluateExpression({ op: 'inventory' }, { record: product(...inventories) })).toEqual({
      value: levels.length === 0 ? undefined : String(sum),
    });
  },
);

test.prop([fc.array(level, { maxLength: 8 })])('locations add up to the whole', (levels) => {
  const record = product(levels);
  const parts = addDecimals(stockAt(record, 'porto', 'lyon'), stockAt(record, 'berlin'));
  expect(parts).toBe(stockAt(record, 'porto', 'berlin', 'lyon'));
});

test('adds fractions without rounding', () => {
  const record = product([{ quantity: '0.1' }, { quantity: '0.2' }]);
  expect(evaluateExpression({ op: 'inventory' }, { record })).toEqual({ value: '0.3' });
});

test('is the variant’s alone at variant level', () => {
  const record = product([{ quantity: '1' }], [{ quantity: '2' }]);
  expect(evaluateExpression({ op: 'inventory' }, { record, level: 'variant' })).toEqual({ value: '1' });
});

test('nothing said is missing; a level to be removed is empty, and counts nothing beside others', () => {
  expect(evaluateExpression({ op: 'inventory' }, { record: {} })).toEqual({ value: undefined });
  expect(evaluateExpression({ op: 'inventory' }, { record: product(undefined, []) })).toEqual({
    value: undefined,
  });
  const removed = { location: 'porto', quantity: null };
  expect(evaluateExpression({ op: 'inventory' }, { record: product([removed]) })).toEqual({ value: null });
  const left = { location: 'berlin', quantity: '3' };
  expect(evaluateExpression({ op: 'inventory' }, { record: product([removed, left, removed]) })).toEqual({
    value: '3',
  });
  const inPorto = { op: 'inventory', locations: ['porto'] };
  expect(evaluateExpression(inPorto, { record: product([left]) })).toEqual({ value: undefined });
});

test('a level without a location is at none of the locations named', () => {
  const record = product([{ quantity: '5' }]);
  expect(evaluateExpression({ op: 'inventory', locations: ['porto'] }, { record })).toEqual({
    value: undefined,
  });
});

test('reads records of the entity inventory', () => {
  const record = { key: 'v', levels: [{ location: 'porto', quantity: '4' }, { quantity: '-1.5' }] };
  expect(evaluateExpression({ op: 'inventory' }, { record, mapping: { entity: 'inventory' } })).toEqual({
    value: '2.5',
  });
});

test('sums a hundred thousand levels up', () => {
  const many = Array.from({ length: 100_000 }, () => ({ quantity: '0.01' }));
  expect(evaluateExpression({ op: 'inventory' }, { record: product(many) })).toEqual({
    value: canonicalDecimal('1000'),
  });
});
