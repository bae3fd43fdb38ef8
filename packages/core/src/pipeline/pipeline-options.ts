import type {
  Clock,
  DeleteMode,
  Destination,
  LimiterPool,
  PlannedOperation,
  RecordTypes,
  Selection,
  Source,
} from '../connector/index.ts';
import type { AlertSink } from '../events/index.ts';
import type { FileDownloaderOptions } from '../http/index.ts';
import type { MappingFunction } from '../mapping/index.ts';
import type { Entity, RecordKey } from '../model/index.ts';
import type { Gate } from '../quality/index.ts';
import type { StateStore } from '../state/index.ts';

/** How operations that failed for a passing reason are tried again within a run. */
export interface RetryOptions {
  /** How often an operation is tried in all. Default 4. */
  readonly attempts?: number;
  /** Milliseconds before the second attempt; doubles with each further one. Default 1,000. */
  readonly minimumDelay?: number;
  /** Milliseconds; a platform that asks for a longer wait than this gets a dead letter instead. Default 60,000. */
  readonly maximumDelay?: number;
}

/** What is done with records that the source no longer has. */
export interface DeleteOptions {
  /** `keep`: nothing. Default: the first that the destination says it can do. */
  readonly mode?: DeleteMode | 'keep';
  /**
   * Stops deletes that run away; a blown fuse deletes nothing. Counted are the deletes of a pass, or those that webhooks
   * told of, together with what was deleted within the hour before without `allowDeletes`: many small numbers are a large one.
   */
  readonly fuse?: {
    /** Largest share of the records that may be deleted, from 0 to 1. Default 0.1. */
    readonly ratio?: number;
    /** Most records that may be deleted. Default: no such limit. */
    readonly count?: number;
    /** So many may always be deleted: a small catalogue has large shares. Default 10. */
    readonly free?: number;
  };
}

/** When a run is stopped because too much goes wrong. */
export interface RejectLimit {
  /** Share of refused and failed records, from 0 to 1, above which the run is stopped. Default 0.5. */
  readonly ratio?: number;
  /** Among how many of the newest records the share is counted; nothing is stopped before so many. Default 500. */
  readonly window?: number;
}

/** What a hook that is asked before writing is told. */
export interface BeforeWrite {
  readonly pipeline: string;
  readonly entity: Entity;
  readonly operations: readonly PlannedOperation[];
}

/** An operation that a hook does not let through. */
export interface Refusal {
  readonly key: RecordKey;
  readonly reason: string;
}

/** Functions of the application that decide. They are awaited; one that throws or does not return stops the run. */
export interface Hooks {
  /** Asked before operations are written. What it refuses is rejected. */
  readonly beforeWrite?: (write: BeforeWrite) => Promise<readonly Refusal[]>;
  /** Milliseconds that a hook may take. Default 30,000. */
  readonly timeLimit?: number;
}

/** What is done with hints of webhooks. */
export interface WebhookOptions {
  /**
   * Changes of these origins are echoes: this application made them itself, and they are not brought over. Without
   * that, two pipelines that write to each other’s sources can go in circles. Default: the source connector’s own
   * origin. `[]`: none, for a chain (one pipeline writes what the next one reads) whose links share credentials.
   */
  readonly echoes?: readonly string[];
  /**
   * Milliseconds after a run that read everything because changes went by untold, before the next such run begins by
   * itself. Default: an hour. `Infinity`: none begins by itself, and the next run reads everything.
   */
  readonly gapPause?: number;
}

/** When people are told, and how. */
export interface AlertOptions {
  /** Where alerts go. Events tell of them too. */
  readonly sinks?: readonly AlertSink[];
  /** Milliseconds that the last complete read of the source may lie back. Default: not watched. */
  readonly staleAfter?: number;
  /** So many dead letters of one cause are an incident. Default 1. */
  readonly deadLetters?: number;
  /** Milliseconds that a change which a webhook hinted at may wait. Default: 15 minutes. */
  readonly changesAfter?: number;
  /**
   * Milliseconds that a record may lack what it refers to and was written without. Default: `parkTime`. `Infinity`: not
   * watched.
   */
  readonly unfinishedAfter?: number;
}

/** How files are downloaded that destinations want the bytes of. */
export type FileOptions = Pick<FileDownloaderOptions, 'maxBytes' | 'allowHosts' | 'fetch'>;

/** What a pipeline is made of. */
export interface PipelineOptions<Types extends RecordTypes = RecordTypes> {
  /** Unique among the pipelines of a store: checkpoints and fingerprints are kept under it. */
  readonly name: string;
  readonly source: Source;
  readonly destination: Destination<Types>;
  /** One mapping (JSON or built) per entity. Entities without one use the destination’s default mapping. */
  readonly mapping?: unknown;
  /** Lookup tables that are kept apart from the mapping, by name. */
  readonly tables?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Functions that mappings call, by name. */
  readonly functions?: Readonly<Record<string, MappingFunction>>;
  /** Decide which records may go out. */
  readonly gates?: readonly Gate[];
  readonly hooks?: Hooks;
  /** Entities to sync. Default: all that the source has and the destination takes. Always synced in the order of the model. */
  readonly entities?: readonly Entity[];
  /** What is wanted of the source; it may then fetch less. */
  readonly select?: Selection;
  readonly store: StateStore;
  /**
   * Where its connectors find the limits of their accounts, shared with all pipelines that use the same pool. Default: that
   * of the store.
   */
  readonly limiters?: LimiterPool;
  readonly webhooks?: WebhookOptions;
  /** For files that the source has no way of its own to open. */
  readonly files?: FileOptions;
  /** Default: no alerts. */
  readonly alerts?: AlertOptions;
  readonly deletes?: DeleteOptions;
  readonly rejectLimit?: RejectLimit;
  /** Pages under way at the same time. Default 4. */
  readonly concurrency?: number;
  readonly retry?: RetryOptions;
  /**
   * Milliseconds that a record waits for a record it refers to, over all runs, before it becomes a dead letter.
   * Default: a day.
   */
  readonly parkTime?: number;
  /**
   * Milliseconds for which a record that the destination refused is not sent again, as long as neither it nor the
   * mapping changes. It counts as rejected meanwhile, and a replay sends it at once. Default: an hour. 0: it is sent
   * in each run.
   */
  readonly refusedTime?: number;
  /**
   * Milliseconds that a run waits for operations that the platform accepted to be carried out. What is open then is
   * settled by a later run. Default: ten minutes.
   */
  readonly settleTime?: number;
  /**
   * Milliseconds that audit entries, the undo list and old runs are kept. Default: 30 days. 0: there is no audit log,
   * and the others are kept as by default.
   */
  readonly auditTime?: number;
  /** Milliseconds that the lease of a run lives without being renewed. Default 60,000. */
  readonly leaseTime?: number;
  readonly clock?: Clock;
  /** From 0 to below 1; spreads retries. Default `Math.random`. */
  readonly random?: () => number;
}
