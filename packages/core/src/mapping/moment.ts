import { addDecimals, isDate, isDateTime } from '../model/index.ts';

/**
 * Seconds since 1970-01-01T00:00:00Z of a day (its midnight in UTC) or a moment, as an exact decimal.
 *
 * @returns `null` for text that is neither.
 */
export function secondsOf(text: string): string | null {
  if (isDate(text)) return String(Date.parse(text) / 1000);
  if (!isDateTime(text)) return null;
  const fraction = /\.\d+/.exec(text)?.[0] ?? '';
  // JavaScript knows no leap seconds: the second after :59 is the first of the next minute.
  const leap = text.slice(17, 19) === '60';
  const whole = `${text.slice(0, 17)}${leap ? '59' : text.slice(17, 19)}${text.slice(19 + fraction.length)}`;
  return addDecimals(String(Date.parse(whole) / 1000 + (leap ? 1 : 0)), `0${fraction}`);
}
