import { systemClock } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import type { EventBus, PipelineEvents } from '../events/index.ts';
import type { Lease } from '../state/index.ts';
import { announce } from './announce.ts';
import { createRunContext } from './create-run-context.ts';
import { renewLease } from './keep-lease.ts';
import type { RenewedLease } from './keep-lease.ts';
import type { PageResult } from './page-result.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { preparePipeline } from './prepare-pipeline.ts';
import type { PreparedEntity } from './prepared-entity.ts';
import type { PageTask } from './process-page.ts';
import type { RunContext } from './run-context.ts';
import type { RunTicket } from './run-ticket.ts';

/** Processes pages for runs of other processes. */
export type ProcessPage = (task: PageTask, ticket: RunTicket) => Promise<PageResult>;

/** What is kept between the pages of one run: what was prepared for it, and its limits. */
interface WorkerRun {
  readonly id: string;
  readonly context: RunContext;
  readonly prepared: Promise<readonly PreparedEntity[]>;
  /** Does something under the lease of the run. */
  withLease<Result>(ticket: RunTicket, work: () => Promise<Result>): Promise<Result>;
}

/** Makes a worker. It keeps nothing between pages but what is the same for all pages of a run. */
export function createWorker(options: PipelineOptions, bus: EventBus<PipelineEvents>): ProcessPage {
  let current: WorkerRun | null = null;

  const runOf = (ticket: RunTicket): WorkerRun => {
    if (current?.id === ticket.run) return current;
    const { run, actor } = ticket;
    const { signal, lease, withLease } = leaseOfRun(options);
    const context = createRunContext(options, bus, { run, actor, signal, lease });
    const prepared = preparePipeline(context);
    const begun = { id: run, context, prepared, withLease };
    // The next page asks again; a platform that was away for a moment must not spoil the whole run.
    prepared.catch(() => {
      if (current === begun) current = null;
    });
    current = begun;
    return begun;
  };

  return async (task, ticket) => {
    const { context, prepared, withLease } = runOf(ticket);
    const entity = (await prepared).find((candidate) => candidate.entity === task.entity);
    if (entity === undefined) {
      throw new ConnectorError(
        'config.invalid',
        `The worker’s pipeline “${options.name}” does not sync “${task.entity}”`,
        {
          hint: 'Give workers the same pipeline options as the process that runs it.',
        },
      );
    }
    const result = await withLease(ticket, () => context.process(entity, task));
    announce(task.entity, result, context);
    return result;
  };
}

/**
 * The lease of a run of another process. A ticket says what it was when the page was handed out: a page may have waited
 * in a queue since, and may take longer than a lease lives. So it is renewed here, too, as long as pages are under way.
 */
function leaseOfRun({ store, clock = systemClock, leaseTime = 60_000 }: PipelineOptions) {
  const stopping = new AbortController();
  const renewed = new Set<RenewedLease>();
  const lease = {
    current(): Lease {
      const [newest] = [...renewed]
        .map((each) => each.current())
        .toSorted((a, b) => b.expiresAt - a.expiresAt);
      if (newest === undefined) throw new RangeError('a lease is only asked for while a page is under way');
      return newest;
    },
  };
  return {
    signal: stopping.signal,
    lease,
    async withLease<Result>(ticket: RunTicket, work: () => Promise<Result>): Promise<Result> {
      const held = await store.renew(ticket.lease, leaseTime);
      const own = renewLease(store, held, leaseTime, clock, (error) => stopping.abort(error));
      renewed.add(own);
      try {
        return await work();
      } finally {
        await own.stop();
        renewed.delete(own);
      }
    },
  };
}
