import type { Lease } from '../state/index.ts';

/** Shows a worker that it works for a run, and for which. Plain data: it can travel to another process. */
export interface RunTicket {
  readonly run: string;
  readonly actor: string;
  readonly lease: Lease;
}
