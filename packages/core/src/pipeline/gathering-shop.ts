import type { Clock, PendingReceipt, Settlement, SettleRequest } from '../connector/index.ts';
import { assigningShop } from './assigning-shop.ts';
import type { AssigningShop, AssigningShopOptions } from './assigning-shop.ts';

/** A job of a {@link gatheringShop}. */
export interface GatheredJob {
  readonly id: string;
  readonly lines: Set<string>;
  /** Lines whose receipt is in the store, as a question has shown. */
  readonly kept: Set<string>;
  startedAt: number | null;
}

/** A question that a {@link gatheringShop} was asked. */
export interface Question {
  readonly at: number;
  readonly keys: readonly string[];
  readonly request: SettleRequest;
}

/** See {@link gatheringShop}. */
export interface GatheringShop {
  readonly shop: AssigningShop;
  readonly jobs: GatheredJob[];
  readonly questions: Question[];
}

/**
 * A shop, for tests, that gathers operations into jobs, and starts a job when it is full, or when nothing more comes.
 * Between that a job is not worth asking about for half a minute.
 *
 * @param options.atOnce operations get their place in a job when they are accepted, not when they are asked about.
 * @param options.lost so many of the first jobs end, and nobody knows with what: their operations go into new ones.
 */
export function gatheringShop({
  clock,
  size,
  jobTime,
  atOnce = false,
  lost = 0,
  ...options
}: {
  readonly atOnce?: boolean;
  readonly lost?: number;
  readonly clock: Clock;
  readonly size: number;
  readonly jobTime: number;
} & Pick<AssigningShopOptions, 'capabilities'>): GatheringShop {
  const jobs: GatheredJob[] = [];
  const questions: Question[] = [];

  const place = (key: string): GatheredJob => {
    let job = jobs.at(-1);
    if (job === undefined || job.lines.size >= size || job.startedAt !== null) {
      job = { id: `job ${jobs.length}`, lines: new Set(), kept: new Set(), startedAt: null };
      jobs.push(job);
    }
    job.lines.add(key);
    return job;
  };

  const isLost = (job: GatheredJob) =>
    jobs.indexOf(job) < lost && job.startedAt !== null && clock.now() >= job.startedAt + jobTime;

  const start = (more: boolean) => {
    for (const job of jobs) {
      const isFull = job.lines.size >= size || (job === jobs.at(-1) ? !more : true);
      if (job.startedAt === null && isFull && job.kept.size === job.lines.size) job.startedAt = clock.now();
    }
  };

  async function* settle(
    receipts: readonly PendingReceipt[],
    own: (receipts: readonly PendingReceipt[]) => AsyncIterable<Settlement>,
    request: SettleRequest,
  ): AsyncGenerator<Settlement> {
    questions.push({ at: clock.now(), keys: receipts.map(({ key }) => key), request });
    for (const { key, job } of receipts) jobs.find(({ id }) => id === job)?.kept.add(key);
    start(request.more === true);
    for (const receipt of receipts) {
      const { key, data = null, job: id } = receipt;
      const job = jobs.find((each) => each.id === id);
      if (job === undefined || isLost(job)) {
        const placed = place(key).id;
        yield { key, status: 'pending', checkAfter: 0, receipt: { id: placed, data, job: placed } };
      } else if (job.startedAt === null) {
        yield { key, status: 'pending', checkAfter: 30_000, waitsForMore: true };
      } else if (clock.now() < job.startedAt + jobTime) {
        yield { key, status: 'pending', checkAfter: job.startedAt + jobTime - clock.now() };
      } else yield* own([{ ...receipt, id: data as string }]);
    }
  }

  const shop = assigningShop({
    clock,
    jobTime: 0,
    async *write(operations, own) {
      for await (const outcome of own(operations)) {
        if (outcome.status !== 'accepted') throw new Error('it accepts everything');
        const { key, receipt } = outcome;
        const job = atOnce ? place(key).id : undefined;
        const placed = job === undefined ? { id: 'queued' } : { id: job, job };
        yield { key, status: 'accepted', receipt: { ...placed, data: receipt.id } };
      }
    },
    settle,
    ...options,
  });
  return { shop, jobs, questions };
}
