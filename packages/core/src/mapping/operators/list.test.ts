import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression, inputRecord } from './evaluate-expression.ts';

test.prop([fc.array(fc.option(fc.jsonValue()), { minLength: 1, maxLength: 8 })])(
  'has what the expressions give, without what is missing or empty',
  (values) => {
    const of = values.map((_value, index) => ({ op: 'field', path: `input.${index}` }));
    const given = values.filter((value) => value !== null);
    expect(evaluateExpression({ op: 'list', of }, inputRecord(values))).toEqual({
      value: given.length === 0 ? undefined : given,
    });
  },
);

test('keeps what is there but blank, and lists as they are', () => {
  const of = ['', [], [1], false].map((value) => ({ op: 'constant', value }));
  expect(evaluateExpression({ op: 'list', of })).toEqual({ value: ['', [], [1], false] });
});

test('a thousand entries, and no more', () => {
  const of = Array.from({ length: 1_000 }, (_, value) => ({ op: 'constant', value }));
  expect(evaluateExpression({ op: 'list', of })).toEqual({ value: of.map(({ value }) => value) });
  expect(() => evaluateExpression({ op: 'list', of: [...of, ...of] })).toThrow(
    /from\.of must have at most 1000 entries/,
  );
  expect(() => evaluateExpression({ op: 'list', of: [] })).toThrow(/from\.of must not be empty/);
});
