import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import {
  addDecimals,
  canonicalDecimal,
  compareDecimals,
  decimalSchema,
  divideDecimals,
  formatDecimal,
  maxDecimalDigits,
  multiplyDecimals,
  roundDecimal,
  subtractDecimals,
} from './decimal.ts';
import type { Rounding } from './decimal.ts';

/** A decimal as an integer and the number of its places after the point: the tests’ own arithmetic. */
interface Scaled {
  readonly digits: bigint;
  readonly scale: number;
}

const modes: readonly Rounding[] = ['halfUp', 'halfEven', 'up', 'down', 'ceiling', 'floor'];

const scaled: fc.Arbitrary<Scaled> = fc.record({
  digits: fc.oneof(
    fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
    fc.bigInt({ min: -1000n, max: 1000n }),
    // Ties, near ties and powers of ten, where rounding goes wrong first.
    fc.constantFrom(0n, 5n, -5n, 15n, 25n, -25n, 50n, 49n, 51n, 95n, 99n, 100n, 1000n, -995n, 2500n),
  ),
  scale: fc.integer({ min: 0, max: 24 }),
});
const decimals = scaled.map(write);

/** Plain long hand; not canonical. */
function spell({ digits, scale }: Scaled): string {
  const text = `${digits < 0n ? -digits : digits}`.padStart(scale + 1, '0');
  const whole = text.slice(0, text.length - scale);
  return `${digits < 0n ? '-' : ''}${whole}${scale === 0 ? '' : `.${text.slice(text.length - scale)}`}`;
}

/** The canonical form, by removing zeros one at a time. */
function write({ digits, scale }: Scaled): string {
  return scale > 0 && digits % 10n === 0n
    ? write({ digits: digits / 10n, scale: scale - 1 })
    : spell({ digits, scale });
}

function read(text: string): Scaled {
  const [whole = '', fraction = ''] = text.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

/** The quotient of two integers as an integer, rounded. */
function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const [n, d] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator];
  const [quotient, rest] = [n / d, n % d];
  const away = {
    down: false,
    up: rest > 0n,
    ceiling: rest > 0n && !negative,
    floor: rest > 0n && negative,
    halfUp: rest * 2n >= d,
    halfEven: rest * 2n > d || (rest * 2n === d && quotient % 2n === 1n),
  }[rounding];
  const magnitude = away ? quotient + 1n : quotient;
  return negative ? -magnitude : magnitude;
}

