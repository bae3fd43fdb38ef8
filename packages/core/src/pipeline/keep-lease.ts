import type { Clock } from '../connector/index.ts';
import { isConnectorError } from '../errors/index.ts';
import type { Lease, StateStore } from '../state/index.ts';

/** A lease that is renewed while it is needed. */
export interface KeptLease {
  current(): Lease;
  /** Stops renewing and gives the lease back. */
  release(): Promise<void>;
}

/**
 * Takes the lease of a pipeline and renews it at every third of its time.
 *
 * @param lost told when renewing failed: nothing may be written from then on.
 * @throws ConnectorError `run.overlap` while another run holds it.
 */
export async function keepLease(
  store: StateStore,
  pipeline: string,
  ttl: number,
  clock: Clock,
  lost: (error: unknown) => void,
): Promise<KeptLease> {
  const { current, stop } = renewLease(store, await store.acquire(pipeline, ttl), ttl, clock, lost);
  return {
    current,
    async release() {
      await stop();
      await store.release(current());
    },
  };
}

/** A lease that somebody holds, and that is renewed for as long as it is worked under. */
export interface RenewedLease {
  current(): Lease;
  /** Stops renewing; the lease stays with whoever holds it. */
  stop(): Promise<void>;
}

/** Renews a lease at every third of its time; see {@link keepLease}. */
export function renewLease(
  store: StateStore,
  held: Lease,
  ttl: number,
  clock: Clock,
  lost: (error: unknown) => void,
): RenewedLease {
  let lease = held;
  const stop = new AbortController();
  // A store that is busy for a moment costs no lease: it is asked again as long as the lease lives.
  const renew = async (): Promise<Lease | null> => {
    try {
      return await store.renew(lease, ttl);
    } catch (error) {
      if (isConnectorError(error, 'lease.lost') || clock.now() + ttl / 10 >= lease.expiresAt) throw error;
      return null;
    }
  };
  const renewing = (async () => {
    try {
      let pause = ttl / 3;
      for (;;) {
        // oxlint-disable-next-line no-await-in-loop
        await clock.sleep(pause, stop.signal);
        // oxlint-disable-next-line no-await-in-loop
        const renewed = await renew();
        lease = renewed ?? lease;
        pause = renewed === null ? ttl / 10 : ttl / 3;
      }
    } catch (error) {
      if (!stop.signal.aborted) lost(error);
    }
  })();
  return {
    current: () => lease,
    async stop() {
      stop.abort();
      await renewing;
    },
  };
}
