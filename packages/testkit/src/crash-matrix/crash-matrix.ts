import { IdleClock, canonicalJson } from '@pim-connector/core';
import type { Clock } from '@pim-connector/core';

import { mortalProcess } from './mortal-process.ts';
import type { CrashEvent, CrashPoint, CrashTools } from './mortal-process.ts';

/** A scenario: a store and a platform that outlive the processes that work with them. Made anew for each crash. */
export interface CrashBench {
  /** Starts a process: makes its connectors and its pipeline with the tools, and gives what runs it once. */
  readonly start: (tools: CrashTools) => () => Promise<unknown>;
  /** What is to be the same whether or not there was a crash; without ids that the platform makes up. */
  readonly endState: () => unknown;
  /** How many records the platform has more than once. */
  readonly duplicates: () => number;
  /** How many records the platform was asked to write. */
  readonly writes: () => number;
  readonly close?: () => Promise<void>;
}

/** See {@link crashMatrix}. */
export interface CrashMatrixOptions {
  readonly open: (clock: Clock) => Promise<CrashBench> | CrashBench;
  /** Milliseconds after which the lease of a process that died has surely expired. Default 61,000. */
  readonly leaseTime?: number;
  /** Only events of this kind are crashed at. Default: both. */
  readonly kind?: CrashEvent['kind'];
  /** Only every so many of these events are crashed at, for a quick look. Default 1: all. */
  readonly stride?: number;
}

/** What a crash did that it must not do. */
export interface CrashProblem {
  /** Where the process died. */
  readonly at: string;
  readonly problem: string;
}

/** What {@link crashMatrix} found. */
export interface CrashMatrixReport {
  /** What the scenario does when nothing happens; the process can die before and after each. */
  readonly events: readonly CrashEvent[];
  /** How many crashes were tried. */
  readonly crashes: number;
  /**
   * How many points a process did not come to: how often a job is asked for differs from run to run, so that its last
   * events are not always there.
   */
  readonly missed: number;
  /** Most records that were written once more because of a crash. */
  readonly mostRepeated: number;
  /** Nothing lost, nothing twice: empty. */
  readonly problems: readonly CrashProblem[];
}

/**
 * Counts what a scenario does, lets it crash before and after each of these things, starts it again, and compares what
 * comes of it with the run that nothing happened to: nothing may be lost, nothing be there twice, and a further run
 * must find nothing to do.
 *
 * @example
 * const { problems } = await crashMatrix({ open: (clock) => shopBench(clock) });
 * expect(problems).toEqual([]);
 */
export async function crashMatrix({
  open,
  leaseTime = 61_000,
  kind,
  stride = 1,
}: CrashMatrixOptions): Promise<CrashMatrixReport> {
  const calm = await attempt(open, null, leaseTime);
  const problems: CrashProblem[] = [...calm.problems];
  let crashes = 0;
  let missed = 0;
  let mostRepeated = 0;
  const meant = calm.events.filter((event) => kind === undefined || event.kind === kind);
  for (const event of meant.filter((_event, index) => index % stride === 0)) {
    for (const moment of ['before', 'after'] as const) {
      // One after the other: crashes must not share a processor with each other.
      // oxlint-disable-next-line no-await-in-loop
      const end = await attempt(open, { event: event.number, moment }, leaseTime);
      const at = `${moment} ${event.name} (${event.number})`;
      if (end.crashed) crashes += 1;
      else missed += 1;
      mostRepeated = Math.max(mostRepeated, end.writes - calm.writes);
      problems.push(...end.problems.map(({ problem }) => ({ at, problem })));
      if (end.state !== calm.state)
        problems.push({ at, problem: `the end is another: ${firstDifference(calm.state, end.state)}` });
    }
  }
  return { events: calm.events, crashes, missed, mostRepeated, problems };
}

interface Attempt {
  readonly crashed: boolean;
  readonly events: readonly CrashEvent[];
  readonly state: string;
  readonly writes: number;
  readonly problems: readonly CrashProblem[];
}

async function attempt(
  open: CrashMatrixOptions['open'],
  point: CrashPoint | null,
  leaseTime: number,
): Promise<Attempt> {
  const clock = new IdleClock();
  const bench = await open(clock);
  try {
    const first = mortalProcess(clock, point);
    const died = first.died.then(() => true);
    const crashed = await Promise.race([
      died,
      bench
        .start(first.tools)()
        .then(() => false),
    ]);
    if (crashed) {
      clock.advance(leaseTime);
      await bench.start(mortalProcess(clock, null).tools)();
    }
    const writes = bench.writes();
    const state = canonicalJson(bench.endState());
    const problems: CrashProblem[] = [];
    const note = (problem: string) => problems.push({ at: 'without a crash', problem });
    if (bench.duplicates() > 0) note(`${bench.duplicates()} records are there twice`);
    await bench.start(mortalProcess(clock, null).tools)();
    if (bench.writes() > writes) note(`a further run wrote ${bench.writes() - writes} records again`);
    if (canonicalJson(bench.endState()) !== state) note('a further run changed something');
    return { crashed, events: first.events, state, writes, problems };
  } finally {
    await bench.close?.();
  }
}

function firstDifference(expected: string, actual: string): string {
  let at = 0;
  while (at < expected.length && expected[at] === actual[at]) at += 1;
  const from = Math.max(0, at - 60);
  return `expected …${expected.slice(from, at + 100)}…, actual …${actual.slice(from, at + 100)}…`;
}
