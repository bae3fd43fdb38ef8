import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

function taken(list: unknown, args: object): unknown {
  const result = evaluateExpression({ op: 'take', of: input, ...args }, inputRecord(list));
  return 'value' in result ? result.value : result.issue;
}

const list = fc.array(fc.integer(), { maxLength: 10 });
const count = fc.integer({ min: 0, max: 12 });

test.prop([list, count])('the first ones and those after them are the whole list', (whole, first) => {
  const head = taken(whole, { first }) as number[];
  const tail = taken(whole, { from: first + 1 }) as number[];
  expect(head.length).toBe(Math.min(first, whole.length));
  expect([...head, ...tail]).toEqual(whole);
});

test.prop([list, count])('the last ones are the first of the reverse', (whole, last) => {
  const backwards = { op: 'reverse', of: { op: 'take', of: { op: 'reverse', of: input }, first: last } };
  expect({ value: taken(whole, { last }) }).toEqual(evaluateExpression(backwards, inputRecord(whole)));
});

test.prop([list, fc.integer({ min: 1, max: 12 }), count])(
  'a piece out of the middle',
  (whole, from, first) => {
    expect(taken(whole, { from, first })).toEqual(whole.slice(from - 1, from - 1 + first));
  },
);

test('missing and empty go through, a single value is a list of one', () => {
  expect(taken(undefined, { first: 1 })).toBeUndefined();
  expect(taken(null, { first: 1 })).toBeNull();
  expect(taken([], { last: 3 })).toEqual([]);
  expect(taken('a', { first: 3 })).toEqual(['a']);
});

test('refuses to take nothing in particular, or two ends at once', () => {
  expect(() => taken([], {})).toThrow(/needs either "last", or "first", "from" or both/);
  expect(() => taken([], { last: 1, first: 1 })).toThrow(/needs either "last"/);
  expect(() => taken([], { last: 1, from: 1 })).toThrow(/needs either "last"/);
  expect(() => taken([], { last: 1, first: 2, from: 2 })).toThrow(/needs either "last"/);
  expect(() => taken([], { from: 0 })).toThrow(/from\.from must be more than 0/);
});

test('takes from a hundred thousand', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => index);
  expect(taken(many, { last: 2 })).toEqual([99_998, 99_999]);
});
