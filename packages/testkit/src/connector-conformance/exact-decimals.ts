/** Decimals that do not stay what they are when they are calculated with in floating point: 4.35 × 100 is 434.99999999999994. */
export const awkwardDecimals = ['4.35', '0.07', '1.15', '19.99', '1.1'] as const;

// Every decimal of so many digits survives a number of JavaScript; what has more comes of calculating with them.
const exactDigits = 15;

/** The numbers in a text, be they written as numbers or as strings. */
function numbersIn(text: string): readonly string[] {
  return text.match(/\d+(?:\.\d+)?/g) ?? [];
}

/** The digits of a number, whatever its unit is: those of 4.35, of 435 and of “4.350” are the same. */
function digitsOf(number: string): string {
  return number.replace('.', '').replaceAll(/^0+|0+$/g, '');
}

/** Whether a decimal is in a text, in its own unit or in a smaller one, such as cents. */
export function holdsDecimal(text: string, decimal: string): boolean {
  const digits = digitsOf(decimal);
  return numbersIn(text).some((number) => digitsOf(number) === digits);
}

/** The numbers in a text that only floating point makes, such as 0.30000000000000004. */
export function roundingErrorsIn(text: string): readonly string[] {
  return numbersIn(text).filter((number) => number.includes('.') && digitsOf(number).length > exactDigits);
}
