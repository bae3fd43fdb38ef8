import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const scalar = fc.oneof(fc.string({ maxLength: 3 }), fc.integer({ min: 0, max: 9 }), fc.boolean());

test.prop([fc.array(scalar, { maxLength: 6 }), scalar])(
  'a list has the entries that it has',
  (list, value) => {
    expect(evaluateExpression({ op: 'includes', of: input, value }, inputRecord(list))).toEqual({
      value: list.includes(value),
    });
  },
);

test.prop([fc.string(), fc.string(), fc.string()])('a text has every piece of it', (before, value, after) => {
  const { record } = inputRecord(before + value + after);
  expect(evaluateExpression({ op: 'includes', of: input, value }, { record })).toEqual({ value: true });
});

const evaluate = (of: unknown, value: string) =>
  [false, true].map((ignoreCase) =>
    evaluateExpression({ op: 'includes', of: input, value, ignoreCase }, inputRecord(of)),
  );

test('ignores case if told to', () => {
  expect(evaluate('Moosgrün', 'GRÜN')).toEqual([{ value: false }, { value: true }]);
  expect(evaluate(['Wolle', 'Seide'], 'wolle')).toEqual([{ value: false }, { value: true }]);
});

test('finds objects whatever the order of their fields, and only whole ones', () => {
  const list = [{ entity: 'product', key: 'a' }];
  const find = (wanted: unknown) =>
    evaluateExpression(
      { op: 'includes', of: { op: 'field', path: 'input.0' }, value: { op: 'field', path: 'input.1' } },
      inputRecord([list, wanted]),
    );
  expect(find({ key: 'a', entity: 'product' })).toEqual({ value: true });
  expect(find({ key: 'a' })).toEqual({ value: false });
  expect(find('{"entity":"product","key":"a"}')).toEqual({ value: false });
});

test('no answer where one of the two is missing; nothing is in an empty list', () => {
  const hasA = { op: 'includes', of: input, value: 'a' };
  expect(evaluateExpression(hasA, inputRecord(undefined))).toEqual({ value: undefined });
  expect(evaluateExpression(hasA, inputRecord(null))).toEqual({ value: undefined });
  expect(evaluateExpression(hasA, inputRecord([]))).toEqual({ value: false });
  const missing = { op: 'includes', of: input, value: { op: 'attribute', code: 'shopTitle' } };
  expect(evaluateExpression(missing, inputRecord(['a']))).toEqual({ value: undefined });
});

test('refuses what has nothing in it', () => {
  expect(evaluateExpression({ op: 'includes', of: input, value: 'a' }, inputRecord({ a: 1 }))).toMatchObject({
    issue: { code: 'value.wrong_type', message: '“includes” needs a text but was given an object' },
  });
});

test('refuses to look for what can be in nothing', () => {
  expect(() => evaluateExpression({ op: 'includes', of: input, value: null })).toThrow(
    /value is neither a text, a number, true, false nor an expression/,
  );
  expect(() => evaluateExpression({ op: 'includes', of: input, value: { op: 'unheard' } })).toThrow(
    /"unheard" is not an operator/,
  );
});

test('looks through a hundred thousand entries', () => {
  const list = Array.from({ length: 100_000 }, (_, index) => `entry ${index}`);
  expect(evaluateExpression({ op: 'includes', of: input, value: 'entry 99999' }, inputRecord(list))).toEqual({
    value: true,
  });
});
