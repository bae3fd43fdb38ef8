import { z } from 'zod';

const dateForm = /^(\d{4})-(\d{2})-(\d{2})$/;
const dateTimeForm =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:\.\d{1,9})?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

const minutesPerDay = 1440;

/** Whether the text is a day of the Gregorian calendar as `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const parts = dateForm.exec(text);
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/**
 * Whether the text is a moment as of RFC 3339, with its offset: `2026-11-23T10:15:00+01:00`. `T` and `Z` are
 * capitals; a second 60 exists only in the last minute of a day in UTC, where leap seconds are put in.
 */
export function isDateTime(text: string): boolean {
  const parts = dateTimeForm.exec(text);
  if (parts === null || !isDate(parts[1] ?? '')) return false;
  const [, , hour, minute, second, sign, offsetHours = '0', offsetMinutes = '0'] = parts;
  if (second !== '60') return true;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -1 : 1);
  return (Number(hour) * 60 + Number(minute) - offset + minutesPerDay) % minutesPerDay === minutesPerDay - 1;
}

/** A day, `YYYY-MM-DD`. */
export const dateSchema = z.string().refine(isDate, { message: 'is not a day such as “2026-11-23”' });

/** A moment, RFC 3339 with offset. */
export const dateTimeSchema = z
  .string()
  .refine(isDateTime, { message: 'is not a moment such as “2026-11-23T10:15:00Z”, with its offset' });

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
