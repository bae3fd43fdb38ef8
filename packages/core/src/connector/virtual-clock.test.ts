import { expect, test } from 'vitest';

import { VirtualClock } from './virtual-clock.ts';

test.each([0, -5])('who sleeps %i milliseconds goes on in the next turn, without the time', async (none) => {
  const clock = new VirtualClock(1_000);
  const order: string[] = [];
  const sleeping = clock.sleep(none).then(() => order.push('slept'));
  await Promise.resolve();
  order.push('same turn');
  await sleeping;
  expect(order).toEqual(['same turn', 'slept']);
  expect(clock.now()).toBe(1_000);
  expect(clock.sleeping).toBe(0);
});

test('who sleeps wakes when the time has come, and not before', async () => {
  const clock = new VirtualClock();
  const woken: string[] = [];
  void clock.sleep(20).then(() => woken.push('late'));
  void clock.sleep(10).then(() => woken.push('early'));
  await clock.advance(9);
  expect(woken).toEqual([]);
  await clock.advance(1);
  expect(woken).toEqual(['early']);
  await clock.run();
  expect(woken).toEqual(['early', 'late']);
  expect(clock.now()).toBe(20);
});
