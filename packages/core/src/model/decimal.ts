import { Big } from 'big.js';
import { z } from 'zod';

import { hasPlaces, shortProduct, shortSum, shortTenth } from './short-decimal.ts';

/** Most digits a decimal may have, before and after the point together. */
export const maxDecimalDigits = 100;

/** How {@link roundDecimal} treats what lies beyond the last kept place. */
export type Rounding = 'halfUp' | 'halfEven' | 'up' | 'down' | 'ceiling' | 'floor';

const canonicalForm = /^(?:0|-?(?:0\.\d*[1-9]|[1-9]\d*(?:\.\d*[1-9])?))$/;
const anyForm = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/**
 * Brings a number to its one canonical decimal form: no sign for zero or plus, no exponent, no leading or
 * trailing zeros (`"800.0000"`, `"8e2"` and `800` all become `"800"`).
 *
 * Returns `null` for what is not an exact decimal: other text, NaN, infinity, a JavaScript number that may have
 * lost digits on its way (integers beyond 2^53 - 1, more than 15 significant digits), or more than 100 digits.
 */
export function canonicalDecimal(input: string | number | bigint): string | null {
  if (typeof input === 'number') return canonicalOfNumber(input);
  const text = typeof input === 'bigint' ? `${input}` : input;
  if (text.length <= maxDecimalDigits && canonicalForm.test(text)) return text;
  // Longest honest spelling: all digits padded with zeros; beyond that nothing is worth parsing.
  if (text.length > 4 * maxDecimalDigits) return null;
  const parts = anyForm.exec(text);
  if (parts === null) return null;
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts;
  if (whole === '' && fraction === '') return null;
  return fromDigits(sign === '-', whole + fraction, fraction.length - Number(exponent));
}

/**
 * Adds two decimals exactly.
 *
 * @throws RangeError when the result has more than 100 digits.
 */
export function addDecimals(a: string, b: string): string {
  return shortSum(a, b) ?? toDecimal(new Big(a).plus(b));
}

/**
 * Subtracts `b` from `a` exactly.
 *
 * @throws RangeError when the result has more than 100 digits.
 */
export function subtractDecimals(a: string, b: string): string {
  return toDecimal(new Big(a).minus(b));
}

/**
 * Multiplies two decimals exactly.
 *
 * @throws RangeError when the result has more than 100 digits.
 */
export function multiplyDecimals(a: string, b: string): string {
  return shortProduct(a, b) ?? toDecimal(new Big(a).times(b));
}

/**
 * Divides `a` by `b` to at most `scale` places after the point.
 *
 * @throws RangeError when `b` is zero, or when the result has more than 100 digits.
 */
export function divideDecimals(a: string, b: string, scale: number, rounding: Rounding = 'halfUp'): string {
  const tenth = shortTenth(a, b);
  if (tenth !== null) return roundDecimal(tenth, scale, rounding);
  const dividend = unscaled(a);
  const divisor = unscaled(b);
  if (divisor.digits === 0n) throw new RangeError('division by zero');
  // Whole numbers whose quotient is the wanted one times 10^scale; big.js would need a class of its own per scale.
  const numerator = dividend.digits * 10n ** BigInt(scale + divisor.scale);
  const denominator = divisor.digits * 10n ** BigInt(dividend.scale);
  const negative = numerator < 0n !== denominator < 0n;
  const whole = magnitude(numerator / denominator);
  const rest = magnitude(numerator % denominator);
  const quotient = roundsAway(whole, rest, magnitude(denominator), negative, rounding) ? whole + 1n : whole;
  return fromDigits(negative, `${quotient}`, scale) ?? outOfRange(`${quotient}e-${scale}`);
}

/** Rounds to `scale` places after the point; a negative scale rounds before it (`-2`: to hundreds). */
export function roundDecimal(value: string, scale: number, rounding: Rounding = 'halfUp'): string {
  if (hasPlaces(value, scale)) return value;
  const number = new Big(value);
  return toDecimal(number.round(scale, roundingMode(rounding, number.s < 0)));
}

