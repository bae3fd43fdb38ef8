import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const value = fc.oneof(
  fc.constantFrom(undefined, null, '', ' ', '\n', 'a', 0, false, true),
  fc.constantFrom<unknown>([], [null], {}),
);

test.prop([value, fc.constantFrom('skip', 'keep')])(
  'is true for what coalesce with the same sense of blank takes',
  (given, blank) => {
    const { record } = inputRecord(given);
    const taken = evaluateExpression({ op: 'coalesce', of: [input], blank }, { record });
    expect(evaluateExpression({ op: 'exists', of: input, blank }, { record })).toEqual({
      value: 'value' in taken && taken.value !== undefined && taken.value !== null,
    });
  },
);

test('blank counts as nothing unless told otherwise', () => {
  for (const blank of ['', '  ', []]) {
    expect(evaluateExpression({ op: 'exists', of: input }, inputRecord(blank))).toEqual({ value: false });
    expect(evaluateExpression({ op: 'exists', of: input, blank: 'keep' }, inputRecord(blank))).toEqual({
      value: true,
    });
  }
});

test('zero and false are values', () => {
  expect(evaluateExpression({ op: 'exists', of: input }, inputRecord(0))).toEqual({ value: true });
  expect(evaluateExpression({ op: 'exists', of: input }, inputRecord(false))).toEqual({ value: true });
});
