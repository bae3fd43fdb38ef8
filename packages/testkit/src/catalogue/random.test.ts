import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';

import { createRandom } from './random.ts';

property.prop([fc.string()])('the same seed gives the same numbers, from 0 to below 1', (seed) => {
  const [a, b] = [createRandom(seed), createRandom(seed)];
  for (let count = 0; count < 20; count += 1) {
    const number = a.next();
    expect(b.next()).toBe(number);
    expect(number).toBeGreaterThanOrEqual(0);
    expect(number).toBeLessThan(1);
  }
});

test('seeds that hardly differ give other numbers', () => {
  const firsts = Array.from({ length: 1000 }, (_, index) => createRandom(`seed/${index}`).next());
  expect(new Set(firsts).size).toBe(1000);
  const mean = firsts.reduce((sum, each) => sum + each, 0) / firsts.length;
  expect(mean).toBeGreaterThan(0.45);
  expect(mean).toBeLessThan(0.55);
});

property.prop([fc.string(), fc.integer({ min: -50, max: 50 }), fc.nat(100)])(
  'whole numbers keep within their bounds',
  (seed, minimum, span) => {
    const number = createRandom(seed).integer(minimum, minimum + span);
    expect(Number.isInteger(number)).toBe(true);
    expect(number).toBeGreaterThanOrEqual(minimum);
    expect(number).toBeLessThanOrEqual(minimum + span);
  },
);

property.prop([fc.string(), fc.uniqueArray(fc.nat()), fc.nat(20)])(
  'some of a list are as many as asked for, each once and in order',
  (seed, list, count) => {
    const some = createRandom(seed).some(list, count);
    expect(some).toHaveLength(Math.min(count, list.length));
    expect(list.filter((item) => some.includes(item))).toEqual(some);
  },
);

test('every item of a list comes, and both bounds of a range', () => {
  const random = createRandom('bounds');
  const draws = Array.from({ length: 200 }, () => random.integer(1, 3));
  expect(new Set(draws)).toEqual(new Set([1, 2, 3]));
  const picks = Array.from({ length: 200 }, () => random.pick(['a', 'b', 'c']));
  expect(new Set(picks)).toEqual(new Set(['a', 'b', 'c']));
});

test('streaks end, and nothing can be picked from nothing', () => {
  const random = createRandom('streak');
  expect(random.streak(1)).toBe(100);
  expect(random.streak(0)).toBe(0);
  expect(() => random.pick([])).toThrow('cannot pick from an empty list');
});
