import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const formatted = (value: unknown, pattern: string, args: object = {}, locale = 'en-US') =>
  evaluateExpression({ op: 'formatDate', of: input, pattern, ...args }, { ...inputRecord(value), locale });

describe('formatDate', () => {
  test('writes a day as it is, in any time zone', () => {
    for (const zone of ['utc', 'Pacific/Auckland', 'America/Los_Angeles']) {
      expect(formatted('2026-01-09', 'dd.MM.yyyy', { zone })).toEqual({ value: '09.01.2026' });
    }
  });

  test('writes a moment as the clocks of the zone show it', () => {
    const moment = '2026-07-09T23:30:00-05:00';
    expect(formatted(moment, 'yyyy-MM-dd HH:mm')).toEqual({ value: '2026-07-10 04:30' });
    expect(formatted(moment, 'yyyy-MM-dd HH:mm ZZ', { zone: 'Europe/Berlin' })).toEqual({
      value: '2026-07-10 06:30 +02:00',
    });
    expect(formatted(moment, 'X', { zone: 'Europe/Berlin' })).toEqual({ value: '1783657800' });
  });

  test('writes names in the locale of the rule or in another', () => {
    expect(formatted('2026-03-09', 'cccc, d. MMMM yyyy', {}, 'de-DE')).toEqual({
      value: 'Montag, 9. März 2026',
    });
    expect(formatted('2026-03-09', 'MMMM', { locale: 'fr-FR' }, 'de-DE')).toEqual({ value: 'mars' });
  });

  test('writes quoted letters as they stand', () => {
    expect(formatted('2026-03-09', "'yyyy' yyyy")).toEqual({ value: 'yyyy 2026' });
  });

  test.each(['09.03.2026', '2026-02-30', '2026-03-09T10:00:00', '2026', '', '2016-12-31T23:59:60Z'])(
    'refuses %j',
    (written) => {
      expect(formatted(written, 'yyyy')).toMatchObject({
        issue: {
          code: 'value.invalid',
          message: `“${written}” is neither a day such as 2026-11-23 nor a moment such as 2026-11-23T10:15:00Z`,
        },
      });
    },
  );

  test('refuses letters that mean nothing', () => {
    expect(() => formatted('2026-03-09', 'YYYY')).toThrow(/holds "YYYY"/);
    expect(() => formatted('2026-03-09', 'yyyy', { locale: 'deutsch_' })).toThrow(/locale/);
  });

  test.prop([
    fc.date({
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    }),
  ])('agrees with the canonical form', (date) => {
    const moment = date.toISOString();
    expect(formatted(moment, "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")).toEqual({ value: moment });
    expect(formatted(moment.slice(0, 10), 'yyyy-MM-dd')).toEqual({ value: moment.slice(0, 10) });
  });
});
