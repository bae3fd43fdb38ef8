import { systemClock } from '../connector/index.ts';
import { keepLease } from './keep-lease.ts';
import type { KeptLease } from './keep-lease.ts';
import { linkAbort } from './link-abort.ts';
import type { PipelineOptions } from './pipeline-options.ts';

/** A lease that is held, and the signal that says when it is not any more. */
export interface HeldLease {
  readonly lease: Pick<KeptLease, 'current'>;
  /** Aborted when the work is to stop, or the lease was lost. */
  readonly signal: AbortSignal;
}

/**
 * Does work that only one process may do for a pipeline at a time.
 *
 * @throws ConnectorError `run.overlap` while another process holds the lease, and whatever the work throws.
 */
export async function withLease<Result>(
  {
    name,
    store,
    clock = systemClock,
    leaseTime = 60_000,
  }: Pick<PipelineOptions, 'name' | 'store' | 'clock' | 'leaseTime'>,
  signal: AbortSignal | undefined,
  work: (held: HeldLease) => Promise<Result>,
): Promise<Result> {
  const stop = linkAbort(signal);
  try {
    const lease = await keepLease(store, name, leaseTime, clock, stop.abort);
    return await underLease(lease, () => work({ lease, signal: stop.signal }));
  } finally {
    stop.unlink();
  }
}

async function underLease<Result>(lease: KeptLease, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } finally {
    // What was done is done: a lease that cannot be given back ends by itself.
    await lease.release().catch(() => undefined);
  }
}
