import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression, inputRecord } from './evaluate-expression.ts';

const value = fc.constantFrom<unknown>(undefined, null, '', '  ', [], 'a', 0, false, ['b'], {});
const at = (index: number) => ({ op: 'field', path: `input.${index}` });

function isBlank(candidate: unknown): boolean {
  if (typeof candidate === 'string') return candidate.trim() === '';
  return (
    candidate === undefined || candidate === null || (Array.isArray(candidate) && candidate.length === 0)
  );
}

test.prop([fc.array(value, { minLength: 1, maxLength: 6 })])(
  'is the first that is not blank, else empty if one was said to be empty',
  (values) => {
    const of = values.map((_value, index) => at(index));
    const first = values.find((candidate) => !isBlank(candidate));
    const nothing = values.includes(null) ? null : undefined;
    expect(evaluateExpression({ op: 'coalesce', of }, inputRecord(values))).toEqual({
      value: first ?? nothing,
    });
  },
);

test.prop([fc.array(value, { minLength: 1, maxLength: 6 })])('keeps blanks if told to', (values) => {
  const of = values.map((_value, index) => at(index));
  const first = values.find((candidate) => candidate !== undefined && candidate !== null);
  const nothing = values.includes(null) ? null : undefined;
  expect(evaluateExpression({ op: 'coalesce', of, blank: 'keep' }, inputRecord(values))).toEqual({
    value: first ?? nothing,
  });
});

test('what follows the first value is not evaluated', () => {
  const failing = { op: 'split', of: { op: 'constant', value: [] }, separator: ',' };
  expect(evaluateExpression({ op: 'coalesce', of: [{ op: 'constant', value: 'a' }, failing] })).toEqual({
    value: 'a',
  });
});

test('one coalesce within another', () => {
  const inner = { op: 'coalesce', of: [at(0), at(1)] };
  const outer = { op: 'coalesce', of: [inner, { op: 'coalesce', of: [at(2), at(3)] }, at(4)] };
  expect(evaluateExpression(outer, inputRecord([undefined, '', null, 'd', 'e']))).toEqual({ value: 'd' });
  expect(evaluateExpression(outer, inputRecord([undefined, '', null, undefined, 'e']))).toEqual({
    value: 'e',
  });
});

test('refuses to choose among nothing', () => {
  expect(() => evaluateExpression({ op: 'coalesce', of: [] })).toThrow(/from\.of must not be empty/);
});
