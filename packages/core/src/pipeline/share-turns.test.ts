import { afterEach, expect, test, vi } from 'vitest';

import { IdleClock } from './idle-clock.ts';
import { shareTurns } from './share-turns.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** A machine so busy that each look at the time finds it a second later. */
function busyMachine(): void {
  let time = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (time += 1_000));
}

test('others have their turn, and no time passes meanwhile', async () => {
  busyMachine();
  const clock = new IdleClock();
  const begun = clock.now();
  let wokenAt = 0;
  const sleeping = clock.sleep(60_000).then(() => (wokenAt = clock.now()));
  const turns: number[] = [];
  const others = setInterval(() => turns.push(clock.now()), 0);
  const shareTurn = shareTurns(clock);
  // oxlint-disable-next-line no-await-in-loop
  while (turns.length < 3) await shareTurn();
  clearInterval(others);
  expect([clock.now(), wokenAt]).toEqual([begun, 0]);
  // … until all that is done is to wait.
  await sleeping;
  expect(wokenAt).toBe(begun + 60_000);
});

test('as long as a turn is short, nobody is asked to wait', async () => {
  vi.spyOn(performance, 'now').mockReturnValue(0);
  let turns = 0;
  const shareTurn = shareTurns({ now: () => 0, sleep: async () => void (turns += 1) });
  await shareTurn();
  await shareTurn();
  expect(turns).toBe(0);
});
