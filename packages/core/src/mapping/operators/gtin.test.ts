import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { gtinCheckDigit } from '../../model/index.ts';
import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const gtinOf = (value: unknown, args: object = {}) =>
  evaluateExpression({ op: 'gtin', of: input, ...args }, inputRecord(value));

describe('gtin', () => {
  test('fills up and frees of zeros', () => {
    expect(gtinOf('96385074')).toEqual({ value: '00000096385074' });
    expect(gtinOf('00000096385074', { length: 8 })).toEqual({ value: '96385074' });
    expect(gtinOf('036000291452', { length: 13 })).toEqual({ value: '0036000291452' });
    expect(gtinOf(4012345000016)).toEqual({ value: '04012345000016' });
  });

  test('says what is wrong', () => {
    const problems = {
      '4012345000017': 'its check digit is 7 and should be 6',
      '401234500001': 'its check digit is 1 and should be 5',
      '12345': 'it has 5 digits instead of 8, 12, 13 or 14',
      '40123450000AB': 'it holds more than digits',
      '': 'it holds more than digits',
      '00000000': 'it is nothing but zeros',
    };
    for (const [written, problem] of Object.entries(problems)) {
      expect(gtinOf(written)).toMatchObject({
        issue: { code: 'value.invalid', message: `“${written}” is not a GTIN: ${problem}` },
      });
    }
    expect(gtinOf('14012345000013', { length: 13 })).toMatchObject({
      issue: { code: 'value.invalid', message: 'The GTIN 14012345000013 does not fit in 13 digits' },
    });
  });

  test('takes no other length', () => {
    expect(() => gtinOf('96385074', { length: 10 })).toThrow(/length/);
  });

  test.prop([
    fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: 13, maxLength: 13 }),
  ])('takes the right check digit and no other', (thirteen) => {
    fc.pre(!/^0+$/.test(thirteen));
    const check = gtinCheckDigit(thirteen);
    expect(gtinOf(`${thirteen}${check}`)).toEqual({ value: `${thirteen}${check}` });
    expect(gtinOf(`${thirteen}${(check + 1) % 10}`)).toMatchObject({ issue: { code: 'value.invalid' } });
  });
});
