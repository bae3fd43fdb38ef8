import type { ConnectorContext, DeleteMode, Destination } from '../connector/index.ts';
import type { RecordKey } from '../model/index.ts';
import type { Lease, StateStore } from '../state/index.ts';
import type { OutcomeBell } from './outcome-bell.ts';
import type { Hooks } from './pipeline-options.ts';
import type { PreparedEntity } from './prepared-entity.ts';
import type { PromisedLinks } from './promised-links.ts';
import type { RetryPolicy } from './retry-policy.ts';

/** What the stages of a page work with. */
export interface PageContext {
  readonly pipeline: string;
  /** Id of the run. */
  readonly run: string;
  /** Milliseconds since 1970-01-01T00:00:00Z at which the run had its lease; no earlier run wrote anything since. */
  readonly begunAt: number;
  /** On whose behalf the run is. */
  readonly actor: string;
  readonly prepared: PreparedEntity;
  readonly destination: Destination;
  readonly store: StateStore;
  readonly connector: ConnectorContext;
  readonly hooks: Hooks;
  /** What is done with records that the source no longer has; `null`: nothing. */
  readonly deleteMode: DeleteMode | null;
  /** Whether every written field goes into the audit log. */
  readonly audit: boolean;
  readonly retry: RetryPolicy;
  /** The lease as it was renewed last. */
  readonly lease: () => Lease;
  /** Keeps the number of batches that are written at the same time within what the destination takes. */
  readonly writeSlot: <Result>(write: () => Promise<Result>) => Promise<Result>;
  /** Told when operations are tried again. */
  readonly onRetry: (keys: readonly RecordKey[], attempts: number, delay: number) => void;
  /**
   * The store need not know what was written last (a run died between writing and committing, or an older backup was
   * restored): what the destination has is looked up.
   */
  readonly uncertain: boolean;
  /** Nothing is believed that the store says was written: what cannot be read back is sent again. */
  readonly lookUp: boolean;
  /** Milliseconds for which a record that was refused and has not changed is not sent again. */
  readonly refusedTime: number;
  /** Number of the pass whose records are marked, so that those it does not give can be swept; `null`: none. */
  readonly sweepPass: number | null;
  /** Says when it is worth asking about receipts, whatever was said before. */
  readonly bell: OutcomeBell;
  /** Links that count as there although they are not yet; `null`, wherever something is written. */
  readonly promised: PromisedLinks | null;
}

/** RFC 3339 moment of now. */
export function timestamp({ connector }: Pick<PageContext, 'connector'>): string {
  return new Date(connector.clock.now()).toISOString();
}
