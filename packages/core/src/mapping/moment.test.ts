import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { secondsOf } from './moment.ts';

const date = fc.date({
  min: new Date('0100-01-01T00:00:00Z'),
  max: new Date('9990-01-01T00:00:00Z'),
  noInvalidDate: true,
});

test.prop([date])('agrees with the clock of JavaScript', (moment) => {
  expect(Number(secondsOf(moment.toISOString()))).toBe(moment.getTime() / 1000);
  const day = moment.toISOString().slice(0, 10);
  expect(secondsOf(day)).toBe(secondsOf(`${day}T00:00:00Z`));
});

test.prop([date, fc.integer({ min: -14 * 60, max: 14 * 60 })])(
  'does not depend on the offset that a moment is written with',
  (moment, minutes) => {
    const local = new Date(moment.getTime() + minutes * 60_000).toISOString().slice(0, -1);
    const offset = new Date(Math.abs(minutes) * 60_000).toISOString().slice(11, 16);
    expect(secondsOf(`${local}${minutes < 0 ? '-' : '+'}${offset}`)).toBe(secondsOf(moment.toISOString()));
  },
);

test('keeps every digit of a second, before 1970 as well', () => {
  expect(secondsOf('1970-01-01T00:00:01.000000001Z')).toBe('1.000000001');
  expect(secondsOf('1969-12-31T23:59:59.25Z')).toBe('-0.75');
});

test('a leap second is the first of the next minute', () => {
  expect(secondsOf('2016-12-31T23:59:60Z')).toBe(secondsOf('2017-01-01T00:00:00Z'));
  expect(secondsOf('2016-12-31T23:59:60.5Z')).toBe(secondsOf('2017-01-01T00:00:00.5Z'));
});

test.each(['', '2026', '2026-02-30', '23.11.2026', '2026-11-23T10:15:00', 'now'])(
  '“%s” is no moment',
  (text) => {
    expect(secondsOf(text)).toBeNull();
  },
);
