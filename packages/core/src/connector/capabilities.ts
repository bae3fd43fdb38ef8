import type { Entity } from '../model/index.ts';
import type { ReadMode } from './read-mode.ts';
import type { Coverage } from './record.ts';

/** What a source can do. Data, so that engine, conformance suite and tools can act on it. */
export interface SourceCapabilities {
  readonly entities: { readonly [E in Entity]?: SourceEntityCapabilities };
  readonly rateLimits?: readonly RateLimitPolicy[];
}

/** What a source can do with one entity. */
export interface SourceEntityCapabilities {
  readonly modes: readonly ReadMode[];
  /** What its records say at least. */
  readonly coverage: Coverage;
  /** Whether pages carry cursors, so that an interrupted pass continues where it stopped. */
  readonly resumable: boolean;
  /**
   * How deletions become known. `reported`: as delete records. `swept`: by what a complete full pass no longer
   * gives. `none`: not at all.
   */
  readonly deletes: 'reported' | 'swept' | 'none';
  /**
   * Whether `fetch` reads single records of it. Default: true, if the source has `fetch` at all. `false`: what is named or
   * hinted at is found by reading everything.
   */
  readonly fetch?: boolean;
}

/** What a destination can do. */
export interface DestinationCapabilities {
  readonly entities: { readonly [E in Entity]?: DestinationEntityCapabilities };
  readonly rateLimits?: readonly RateLimitPolicy[];
}

/** What can be done to a record that the source no longer has. */
export type DeleteMode = 'delete' | 'archive' | 'unpublish';

/** What a destination can do with one entity. */
export interface DestinationEntityCapabilities {
  readonly operations: readonly ('create' | 'update' | 'delete')[];
  /** Largest batch for one call of `write`. */
  readonly batch: { readonly records: number; readonly bytes?: number };
  /** Batches that may be written at the same time. Default 1. */
  readonly concurrency?: number;
  /** `batch`: one bad record fails its whole batch, and the engine bisects to find it. */
  readonly failureUnit: 'record' | 'batch';
  /** `async`: `write` hands out receipts, and `settle` tells the outcomes later. */
  readonly completion: 'sync' | 'async';
  /**
   * `natural`: writing the same key twice is one record. `assigned`: the platform makes a new record at each
   * create, so that the engine has to announce it in the store, where one pipeline at a time may, and to look up
   * before it creates again.
   */
  readonly identity: 'natural' | 'assigned';
  /**
   * `lookup` exists; a record that was sent is found by it at the latest after `lag` milliseconds. Where the platform
   * makes a new record at each create, `lag` covers all that can go on meanwhile: a request whose sender is gone and
   * that is still being carried out, and the time that a job takes where operations are only accepted. What cannot
   * be found by then is created again.
   */
  readonly lookup?: { readonly lag: number };
  /**
   * Whether records can be written before something that they refer to, be it that `plan` leaves it out
   * ({@link PlannedOperation.awaits}) or that references are {@link RecordReference.deferrable}. Only then is it looked up what was
   * left out of records. Default `false`.
   */
  readonly unfinished?: boolean;
  /** Whether `lookup` gives the data of the record back, so that drift can be found. */
  readonly readBack: boolean;
  /** What `delete` operations can do, best first. Needed where `operations` has `delete`. */
  readonly deletes?: readonly DeleteMode[];
}

/** A limit of the platform, and who shares it. */
export interface RateLimitPolicy {
  readonly name: string;
  readonly kind: 'tokenBucket' | 'fixedWindow' | 'concurrency' | 'queryCost';
  /** Requests, or points of query cost; for `concurrency` the number of requests under way. */
  readonly limit: number;
  /** Milliseconds in which `limit` is granted anew. Not for `concurrency`. */
  readonly per?: number;
  /** Most that can be spent at once. Only `tokenBucket` and `queryCost`. */
  readonly burst?: number;
  /** What the limit is counted by: `account`, `app`, `instance`, or a word of the platform. */
  readonly sharedBy: string;
  /** Which requests it counts, in words, where not all of them. */
  readonly only?: string;
}
