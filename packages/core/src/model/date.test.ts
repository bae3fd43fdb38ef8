import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { dateSchema, dateTimeSchema, isDate, isDateTime } from './date.ts';

function dayText(year: number, month: number, day: number): string {
  return `${`${year}`.padStart(4, '0')}-${`${month}`.padStart(2, '0')}-${`${day}`.padStart(2, '0')}`;
}

describe('isDate', () => {
  test('agrees with the calendar on every day from 1900 to 2100, and on every day that is none', () => {
    const wrong: string[] = [];
    for (let year = 1900; year <= 2100; year += 1) {
      for (let month = 0; month <= 13; month += 1) {
        for (let day = 0; day <= 32; day += 1) {
          const date = new Date(Date.UTC(year, month - 1, day));
          const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
          const text = dayText(year, month, day);
          if (isDate(text) !== exists) wrong.push(text);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test.each(['0000-02-29', '0001-01-01', '9999-12-31', '2000-02-29'])('%s is a day', (text) => {
    expect(isDate(text)).toBe(true);
    expect(dateSchema.parse(text)).toBe(text);
  });

  test.each([
    '',
    '2026-1-1',
    '26-01-01',
    '20260101',
    '2026-02-29',
    '1900-02-29',
    '2026/01/01',
    '2026-01-01 ',
    '2026-01-01\n',
    '+2026-01-01',
    '-2026-01-01',
    '12026-01-01',
    '2026-01-01T00:00:00Z',
    '２０２６-01-01',
  ])('“%s” is none', (text) => {
    expect(isDate(text)).toBe(false);
    expect(dateSchema.safeParse(text).success).toBe(false);
  });
});

describe('isDateTime', () => {
  test.each([
    '2026-11-23T10:15:00Z',
    '2026-11-23T10:15:00+01:00',
    '2026-11-23T10:15:00-23:59',
    '2026-11-23T10:15:00-00:00',
    '2026-11-23T00:00:00.1Z',
    '2026-11-23T23:59:59.123456789Z',
    // The leap seconds of 1990 and 2016, also as other places read their clocks (RFC 3339, section 5.8).
    '1990-12-31T23:59:60Z',
    '1990-12-31T15:59:60-08:00',
    '2017-01-01T05:29:60+05:30',
  ])('%s is a moment', (text) => {
    expect(isDateTime(text)).toBe(true);
    expect(dateTimeSchema.parse(text)).toBe(text);
  });

  test.each([
    '',
    '2026-11-23',
    '2026-11-23T10:15:00',
    '2026-11-23T10:15Z',
    '2026-11-23 10:15:00Z',
    '2026-11-23t10:15:00z',
    '2026-11-23T24:00:00Z',
    '2026-11-23T10:60:00Z',
    '2026-11-23T10:15:61Z',
    '2026-11-23T10:15:60Z',
    '2026-12-31T23:59:60+01:00',
    '2026-02-29T10:15:00Z',
    '2026-11-23T10:15:00.Z',
    '2026-11-23T10:15:00,5Z',
    '2026-11-23T10:15:00.1234567890Z',
    '2026-11-23T10:15:00+0100',
    '2026-11-23T10:15:00+24:00',
    '2026-11-23T10:15:00+01:60',
    '2026-11-23T10:15:00+1',
    ' 2026-11-23T10:15:00Z',
    '2026-11-23T10:15:00Z\n',
  ])('“%s” is none', (text) => {
    expect(isDateTime(text)).toBe(false);
    expect(dateTimeSchema.safeParse(text).success).toBe(false);
  });

  test.prop([fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })])(
    'takes what JavaScript writes',
    (date) => {
      expect(isDateTime(date.toISOString())).toBe(true);
    },
  );
});
