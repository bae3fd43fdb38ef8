import type { Clock } from '@pim-connector/core';

/** Work that a platform does later. */
export interface Job<Input, Result> {
  readonly id: string;
  readonly status: 'waiting' | 'running' | 'done';
  readonly input: Input;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly startsAt: number;
  readonly endsAt: number;
  /** Present once it is done. */
  readonly result?: Result;
}

/** See {@link createJobs}. */
export interface JobsOptions<Input, Result> {
  readonly clock: Pick<Clock, 'now'>;
  /**
   * What a job does; called once, when somebody looks after its time has come.
   *
   * @param at when the job ended: milliseconds since 1970. What it makes is as old as that.
   */
  readonly run: (input: Input, at: number) => Result;
  /** Milliseconds that a job takes; may depend on what it does. Default 1,000. */
  readonly duration?: number | ((input: Input) => number);
  /** Jobs that run at the same time; others wait. Default 1. */
  readonly concurrency?: number;
  /** What ids begin with. Default `job-`. */
  readonly prefix?: string;
}

/** Work that is taken on now and done later. */
export interface Jobs<Input, Result> {
  start(input: Input): Job<Input, Result>;
  get(id: string): Job<Input, Result> | undefined;
  /** Does what is due. Call it before each request that could see what jobs did. */
  settle(): void;
  /** How many wait or run. */
  readonly open: number;
  /** All jobs, oldest first. */
  list(): readonly Job<Input, Result>[];
}

interface Entry<Input, Result> {
  readonly id: string;
  readonly input: Input;
  readonly createdAt: number;
  readonly startsAt: number;
  readonly endsAt: number;
  outcome?: { readonly result: Result };
}

/**
 * Makes a list of asynchronous jobs. They need no timers: a job is carried out when somebody looks after its time
 * has come, in the order in which jobs end, so that it is the same with every clock.
 */
export function createJobs<Input, Result>(options: JobsOptions<Input, Result>): Jobs<Input, Result> {
  const { clock, run, duration = 1000, concurrency = 1, prefix = 'job-' } = options;
  const entries = new Map<string, Entry<Input, Result>>();
  const slots = Array.from({ length: concurrency }, () => 0);
  let open: Entry<Input, Result>[] = [];

  function settle(): void {
    const now = clock.now();
    const due = open.filter(({ endsAt }) => endsAt <= now).toSorted((a, b) => a.endsAt - b.endsAt);
    if (due.length === 0) return;
    open = open.filter(({ endsAt }) => endsAt > now);
    for (const entry of due) entry.outcome = { result: run(entry.input, entry.endsAt) };
  }

  function shown(entry: Entry<Input, Result>): Job<Input, Result> {
    const { outcome, ...rest } = entry;
    if (outcome !== undefined) return { ...rest, status: 'done', result: outcome.result };
    return { ...rest, status: entry.startsAt <= clock.now() ? 'running' : 'waiting' };
  }

  return {
    start(input) {
      const createdAt = clock.now();
      const free = Math.min(...slots);
      const startsAt = Math.max(createdAt, free);
      const endsAt = startsAt + (typeof duration === 'number' ? duration : duration(input));
      slots[slots.indexOf(free)] = endsAt;
      const entry = { id: `${prefix}${entries.size + 1}`, input, createdAt, startsAt, endsAt };
      entries.set(entry.id, entry);
      open.push(entry);
      settle();
      return shown(entry);
    },
    get(id) {
      settle();
      const entry = entries.get(id);
      return entry === undefined ? undefined : shown(entry);
    },
    settle,
    get open() {
      settle();
      return open.length;
    },
    list() {
      settle();
      return [...entries.values()].map(shown);
    },
  };
}
