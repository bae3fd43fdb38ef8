import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const parsed = (value: unknown, pattern: string | string[], args: object = {}, locale = 'en-US') =>
  evaluateExpression({ op: 'parseDate', of: input, pattern, ...args }, { ...inputRecord(value), locale });

describe('parseDate', () => {
  test('reads days', () => {
    expect(parsed('09.01.2026', 'dd.MM.yyyy')).toEqual({ value: '2026-01-09' });
    expect(parsed('1/9/26', 'M/d/yy')).toEqual({ value: '2026-01-09' });
    expect(parsed('20260109', 'yyyyMMdd')).toEqual({ value: '2026-01-09' });
    expect(parsed(20260109, 'yyyyMMdd')).toEqual({ value: '2026-01-09' });
    expect(parsed('2026 W02 5', "kkkk 'W'WW c")).toEqual({ value: '2026-01-09' });
  });

  test('reads names in the locale of the rule or in another', () => {
    expect(parsed('9. März 2026', 'd. MMMM yyyy', {}, 'de-DE')).toEqual({ value: '2026-03-09' });
    expect(parsed('9 mars 2026', 'd MMMM yyyy', { locale: 'fr-FR' }, 'de-DE')).toEqual({
      value: '2026-03-09',
    });
  });

  test('reads moments in their own offset’s or the rule’s time zone', () => {
    const args = { as: 'dateTime', zone: 'Europe/Berlin' };
    expect(parsed('09.07.2026 14:30', 'dd.MM.yyyy HH:mm', args)).toEqual({
      value: '2026-07-09T14:30:00+02:00',
    });
    expect(parsed('09.07.2026 14:30', 'dd.MM.yyyy HH:mm', { as: 'dateTime' })).toEqual({
      value: '2026-07-09T14:30:00Z',
    });
    expect(parsed('2026-07-09T14:30:05.250-05:00', "yyyy-MM-dd'T'HH:mm:ss.SSSZZ", args)).toEqual({
      value: '2026-07-09T21:30:05.250+02:00',
    });
  });

  test('tries several patterns in their order', () => {
    const patterns = ['yyyy-MM-dd', 'dd.MM.yyyy', 'MM.dd.yyyy'];
    expect(parsed('2026-01-09', patterns)).toEqual({ value: '2026-01-09' });
    expect(parsed('09.01.2026', patterns)).toEqual({ value: '2026-01-09' });
    expect(parsed('01.13.2026', patterns)).toEqual({ value: '2026-01-13' });
    expect(parsed('x', patterns)).toMatchObject({
      issue: {
        code: 'value.invalid',
        message: '“x” is not a date in the pattern “yyyy-MM-dd” or “dd.MM.yyyy” or “MM.dd.yyyy”',
      },
    });
  });

  test.each([
    ['30.02.2026', 'dd.MM.yyyy'],
    ['9.1.2026', 'dd.MM.yyyy'],
    [' 09.01.2026', 'dd.MM.yyyy'],
    ['09.01.2026 25:00', 'dd.MM.yyyy HH:mm'],
    ['Friday 2026-01-08', 'cccc yyyy-MM-dd'],
    ['012026-01-09', 'y-MM-dd'],
    ['', 'yyyy'],
  ])('refuses %j in the pattern %s', (written, pattern) => {
    expect(parsed(written, pattern)).toMatchObject({
      issue: {
        code: 'value.invalid',
        message: `“${written}” is not a date in the pattern “${pattern}”`,
      },
    });
  });

  test('refuses patterns that cannot be meant', () => {
    expect(() => parsed('x', 'YYYY-MM-dd')).toThrow(
      /holds "YYYY", which is no part of a date here \(a year is "yyyy"\)/,
    );
    expect(() => parsed('x', 'yyyy-MM-DD')).toThrow(/holds "DD".*\(a day is "dd"\)/);
    expect(() => parsed('x', 'dd.MM.')).toThrow(/has no year \("yyyy"\)/);
    expect(() => parsed('x', 'yyyy-MM-dd HH:mm a')).toThrow(/has "a"/);
    expect(() => parsed('x', 'X')).toThrow(/holds "X"/);
    expect(() => parsed('x', "yyyy 'Uhr' x")).toThrow(/holds "x"/);
    expect(() => parsed('x', 'yyyy', { zone: 'local' })).toThrow(/is not a time zone/);
    expect(() => parsed('x', 'yyyy', { zone: 'Europe/Bonn' })).toThrow(/is not a time zone/);
    expect(() => parsed('x', [])).toThrow(/pattern/);
  });

  const days = fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString());

  test.prop([
    days,
    fc.constantFrom('en-US', 'de-DE', 'fr-FR', 'it-IT'),
    fc.constantFrom('utc', 'Asia/Tokyo', 'America/New_York'),
  ])('reads back what formatDate writes', (moment, locale, zone) => {
    const day = moment.slice(0, 10);
    for (const pattern of ['dd.MM.yyyy', 'd. MMMM yyyy', 'cccc d LLL yyyy', 'o yyyy']) {
      const of = { op: 'formatDate', of: input, pattern, zone, locale };
      const result = evaluateExpression({ op: 'parseDate', of, pattern, zone, locale }, inputRecord(day));
      expect(result).toEqual({ value: day });
    }
  });
});
