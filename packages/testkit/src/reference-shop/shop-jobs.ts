import type { Clock } from '@pim-connector/core';

import { createJobs } from '../simulator/index.ts';
import type { Job } from '../simulator/index.ts';
import type { FieldErrorCode } from './field-error.ts';
import type { ItemOperations } from './item-operations.ts';
import { createItems, putItems, removeItems } from './run-batch.ts';
import type { ItemResult, ItemRun } from './run-batch.ts';
import type { ShopEntity } from './shop-log.ts';

/** A job as the API shows it. */
export interface ShownJob {
  readonly id: string;
  readonly status: 'waiting' | 'running' | 'done';
  /** What became of each line, in no particular order; once the job is done. */
  readonly results?: readonly (ItemResult & { readonly line: number })[];
}

/** What a shop does later: lines of changes. */
export interface ShopJobs {
  start(entity: ShopEntity, lines: readonly unknown[]): ShownJob;
  show(id: string): ShownJob | undefined;
  /** Carries out what is due. */
  settle(): void;
}

interface Work {
  readonly entity: ShopEntity;
  readonly lines: readonly unknown[];
}

/** Makes the jobs of a shop. */
export function createShopJobs(options: {
  readonly clock: Pick<Clock, 'now'>;
  /** Milliseconds that a job takes. */
  readonly duration: number;
  readonly operations: { readonly [E in ShopEntity]: ItemOperations };
  /** Does work as of a moment: what it makes is as old as that. */
  readonly asOf: <Result>(at: number, work: () => Result) => Result;
  /** Told what was written. */
  readonly onWritten: (entity: ShopEntity, runs: readonly ItemRun[]) => void;
}): ShopJobs {
  const { clock, duration, operations, asOf, onWritten } = options;
  const jobs = createJobs({
    clock,
    duration,
    // As many as you like, so that a job that nobody asks for any more holds no other up.
    concurrency: 1000,
    run({ entity, lines }: Work, at) {
      const runs = asOf(at, () => lines.map((line) => runLine(line, operations[entity])));
      onWritten(entity, runs);
      const results = runs.map(({ result }, line) => ({ line, ...result }));
      return results.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
    },
  });
  return {
    start: (entity, lines) => shown(jobs.start({ entity, lines })),
    show(id) {
      const job = jobs.get(id);
      return job === undefined ? undefined : shown(job);
    },
    settle: () => jobs.settle(),
  };
}

// Results do not come in the order of the lines, so that nobody can rely on it.
function order({ line }: { readonly line: number }): string {
  return String(line).split('').toReversed().join('');
}

function shown({ id, status, result }: Job<Work, ShownJob['results']>): ShownJob {
  return { id, status, ...(result === undefined ? {} : { results: result }) };
}

/** A line is `{ put: item }`, `{ create: item }` or `{ remove: id }`. */
function runLine(line: unknown, operations: ItemOperations): ItemRun {
  const { create, remove } = operations;
  const fields = (typeof line === 'object' && line !== null ? line : {}) as Readonly<Record<string, unknown>>;
  const [action = '', ...more] = Object.keys(fields);
  const value = fields[action];
  if (more.length > 0) return refusedLine('unknown_field', 'must have one action only');
  const runs =
    action === 'put'
      ? putItems([value], operations)
      : action === 'create' && create !== undefined
        ? createItems([value], create)
        : action === 'remove' && remove !== undefined && typeof value === 'string'
          ? removeItems([value], remove)
          : [];
  const [run] = runs;
  return run ?? refusedLine('invalid', 'must be one of put, create and remove, with what the action needs');
}

function refusedLine(code: FieldErrorCode, message: string): ItemRun {
  return { result: { id: null, status: 'rejected', errors: [{ field: '', code, message }] }, fields: [] };
}
