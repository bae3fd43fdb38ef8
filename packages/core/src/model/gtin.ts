import { z } from 'zod';

const weights = [3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3] as const;

/**
 * Check digit for the first thirteen digits of a GTIN-14 (GS1 General Specifications, section 7.9).
 *
 * @throws RangeError for anything but thirteen digits.
 */
export function gtinCheckDigit(thirteenDigits: string): number {
  if (!/^\d{13}$/.test(thirteenDigits)) throw new RangeError(`“${thirteenDigits}” is not thirteen digits`);
  const sum = weights.reduce((total, weight, index) => total + weight * Number(thirteenDigits[index]), 0);
  return (10 - (sum % 10)) % 10;
}

/**
 * Brings a GTIN-8, -12 (UPC), -13 (EAN) or -14 to 14 digits. Blanks and hyphens are taken out. Returns `null`
 * when the length or the check digit is wrong, or when all digits are zero.
 */
export function normalizeGtin(input: string): string | null {
  const digits = input.replaceAll(/[\s-]/g, '');
  if (!/^(?:\d{8}|\d{12,14})$/.test(digits)) return null;
  const gtin = digits.padStart(14, '0');
  if (/^0+$/.test(gtin)) return null;
  return gtinCheckDigit(gtin.slice(0, 13)) === Number(gtin[13]) ? gtin : null;
}

/** GTIN of 14 digits with a valid check digit. */
export const gtinSchema = z.string().refine((text) => text.length === 14 && normalizeGtin(text) === text, {
  message: 'is not a GTIN of 14 digits with a valid check digit',
});