/** `-1`, `0` or `1`, as `a` is less than, equal to or greater than `b`. */
export function compareDecimals(a: string, b: string): -1 | 0 | 1 {
  return new Big(a).cmp(b);
}

/** Writes a decimal with exactly `scale` places after the point (`"12"`, 2 → `"12.00"`). */
export function formatDecimal(value: string, scale: number, rounding: Rounding = 'halfUp'): string {
  const number = new Big(value);
  const rounded = number.round(scale, roundingMode(rounding, number.s < 0));
  // A negative number that is rounded to zero must not keep its sign.
  return (rounded.eq(0) ? rounded.abs() : rounded).toFixed(scale);
}

/**
 * A decimal: text in canonical form. Takes other spellings and exact JavaScript numbers as input and gives the
 * canonical form, see {@link canonicalDecimal}.
 */
export const decimalSchema = z.union([z.string(), z.number()]).transform((input, context) => {
  const decimal = canonicalDecimal(input);
  if (decimal !== null) return decimal;
  context.addIssue({
    code: 'custom',
    message:
      'is not an exact decimal: write it as text such as “12.50”, with at most 100 digits (a bare JSON number holds 15)',
  });
  return z.NEVER;
});

/** Exact decimal number as text in canonical form. */
export type Decimal = z.output<typeof decimalSchema>;

function canonicalOfNumber(input: number): string | null {
  if (Number.isInteger(input))
    return Number.isSafeInteger(input) ? (input === 0 ? '0' : String(input)) : null;
  if (!Number.isFinite(input)) return null;
  // Sixteen digits and more may be a rounded version of what the sender wrote.
  const text = String(input);
  if (text.replace(/e.*$/, '').replace(/[-.]/g, '').replace(/^0+/, '').length > 15) return null;
  return canonicalDecimal(text);
}

function fromDigits(negative: boolean, digits: string, scale: number): string | null {
  const significant = digits.replace(/^0+/, '');
  if (significant === '') return '0';
  const trimmed = significant.replace(/0+$/, '');
  const places = scale - (significant.length - trimmed.length);
  const sign = negative ? '-' : '';
  if (places <= 0) {
    return trimmed.length - places > maxDecimalDigits ? null : `${sign}${trimmed}${'0'.repeat(-places)}`;
  }
  if (Math.max(trimmed.length, places + 1) > maxDecimalDigits) return null;
  const padded = trimmed.padStart(places + 1, '0');
  return `${sign}${padded.slice(0, -places)}.${padded.slice(-places)}`;
}

function toDecimal(value: Big): string {
  return (
    fromDigits(value.s < 0, value.c.join(''), value.c.length - 1 - value.e) ??
    outOfRange(value.toExponential(10))
  );
}

/** A decimal as a whole number and the places that its point is to be moved to the left. */
function unscaled(decimal: string): { digits: bigint; scale: number } {
  const [whole = '', fraction = ''] = decimal.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function roundsAway(
  whole: bigint,
  rest: bigint,
  divisor: bigint,
  negative: boolean,
  rounding: Rounding,
): boolean {
  if (rest === 0n) return false;
  switch (rounding) {
    case 'down':
      return false;
    case 'up':
      return true;
    case 'ceiling':
      return !negative;
    case 'floor':
      return negative;
    case 'halfUp':
      return rest * 2n >= divisor;
    case 'halfEven':
      return rest * 2n > divisor || (rest * 2n === divisor && whole % 2n === 1n);
  }
}

function outOfRange(value: string): never {
  throw new RangeError(`the result has more than ${maxDecimalDigits} digits: ${value.slice(0, 20)}…`);
}

function roundingMode(rounding: Rounding, negative: boolean): Big.RoundingMode {
  switch (rounding) {
    case 'down':
      return 0;
    case 'halfUp':
      return 1;
    case 'halfEven':
      return 2;
    case 'up':
      return 3;
    case 'ceiling':
      return negative ? 0 : 3;
    case 'floor':
      return negative ? 3 : 0;
  }
}
