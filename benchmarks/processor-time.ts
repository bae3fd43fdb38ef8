import process from 'node:process';

/** Milliseconds that this thread has worked: unlike the time of day, it stands still while others have the processor. */
export function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** The smallest step of a clock, in milliseconds: some machines count microseconds of work, some four milliseconds. */
export function grainOf(clock: () => number): number {
  let grain = Infinity;
  let last = clock();
  for (let steps = 0; steps < 3;) {
    const now = clock();
    if (now !== last) {
      grain = Math.min(grain, now - last);
      last = now;
      steps += 1;
    }
  }
  return grain;
}

// A time of fewer steps of the clock is more than a fifth off.
const leastSteps = 5;

/** A time, if the clock is fine enough to tell it; else no number. */
export function told(milliseconds: number, grain: number): number {
  return milliseconds >= leastSteps * grain ? milliseconds : Number.NaN;
}

/** The mean of times that may be shorter, each, than a step of the clock, if their sum is not. */
export function meanTime(times: readonly number[], grain = grainOf(threadTime)): number {
  return (
    told(
      times.reduce((sum, time) => sum + time, 0),
      grain,
    ) / times.length
  );
}
