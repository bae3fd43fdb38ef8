import { ConnectorError } from '../errors/index.ts';
import type { EventBus, PipelineEvents } from '../events/index.ts';
import { announce } from './announce.ts';
import { createRunContext } from './create-run-context.ts';
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
}

/** Makes a worker. It keeps nothing between pages but what is the same for all pages of a run. */
export function createWorker(options: PipelineOptions, bus: EventBus<PipelineEvents>): ProcessPage {
  let current: WorkerRun | null = null;
  let newest: RunTicket['lease'];

  const runOf = (ticket: RunTicket): WorkerRun => {
    if (current?.id === ticket.run) return current;
    const { run, actor } = ticket;
    const { signal } = new AbortController();
    // The lease is that of the newest ticket: the run renews it, and every ticket carries its state.
    const lease = { current: () => newest };
    const context = createRunContext(options, bus, { run, actor, signal, lease });
    const prepared = preparePipeline(context);
    const begun = { id: run, context, prepared };
    // The next page asks again; a platform that was away for a moment must not spoil the whole run.
    prepared.catch(() => {
      if (current === begun) current = null;
    });
    current = begun;
    return begun;
  };

  return async (task, ticket) => {
    newest = ticket.lease;
    const { context, prepared } = runOf(ticket);
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
    const result = await context.process(entity, task);
    announce(task.entity, result, context);
    return result;
  };
}
