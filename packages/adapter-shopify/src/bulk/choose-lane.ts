import type { PlannedOperation } from '@pim-connector/core';

import type { DestinationConfig } from '../destination-config.ts';
import type { LineCount } from './line-count.ts';

/** Points that a call of the direct lane costs about: 10 for the mutation, and what it gives back. */
const pointsPerCall = 11;

/** What has come in a run so far. */
interface Run {
  records: number;
  points: number;
  lines: number;
  /** The most that an operation has: files of one stage are begun when those before have ended. */
  stages: number;
  canBulk: boolean;
}

/** Decides operation by operation which way it goes. */
export interface LaneChooser {
  /**
   * @param run tells the runs apart: the signal that ends them.
   * @param count what the operation takes in files.
   */
  isBulk(operation: PlannedOperation, run: AbortSignal, count: () => LineCount): boolean;
  /** Nothing of the run goes into files any more: there is no place for them. */
  giveUpBulk(run: AbortSignal): void;
}

/**
 * Makes the choice of a lane. How many products a run will change is known when it is over; so `auto` reckons that as
 * many are to come as have come, and takes the lane that is done with those sooner. Whatever comes, it takes about twice
 * the time of who had known, at most.
 *
 * @param restoreRate points per second that the shop grants.
 */
export function createLaneChooser(
  { lane, bulk }: Pick<DestinationConfig, 'lane' | 'bulk'>,
  restoreRate: () => number,
): LaneChooser {
  const runs = new WeakMap<AbortSignal, Run>();
  const runOf = (signal: AbortSignal) => {
    const run = runs.get(signal) ?? { records: 0, points: 0, lines: 0, stages: 1, canBulk: true };
    runs.set(signal, run);
    return run;
  };
  return {
    isBulk({ calls }, signal, count) {
      if (lane !== 'auto') return lane === 'bulk';
      const run = runOf(signal);
      const direct = run.points / restoreRate();
      const files = run.stages * bulk.overhead + (run.lines * bulk.perLine) / 1000 / bulk.slots;
      run.records += 1;
      run.points += calls * pointsPerCall;
      const { lines, stages } = count();
      run.lines += lines;
      run.stages = Math.max(run.stages, stages);
      return run.canBulk && run.records > bulk.from && direct > files;
    },
    giveUpBulk(signal) {
      runOf(signal).canBulk = false;
    },
  };
}
