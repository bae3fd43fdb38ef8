import { expect, test } from 'vitest';

import { compare, quantile } from './compare.ts';
import { grainOf, meanTime, threadTime, told } from './processor-time.ts';
import { short } from './report.ts';

/** A clock that goes on by a little with each look, and shows only whole steps. */
function coarseClock(step: number): () => number {
  let time = 0;
  return () => {
    time += step / 7;
    return Math.floor(time / step) * step;
  };
}

test('the grain of a clock is its smallest step', () => {
  expect(grainOf(coarseClock(4))).toBeCloseTo(4);
  expect(grainOf(coarseClock(0.25))).toBeCloseTo(0.25);
  expect(grainOf(threadTime)).toBeGreaterThan(0);
});

test('what is shorter than some steps of the clock is no figure', () => {
  expect(told(20, 4)).toBe(20);
  expect(told(19, 4)).toBeNaN();
  expect(told(0, 4)).toBeNaN();
  expect(told(-4, 4)).toBeNaN();
  expect(short(Number.NaN)).toBe('–');
  expect(short(Infinity)).toBe('–');
});

test('times shorter than a step have a mean when there are enough of them', () => {
  const times = Array.from({ length: 100 }, (_, index) => (index % 4 === 0 ? 4 : 0));
  expect(meanTime(times, 4)).toBe(1);
  expect(meanTime(times.slice(0, 10), 4)).toBeNaN();
});

test('a value of a list is known when most of the list is', () => {
  expect(quantile([3, Number.NaN, 1, 2], 0.5)).toBe(2);
  expect(quantile([3, Number.NaN, Number.NaN], 0.5)).toBeNaN();
  expect(quantile([], 0.5)).toBeNaN();
});

test('what is compared is measured by so many jobs that the clock can tell, or not at all', async () => {
  const grain = 4;
  let time = 0;
  const clock = () => Math.floor(time / grain) * grain;
  const job = (milliseconds: number) => (count: number) => {
    time += count * milliseconds;
  };
  const contestants = [
    { name: 'slow', run: job(0.2) },
    { name: 'fast', run: job(0.1) },
  ];
  const measured = await compare(contestants, { rounds: 8, slice: 40, clock, grain });
  expect(measured.ratio('fast', 'slow')).toBeCloseTo(2, 0);
  expect(measured.time('slow')).toBeCloseTo(0.2, 1);
  // A coarse clock gets longer slices, except in a smoke check.
  const briefly = await compare(contestants, { rounds: 8, slice: 2, clock, grain });
  expect(briefly.ratio('fast', 'slow')).toBeCloseTo(2, 0);
  const smoke = await compare(contestants, { rounds: 8, slice: 2, clock, grain, isSmoke: true });
  expect([smoke.time('slow'), smoke.ratio('fast', 'slow')]).toEqual([Number.NaN, Number.NaN]);
});
