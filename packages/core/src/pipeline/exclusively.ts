import { systemClock } from '../connector/index.ts';
import type { Clock } from '../connector/index.ts';
import { isConnectorError } from '../errors/index.ts';
import type { StateStore } from '../state/index.ts';
import { withLease } from './with-lease.ts';

/** How work waits for its turn. */
export interface ExclusiveOptions {
  /** Milliseconds for which a process that died keeps the others out. Default 60,000. */
  readonly leaseTime?: number;
  /** Milliseconds that the work waits for its turn. Default 120,000. */
  readonly patience?: number;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

const pause = 200;

/**
 * Does work that only one of all processes with a store may do at a time, such as renewing credentials that each renewal
 * makes worthless, and waits for its turn. It holds a lease, as runs do.
 *
 * @param name of what is worked on; a pipeline of the same name would be kept out, too.
 * @param work is told by its signal that it is to stop: the lease was lost, or `signal` of the options is aborted.
 * @throws ConnectorError `run.overlap` when its turn did not come in time, `store.…`, and whatever the work throws.
 */
export async function exclusively<Result>(
  store: StateStore,
  name: string,
  work: (signal: AbortSignal) => Promise<Result>,
  {
    leaseTime = 60_000,
    patience = 120_000,
    clock = systemClock,
    signal = new AbortController().signal,
  }: ExclusiveOptions = {},
): Promise<Result> {
  const deadline = clock.now() + patience;
  for (;;) {
    let begun = false;
    try {
      // oxlint-disable-next-line no-await-in-loop
      return await withLease({ name, store, clock, leaseTime }, signal, (held) => {
        begun = true;
        return work(held.signal);
      });
    } catch (error) {
      // What the work itself throws is no reason to do it again, whatever it is.
      if (begun || !isConnectorError(error, 'run.overlap') || clock.now() + pause > deadline) throw error;
    }
    // oxlint-disable-next-line no-await-in-loop
    await clock.sleep(pause, signal);
  }
}
