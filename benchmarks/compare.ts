import process from 'node:process';

import { grainOf, threadTime, told } from './processor-time.ts';

/** One way of doing a job. */
export interface Contestant {
  readonly name: string;
  /** Does the job `count` times. */
  readonly run: (count: number) => void | Promise<void>;
}

/** How {@link compare} measures. */
export interface CompareOptions {
  readonly rounds?: number;
  /** Milliseconds per contestant and round. */
  readonly slice?: number;
  /** Milliseconds of work. */
  readonly clock?: () => number;
  /** The smallest step of the clock, in milliseconds. */
  readonly grain?: number;
  /** Whether slices stay as short as they are, though the clock cannot tell them. */
  readonly isSmoke?: boolean;
}

/** What {@link compare} found; `NaN` for what the clock was too coarse to tell. */
export interface Comparison {
  /** Milliseconds for one job, the median of all rounds. */
  readonly time: (name: string) => number;
  /** How many times as fast as `other` `name` is: the median of the ratios within each round. */
  readonly ratio: (name: string, other: string) => number;
  /** The middle half of those ratios: between which values it lies. */
  readonly spread: (name: string, other: string) => readonly [low: number, high: number];
}

/** Whether this is only a smoke check of the benchmarks: few rounds, small numbers, figures without worth. */
export const quick = process.argv.includes('--quick');

/** The first of two numbers for a real run, the second for a smoke check. */
export function sized(full: number, small: number): number {
  return quick ? small : full;
}

const stepsPerSlice = 10;

/**
 * Measures contestants in turns, each round in another order, so that whatever else the machine does hits all alike.
 * Each round gives each contestant the same time, longer where the clock is coarse. Waiting does not count.
 */
export async function compare(
  contestants: readonly Contestant[],
  {
    rounds = sized(40, 2),
    slice = sized(50, 2),
    clock = threadTime,
    grain = grainOf(clock),
    isSmoke = quick,
  }: CompareOptions = {},
): Promise<Comparison> {
  const long = isSmoke ? slice : Math.max(slice, stepsPerSlice * grain);
  const counts = new Map<string, number>();
  // oxlint-disable-next-line no-await-in-loop
  for (const each of contestants) counts.set(each.name, await countFor(each, long, clock));
  const times = new Map(contestants.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (let place = 0; place < contestants.length; place += 1) {
      const { name, run } = contestants[(place + round) % contestants.length] as Contestant;
      const count = counts.get(name) ?? 1;
      const start = clock();
      const running = run(count);
      // oxlint-disable-next-line no-await-in-loop
      if (running !== undefined) await running;
      times.get(name)?.push(told(clock() - start, grain) / count);
    }
  }
  const of = (name: string) => {
    const list = times.get(name);
    if (list === undefined) throw new RangeError(`nobody is called ${name}`);
    return list;
  };
  const ratios = (name: string, other: string) =>
    of(name).map((time, round) => (of(other)[round] as number) / time);
  return {
    time: (name) => quantile(of(name), 0.5),
    ratio: (name, other) => quantile(ratios(name, other), 0.5),
    spread: (name, other) => [quantile(ratios(name, other), 0.25), quantile(ratios(name, other), 0.75)],
  };
}

/** Warms a contestant up, and finds out how often it does its job within a slice of time. */
async function countFor({ run }: Contestant, slice: number, clock: () => number): Promise<number> {
  const warmUp = 10 * slice;
  const start = clock();
  let count = 1;
  for (;;) {
    const from = clock();
    // oxlint-disable-next-line no-await-in-loop
    await run(count);
    const took = clock() - from;
    if (clock() - start > warmUp && took > 0) return Math.max(1, Math.round((count * slice) / took));
    count = Math.max(1, took >= slice ? Math.round((count * slice) / took) : count * 2);
  }
}

/** The value below which a part of the values lies; `NaN` where half of them or more are no numbers. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
  if (sorted.length * 2 <= values.length) return Number.NaN;
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