function power(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

function roundScaled({ digits, scale }: Scaled, places: number, rounding: Rounding): Scaled {
  if (places >= scale) return { digits, scale };
  const kept = divideRounded(digits, power(scale - places), rounding);
  return places >= 0 ? { digits: kept, scale: places } : { digits: kept * power(-places), scale: 0 };
}

describe('canonicalDecimal', () => {
  test.prop([scaled])('gives the canonical form of any number', (number) => {
    expect(canonicalDecimal(spell(number))).toBe(write(number));
  });

  test.prop([decimals])('leaves a canonical form as it is', (decimal) => {
    expect(canonicalDecimal(decimal)).toBe(decimal);
  });

  test.prop([
    scaled,
    fc.record({
      plus: fc.boolean(),
      leading: fc.integer({ min: 0, max: 5 }),
      trailing: fc.integer({ min: 0, max: 5 }),
      exponent: fc.integer({ min: -30, max: 30 }),
      mark: fc.constantFrom('e', 'E', 'e+0', 'E00'),
    }),
  ])('gives one form to all spellings of a number', (number, { plus, leading, trailing, exponent, mark }) => {
    // number = shifted * 10 ^ exponent
    const places = number.scale + exponent;
    const shifted =
      places < 0
        ? { digits: number.digits * power(-places), scale: 0 }
        : { digits: number.digits, scale: places };
    const [whole = '', fraction = ''] = spell(shifted).replace('-', '').split('.');
    const sign = number.digits < 0n ? '-' : plus ? '+' : '';
    const tail = fraction + '0'.repeat(trailing);
    const signedMark = exponent < 0 ? `${mark.replace('+', '').replaceAll('0', '')}-00` : mark;
    const text = `${sign}${'0'.repeat(leading)}${whole}${tail === '' ? '' : `.${tail}`}${signedMark}${Math.abs(exponent)}`;
    expect(canonicalDecimal(text)).toBe(write(number));
  });

  test.prop([fc.bigInt({ min: -(10n ** 100n) + 1n, max: 10n ** 100n - 1n })])(
    'holds any integer of up to 100 digits',
    (integer) => {
      expect(canonicalDecimal(integer)).toBe(`${integer}`);
    },
  );

  test.prop([fc.double()])('takes a number for what its digits say, or not at all', (number) => {
    const decimal = canonicalDecimal(number);
    if (decimal === null) {
      const digits = String(Math.abs(number))
        .replace(/e.*/, '')
        .replace('.', '')
        .replace(/^0+|0+$/g, '');
      const isExact = Number.isInteger(number) ? Number.isSafeInteger(number) : digits.length <= 15;
      expect(isExact && Number.isFinite(number) && Math.abs(number) > 1e-80).toBe(false);
      return;
    }
    expect(Number(decimal)).toBe(number === 0 ? 0 : number);
    expect(canonicalDecimal(decimal)).toBe(decimal);
  });

  test.each<[string | number | bigint, string]>([
    [-0, '0'],
    ['-0', '0'],
    ['-0.000', '0'],
    ['+0e5', '0'],
    ['0e999999999999', '0'],
    ['007', '7'],
    ['800.0000', '800'],
    ['8e2', '800'],
    [800, '800'],
    ['1.', '1'],
    ['.5', '0.5'],
    ['+.50', '0.5'],
    ['1e000000000002', '100'],
    ['1e-7', '0.0000001'],
    [1e-7, '0.0000001'],
    [0.1, '0.1'],
    [123456789012.345, '123456789012.345'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
    ['9'.repeat(100), '9'.repeat(100)],
    [`-0.${'0'.repeat(98)}1`, `-0.${'0'.repeat(98)}1`],
    [`${'0'.repeat(100)}1${'0'.repeat(99)}.${'0'.repeat(100)}`, `1${'0'.repeat(99)}`],
    [10n ** 99n, `1${'0'.repeat(99)}`],
  ])('%s is %s', (input, decimal) => {
    expect(canonicalDecimal(input)).toBe(decimal);
  });

  test.each<[string, string | number | bigint]>([
    ['20,000 digits', '9'.repeat(20_000)],
    ['an integer of 20,000 digits', 10n ** 20_000n],
    ['101 digits', '9'.repeat(101)],
    ['101 digits as an integer', 10n ** 100n],
    ['101 digits after the point', `0.${'0'.repeat(99)}1`],
    ['an exponent beyond all digits', '1e999'],
    ['an endless exponent', `1e${'9'.repeat(100)}`],
    ['a tiny exponent', '1e-999'],
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['minus infinity', Number.NEGATIVE_INFINITY],
    ['infinity in words', 'Infinity'],
    ['NaN in words', 'NaN'],
    ['nothing', ''],
    ['a sign', '-'],
    ['a point', '.'],
    ['a signed point', '-.'],
    ['an exponent alone', 'e5'],
    ['an exponent without digits', '1e'],
    ['two signs', '--1'],
    ['two points', '1.2.3'],
    ['hexadecimal', '0x10'],
    ['full-width digits', '１２'],
    ['Arabic digits', '١٢'],
    ['a blank before', ' 1'],
    ['a blank after', '1 '],
    ['a line break after', '1\n'],
    ['thousands', '1,000'],
    ['a comma', '1,5'],
    ['an underscore', '1_000'],
    ['a real minus sign', '−1'],
    ['a currency', '1 €'],
    ['16 significant digits', 1.234567890123456],
    ['an integer beyond 2^53 - 1', 2 ** 53],
    ['a large round number', 1e21],
    ['the smallest number', 5e-324],
    ['a sum that went wrong', 0.1 + 0.2],
  ])('refuses %s', (_name, input) => {
    expect(canonicalDecimal(input)).toBeNull();
  });
});

describe('arithmetic', () => {
  test.prop([scaled, scaled])('adds and subtracts exactly', (a, b) => {
    const scale = Math.max(a.scale, b.scale);
    const [x, y] = [a.digits * power(scale - a.scale), b.digits * power(scale - b.scale)];
    expect(addDecimals(write(a), write(b))).toBe(write({ digits: x + y, scale }));
    expect(subtractDecimals(write(a), write(b))).toBe(write({ digits: x - y, scale }));
    expect(compareDecimals(write(a), write(b))).toBe(x < y ? -1 : x > y ? 1 : 0);
  });

  test.prop([scaled, scaled])('multiplies exactly', (a, b) => {
    const product = { digits: a.digits * b.digits, scale: a.scale + b.scale };
    expect(multiplyDecimals(write(a), write(b))).toBe(write(product));
  });

  test.prop([scaled, scaled, fc.integer({ min: 0, max: 30 }), fc.constantFrom(...modes)])(
    'divides and rounds once',
    (a, b, scale, rounding) => {
      fc.pre(b.digits !== 0n);
      const quotient = divideRounded(a.digits * power(scale + b.scale), b.digits * power(a.scale), rounding);
      expect(divideDecimals(write(a), write(b), scale, rounding)).toBe(write({ digits: quotient, scale }));
    },
  );

  test.prop([scaled, fc.integer({ min: -26, max: 26 }), fc.constantFrom(...modes)])(
    'rounds in every mode, after and before the point',
    (number, places, rounding) => {
      expect(roundDecimal(write(number), places, rounding)).toBe(
        write(roundScaled(number, places, rounding)),
      );
    },
  );

  test.prop([scaled, fc.integer({ min: 0, max: 26 }), fc.constantFrom(...modes)])(
    'writes exactly the places asked for',
    (number, places, rounding) => {
      const rounded = roundScaled(number, places, rounding);
      const padded = { digits: rounded.digits * power(places - rounded.scale), scale: places };
      expect(formatDecimal(write(number), places, rounding)).toBe(spell(padded));
    },
  );

  test.prop([decimals, decimals, decimals])('obeys the laws of arithmetic', (a, b, c) => {
    expect(addDecimals(a, b)).toBe(addDecimals(b, a));
    expect(addDecimals(addDecimals(a, b), c)).toBe(addDecimals(a, addDecimals(b, c)));
    expect(multiplyDecimals(a, addDecimals(b, c))).toBe(
      addDecimals(multiplyDecimals(a, b), multiplyDecimals(a, c)),
    );
    expect(subtractDecimals(addDecimals(a, b), b)).toBe(a);
    expect(multiplyDecimals(a, '1')).toBe(a);
    expect(addDecimals(a, '0')).toBe(a);
    if (b !== '0') expect(divideDecimals(multiplyDecimals(a, b), b, 60)).toBe(a);
  });

  test.prop([decimals])('reads back what it wrote', (decimal) => {
    expect(write(read(decimal))).toBe(decimal);
    expect(decimalSchema.parse(formatDecimal(decimal, 40))).toBe(decimal);
  });

  test('rounds half up unless told otherwise, away from zero on both sides', () => {
    expect(roundDecimal('2.5', 0)).toBe('3');
    expect(roundDecimal('-2.5', 0)).toBe('-3');
    expect(divideDecimals('1', '-8', 2)).toBe('-0.13');
    expect(formatDecimal('12', 2)).toBe('12.00');
  });

  test('never writes a negative zero', () => {
    expect(formatDecimal('-0.004', 2)).toBe('0.00');
    expect(roundDecimal('-0.4', 0)).toBe('0');
    expect(divideDecimals('-1', '1000', 2)).toBe('0');
  });

  test('refuses to divide by zero', () => {
    expect(() => divideDecimals('1', '0', 2)).toThrow(new RangeError('division by zero'));
  });

  test('refuses a result that has too many digits rather than cut it', () => {
    const largest = '9'.repeat(maxDecimalDigits);
    expect(() => addDecimals(largest, '1')).toThrow(RangeError);
    expect(() => multiplyDecimals(largest, '10')).toThrow(/more than 100 digits: 1\.0000000000e\+101/);
    expect(() => divideDecimals('1', '3', 100)).toThrow(RangeError);
    expect(multiplyDecimals(largest, '-1')).toBe(`-${largest}`);
  });
});

describe('decimalSchema', () => {
  test.each<[unknown, string]>([
    ['12.50', '12.5'],
    [12.5, '12.5'],
    ['-0', '0'],
  ])('reads %s as %s', (input, decimal) => {
    expect(decimalSchema.parse(input)).toBe(decimal);
  });

  test.each([
    true,
    null,
    undefined,
    {},
    12n,
    '',
    '1e999',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 53,
    '１２',
  ])('refuses %s', (input) => {
    expect(decimalSchema.safeParse(input).success).toBe(false);
  });

  test('says how to write a number that may have lost digits', () => {
    expect(decimalSchema.safeParse(0.1 + 0.2).error?.issues[0]?.message).toMatch(/as text such as “12\.50”/);
  });
});
