import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression, inputRecord } from './evaluate-expression.ts';

const at = (index: number) => ({ op: 'field', path: `input.${index}` });
const object = fc.option(fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer()), { nil: undefined });

const merge = (...of: object[]) => ({ op: 'merge', of });

test.prop([object, object, object])(
  'later fields count, and it does not matter which two are merged first',
  (a, b, c) => {
    const { record } = inputRecord([a, b, c]);
    const all = evaluateExpression(merge(at(0), at(1), at(2)), { record });
    const nothing = a === undefined && b === undefined && c === undefined;
    expect(all).toEqual({ value: nothing ? undefined : { ...a, ...b, ...c } });
    expect(evaluateExpression(merge(merge(at(0), at(1)), at(2)), { record })).toEqual(all);
    expect(evaluateExpression(merge(at(0), merge(at(1), at(2))), { record })).toEqual(all);
  },
);

test('fields are replaced as a whole', () => {
  const { record } = inputRecord([{ a: { x: 1, y: 1 } }, { a: { x: 2 } }]);
  expect(evaluateExpression({ op: 'merge', of: [at(0), at(1)] }, { record })).toEqual({
    value: { a: { x: 2 } },
  });
});

test('empty objects are there, missing ones are not', () => {
  expect(evaluateExpression({ op: 'merge', of: [at(0), at(1)] }, inputRecord([{}, null]))).toEqual({
    value: {},
  });
});

test.each([
  ['a text', 'text', '“text”'],
  ['a number', 1, 'the number 1'],
  ['a list', [{}], 'a list'],
])('refuses %s', (_kind, value, shown) => {
  expect(evaluateExpression({ op: 'merge', of: [at(0)] }, inputRecord([value]))).toMatchObject({
    issue: { code: 'value.wrong_type', message: `“merge” needs objects but was given ${shown}` },
  });
});

test('a name of JavaScript’s own in the data becomes a field and nothing else', () => {
  const hostile: unknown = JSON.parse('{"__proto__":{"polluted":true},"a":1}');
  const result = evaluateExpression({ op: 'merge', of: [at(0)] }, inputRecord([hostile]));
  const made: unknown = 'value' in result ? result.value : undefined;
  expect(made).toHaveProperty('a', 1);
  expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
});
