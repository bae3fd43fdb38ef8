/** Whether a value is a number, or a text that is one. */
export const isNumeric = (data: unknown): data is number | string =>
  (typeof data === 'number' && Number.isFinite(data)) ||
  (typeof data === 'string' && /^-?\d+(?:\.\d+)?$/u.test(data));

/**
 * A number as the PIM keeps one that may have decimals: a text with at least so many digits after the point, so
 * `800` becomes `800.0000` (Akeneo REST API, product values).
 */
export function decimalText(data: number | string, digits: number): string {
  const [whole = '0', fraction = ''] = plain(data).split('.');
  return `${whole}.${fraction.padEnd(digits, '0')}`;
}

/** A text for a number without an exponent. */
function plain(data: number | string): string {
  if (typeof data === 'string') return data;
  const text = String(data);
  return text.includes('e') ? data.toFixed(20).replace(/0+$/u, '') : text;
}
