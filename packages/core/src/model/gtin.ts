import { z } from 'zod';

const gtinForm = /^\d{14}$/;
const noGtin = '0'.repeat(14);
const zero = '0'.charCodeAt(0);

/**
 * Check digit for the first thirteen digits of a GTIN-14 (GS1 General Specifications, section 7.9).
 *
 * @throws RangeError for anything but thirteen digits.
 */
export function gtinCheckDigit(thirteenDigits: string): number {
  if (!/^\d{13}$/.test(thirteenDigits)) throw new RangeError(`“${thirteenDigits}” is not thirteen digits`);
  let sum = 0;
  for (let place = 0; place < 13; place += 1) {
    const digit = thirteenDigits.charCodeAt(place) - zero;
    sum += place % 2 === 0 ? 3 * digit : digit;
  }
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
  return isGtin(gtin) ? gtin : null;
}

/** Whether a text is a GTIN of 14 digits with a valid check digit. */
export function isGtin(text: string): boolean {
  return gtinForm.test(text) && text !== noGtin && gtinCheckDigit(text.slice(0, 13)) === Number(text[13]);
}

/** GTIN of 14 digits with a valid check digit. */
export const gtinSchema = z.string().refine(isGtin, {
  message: 'is not a GTIN of 14 digits with a valid check digit',
});
