import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const trimmed = (value: unknown, args: object = {}) =>
  evaluateExpression({ op: 'trim', of: input, ...args }, inputRecord(value));

describe('trim', () => {
  test('takes white space off the ends that are asked for, no-break spaces too', () => {
    expect(trimmed(' \u00a0 crew neck \n')).toEqual({ value: 'crew neck' });
    expect(trimmed(' crew ', { ends: 'start' })).toEqual({ value: 'crew ' });
    expect(trimmed(' crew ', { ends: 'end' })).toEqual({ value: ' crew' });
  });

  test('leaves inner white space alone unless it is to be collapsed', () => {
    expect(trimmed('crew \n\t neck')).toEqual({ value: 'crew \n\t neck' });
    expect(trimmed('crew \n\t neck', { collapse: true })).toEqual({ value: 'crew neck' });
    expect(trimmed('  crew   neck  ', { collapse: true, ends: 'end' })).toEqual({ value: ' crew neck' });
  });

  test('writes numbers and booleans out, refuses lists and objects', () => {
    expect(trimmed(12)).toEqual({ value: '12' });
    expect(trimmed(['a'])).toMatchObject({
      issue: { code: 'value.wrong_type', message: '“trim” needs a text but was given a list' },
    });
  });

  test('keeps missing missing and empty empty', () => {
    expect(trimmed(undefined)).toEqual({ value: undefined });
    expect(trimmed(null)).toEqual({ value: null });
  });

  test.prop([fc.string({ unit: 'binary' })])(
    'gives what JavaScript’s trim gives, and nothing more to trim',
    (text) => {
      expect(trimmed(text)).toEqual({ value: text.trim() });
      const collapsed = trimmed(text, { collapse: true });
      expect(collapsed).toEqual({
        value: text
          .split(/\s+/)
          .filter((word) => word !== '')
          .join(' '),
      });
    },
  );
});
