import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const written = (value: unknown, args: object) =>
  evaluateExpression({ op: 'booleanWords', of: input, ...args }, inputRecord(value));

describe('booleanWords', () => {
  test('writes an empty text too', () => {
    expect(written(false, { true: 'x', false: '' })).toEqual({ value: '' });
  });

  test('takes nothing but true and false', () => {
    const others = new Map<unknown, string>([
      ['true', '“true”'],
      [1, 'the number 1'],
      [[true], 'a list'],
    ]);
    for (const [value, shown] of others) {
      expect(written(value, { true: 'Ja', false: 'Nein' })).toMatchObject({
        issue: {
          code: 'value.wrong_type',
          message: `“booleanWords” needs true or false but was given ${shown}`,
        },
      });
    }
  });

  test('needs both words', () => {
    expect(() => written(true, { true: 'Ja' })).toThrow(/false/);
  });

  test.prop([fc.boolean(), fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })])(
    'gives the word of its side',
    (value, yes, no) => {
      expect(written(value, { true: yes, false: no })).toEqual({ value: value ? yes : no });
    },
  );
});
