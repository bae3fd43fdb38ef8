import type { RecordKey } from '../model/index.ts';

/** Something to be done with some records. */
export interface FlowTask {
  readonly keys: readonly RecordKey[];
  readonly work: () => Promise<void>;
}

/** Records that no task works with. */
export interface Claimed {
  readonly keys: ReadonlySet<RecordKey>;
  release(): void;
}

/** Does things with records, some of them at the same time. */
export interface PageFlow {
  /**
   * Waits until there is room, then starts the task.
   *
   * @throws what an earlier task threw; this one is not started then.
   */
  push(task: FlowTask): Promise<void>;
  /** Takes the records that no task works with; tasks that come later wait for them until they are released. */
  claim(keys: readonly RecordKey[]): Claimed;
  /**
   * Waits for all tasks.
   *
   * @throws what the first task that failed threw.
   */
  finish(): Promise<void>;
}

// However slow one page is, the others do not run away from it: what was settled beyond it is kept in the checkpoint.
const furthestAhead = 64;

/**
 * Makes a flow of at most `concurrency` tasks at the same time. A task that has a record in common with an earlier
 * one waits for it, so that the later state of the record is written last.
 */
export function createPageFlow(concurrency: number): PageFlow {
  // In the order in which they were started.
  const active = new Map<Promise<void>, number>();
  let started = 0;
  const busyKeys = new Map<RecordKey, Promise<void>>();
  const failures: unknown[] = [];

  const oldest = (): number => {
    for (const place of active.values()) return place;
    return started;
  };

  const start = ({ keys, work }: FlowTask): void => {
    const earlier = new Set(keys.map((key) => busyKeys.get(key)).filter((task) => task !== undefined));
    const task = (async () => {
      await Promise.all(earlier);
      if (failures.length === 0) await work();
    })()
      .catch((error: unknown) => {
        failures.push(error);
      })
      .finally(() => {
        active.delete(task);
        for (const key of keys) if (busyKeys.get(key) === task) busyKeys.delete(key);
      });
    active.set(task, started);
    started += 1;
    for (const key of keys) busyKeys.set(key, task);
  };

  return {
    claim(keys) {
      const free = new Set(keys.filter((key) => !busyKeys.has(key)));
      const { promise, resolve } = Promise.withResolvers<void>();
      for (const key of free) busyKeys.set(key, promise);
      return {
        keys: free,
        release() {
          for (const key of free) if (busyKeys.get(key) === promise) busyKeys.delete(key);
          resolve();
        },
      };
    },
    async push(task) {
      while (active.size >= concurrency || started - oldest() > furthestAhead) {
        // oxlint-disable-next-line no-await-in-loop
        await Promise.race(active.keys());
      }
      if (failures.length > 0) throw failures[0];
      start(task);
    },
    async finish() {
      await Promise.all(active.keys());
      if (failures.length > 0) throw failures[0];
    },
  };
}
