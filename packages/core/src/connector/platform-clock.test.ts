import { expect, test } from 'vitest';

import { clockItem, platformClock } from './platform-clock.ts';

test.each([
  ['is ahead', '2026-11-01T01:00:00Z', 3_600_000],
  ['is behind', '2026-10-31T23:59:00Z', -60_000],
  ['differs by what a header does not tell', '2026-11-01T00:00:01Z', 0],
])('a platform whose clock %s', (_what, theirs, ahead) => {
  const clock = platformClock({ now: () => Date.parse('2026-11-01T00:00:00Z') });
  clock.note(new Headers({ date: new Date(theirs).toUTCString() }));
  clock.note(new Headers());
  clock.note(new Headers({ date: 'yesterday' }));
  expect(clock.ahead).toBe(ahead);
  expect(clock.now()).toBe(Date.parse('2026-11-01T00:00:00Z') + ahead);
});

test.each([
  [59_000, 'ok', 'The clocks agree'],
  [61_000, 'warning', 'The clock of this machine is 61 seconds behind the platform’s'],
  [-61_000, 'warning', 'The clock of this machine is 61 seconds ahead of the platform’s'],
])('a check of clocks, theirs being ahead by %i ms, is %s', (ahead, status, message) => {
  expect(clockItem({ ahead })).toMatchObject({ name: 'clock', status, message });
});
