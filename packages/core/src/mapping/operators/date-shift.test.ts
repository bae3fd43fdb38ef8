import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const shifted = (value: unknown, args: object) =>
  evaluateExpression({ op: 'dateShift', of: input, ...args }, inputRecord(value));

describe('dateShift', () => {
  test('takes the last day of a month that is too short', () => {
    expect(shifted('2026-01-31', { months: 1 })).toEqual({ value: '2026-02-28' });
    expect(shifted('2024-02-29', { years: 1 })).toEqual({ value: '2025-02-28' });
    expect(shifted('2026-03-31', { months: -1, days: 1 })).toEqual({ value: '2026-03-01' });
  });

  test('keeps the time of day and the offset of a moment, with all its digits', () => {
    expect(shifted('2026-12-31T23:59:59.123456789-11:00', { days: 1 })).toEqual({
      value: '2027-01-01T23:59:59.123456789-11:00',
    });
  });

  test('refuses what is no date, and leaves the calendar nowhere', () => {
    expect(shifted('31.01.2026', { days: 1 })).toMatchObject({
      issue: {
        code: 'value.invalid',
        message: '“31.01.2026” is neither a day such as 2026-11-23 nor a moment such as 2026-11-23T10:15:00Z',
      },
    });
    expect(shifted('9999-12-31', { days: 1 })).toMatchObject({
      issue: {
        code: 'value.invalid',
        message: '9999-12-31 cannot be moved that far: years go from 0 to 9999',
      },
    });
    expect(shifted('0000-01-01', { years: -100_000 })).toMatchObject({ issue: { code: 'value.invalid' } });
  });

  test('needs something to move by', () => {
    expect(() => shifted('2026-01-31', {})).toThrow(/needs "years", "months", "weeks" or "days"/);
    expect(() => shifted('2026-01-31', { days: 0.5 })).toThrow(/days/);
  });

  test.prop([
    fc.date({ min: new Date('1000-01-01'), max: new Date('9000-01-01'), noInvalidDate: true }),
    fc.integer({ min: -90_000, max: 90_000 }),
  ])('moves days as the clock does', (date, days) => {
    const expected = new Date(date.getTime() + days * 86_400_000).toISOString();
    expect(shifted(date.toISOString(), { days })).toEqual({ value: expected });
    expect(shifted(date.toISOString().slice(0, 10), { weeks: 1, days: days - 7 })).toEqual({
      value: expected.slice(0, 10),
    });
  });
});
