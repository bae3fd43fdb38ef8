import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { gtinCheckDigit, gtinSchema, normalizeGtin } from './gtin.ts';

const digits = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 13, maxLength: 13 })
  .map((list) => list.join(''));
const gtins = digits.filter((text) => /[1-9]/.test(text)).map((text) => `${text}${gtinCheckDigit(text)}`);

describe('gtinCheckDigit', () => {
  test.prop([digits])('makes the weighted sum a multiple of ten', (text) => {
    const all = `${text}${gtinCheckDigit(text)}`.split('').map(Number);
    // From the right, the check digit itself has weight 1, its neighbour 3, and so on.
    const sum = all
      .toReversed()
      .reduce((total, digit, place) => total + digit * (place % 2 === 0 ? 1 : 3), 0);
    expect(sum % 10).toBe(0);
  });

  // The examples of the GS1 General Specifications and well-known articles.
  test.each([
    ['0629104150021', 3],
    ['0400638133393', 1],
    ['0003600029145', 2],
    ['0000009638507', 4],
    ['1061414100041', 5],
  ])('of %s is %i', (text, digit) => {
    expect(gtinCheckDigit(text)).toBe(digit);
  });

  test.each(['', '123', '12345678901234', '123456789012x', '１２３４５６７８９０１２３'])(
    'refuses “%s”',
    (text) => {
      expect(() => gtinCheckDigit(text)).toThrow(RangeError);
    },
  );
});

describe('normalizeGtin', () => {
  test.prop([gtins])('knows a GTIN again, however many zeros lead it', (gtin) => {
    expect(normalizeGtin(gtin)).toBe(gtin);
    for (const length of [8, 12, 13]) {
      if (/^0*$/.test(gtin.slice(0, 14 - length))) expect(normalizeGtin(gtin.slice(14 - length))).toBe(gtin);
    }
  });

  test.prop([gtins, fc.nat(13), fc.integer({ min: 1, max: 9 })])(
    'finds every wrong digit',
    (gtin, place, by) => {
      const wrong = (Number(gtin[place]) + by) % 10;
      expect(normalizeGtin(gtin.slice(0, place) + wrong + gtin.slice(place + 1))).toBeNull();
    },
  );

  test.prop([gtins, fc.nat(12)])('finds swapped neighbours unless they differ by 0 or 5', (gtin, place) => {
    const [a = '', b = ''] = gtin.slice(place, place + 2);
    const swapped = gtin.slice(0, place) + b + a + gtin.slice(place + 2);
    expect(normalizeGtin(swapped) === null).toBe(Math.abs(Number(a) - Number(b)) % 5 !== 0);
  });

  test.each([
    ['4006381333931', '04006381333931'],
    ['036000291452', '00036000291452'],
    ['96385074', '00000096385074'],
    ['4 006381 333931', '04006381333931'],
    ['400-6381-33393-1', '04006381333931'],
    ['10614141000415', '10614141000415'],
  ])('%s is %s', (input, gtin) => {
    expect(normalizeGtin(input)).toBe(gtin);
  });

  test.each([
    '',
    '0',
    '00000000',
    '00000000000000',
    '4006381333930',
    '9638507',
    '963850740',
    '03600029145',
    '123456789012345',
    '400638133393X',
    '４００６３８１３３３９３１',
    '-4006381333931x',
  ])('“%s” is none', (input) => {
    expect(normalizeGtin(input)).toBeNull();
  });
});

describe('gtinSchema', () => {
  test.prop([gtins])('takes 14 digits only', (gtin) => {
    expect(gtinSchema.parse(gtin)).toBe(gtin);
    expect(gtinSchema.safeParse(gtin.slice(1)).success).toBe(false);
    expect(gtinSchema.safeParse(` ${gtin}`).success).toBe(false);
  });

  test.prop([
    fc.oneof(
      gtins,
      digits.map((text) => `${text}0`),
      fc.stringMatching(/^[\d -]{8,16}$/),
    ),
  ])('takes what is normalized already', (text) => {
    expect(gtinSchema.safeParse(text).success).toBe(text.length === 14 && normalizeGtin(text) === text);
  });
});
