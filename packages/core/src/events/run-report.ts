import type { ReadMode } from '../connector/index.ts';
import type { ConnectorErrorJson, Issue } from '../errors/index.ts';
import type { Entity } from '../model/index.ts';
import type { RunStatus } from '../state/index.ts';

/** What can become of a record in a run. Every record that was read ends up as exactly one of them. */
export const recordResults = [
  'created',
  'updated',
  'unchanged',
  'deleted',
  'rejected',
  'failed',
  'parked',
  'skipped',
  'accepted',
] as const;

/** See {@link recordResults}. */
export type RecordResult = (typeof recordResults)[number];

/** How many records were read, and what became of them. */
export type RecordCounts = { readonly [Result in RecordResult]: number } & { readonly read: number };

/** What a run did with one entity. */
export interface PassReport {
  readonly entity: Entity;
  readonly mode: ReadMode;
  /** Whether it went on with a pass that an earlier run had begun. */
  readonly resumed: boolean;
  /** Whether the source was read to its end. */
  readonly ended: boolean;
  readonly pages: number;
  readonly counts: RecordCounts;
  /**
   * What became of records that this run did not read: those that earlier runs had read and that had waited since, and
   * those that were deleted because the source does not give them any more.
   */
  readonly released: RecordCounts;
  readonly deletes: DeleteReport;
  /** How often each section was sent. */
  readonly sections: Readonly<Record<string, number>>;
  /** What went wrong, grouped by cause, most frequent first. */
  readonly problems: readonly ProblemGroup[];
}

/** What became of records that the source no longer has. */
export interface DeleteReport {
  /** Deletes that were carried out, or were found to be done already. */
  readonly done: number;
  /** Deletes that a blown fuse holds back, until somebody allows them. */
  readonly held: number;
  /** Why records that the source no longer gives were not looked for; `null` if they were, or need not be. */
  readonly notSwept: string | null;
}

/** Records that went wrong in the same way. */
export interface ProblemGroup {
  /** Fingerprint of what they have in common; the same in every run. */
  readonly cause: string;
  /** Code of an issue or of an error. */
  readonly code: string;
  readonly status: 'rejected' | 'failed';
  /** What is wrong, in the words of the first of them. */
  readonly message: string;
  /** What to do. */
  readonly hint: string;
  readonly attribute?: string;
  /** Target path of the mapping rule. */
  readonly rule?: string;
  readonly count: number;
  /** Some of the record keys. */
  readonly examples: readonly string[];
}

/** What a run did. */
export interface RunReport {
  readonly pipeline: string;
  readonly run: string;
  /**
   * `complete`: everything was read, and every record is as it should be. `partial`: everything was read, and some
   * records were refused or failed. `stopped`: ended early on purpose. `failed`: ended early by an error.
   */
  readonly status: RunStatus;
  readonly mode: ReadMode;
  /** On whose behalf it was. */
  readonly actor: string;
  /** RFC 3339. */
  readonly startedAt: string;
  /** RFC 3339. */
  readonly endedAt: string;
  /** Milliseconds. */
  readonly duration: number;
  /** All entities together. */
  readonly counts: RecordCounts;
  /** Records that webhooks had hinted at, and that were read anew by their keys beside the passes. */
  readonly changes: RecordCounts;
  readonly passes: readonly PassReport[];
  /** Why it ended early. */
  readonly error: ConnectorErrorJson | null;
}

/** How far a run is. */
export interface RunProgress {
  readonly pipeline: string;
  readonly run: string;
  readonly entity: Entity;
  readonly counts: RecordCounts;
  /** Records of the pass, as far as the source knows. */
  readonly total: number | null;
  /** Records per second since the pass began or was resumed. */
  readonly rate: number;
  /** Milliseconds until the pass ends, if it goes on like this; `null`: not known. */
  readonly timeLeft: number | null;
}

/** A record that was refused, with what is wrong with it. */
export interface RejectedRecord {
  readonly key: string;
  readonly stage: string;
  readonly issues: readonly Issue[];
}

/** A record that could not be written although nothing is known to be wrong with it. */
export interface FailedRecord {
  readonly key: string;
  readonly stage: string;
  readonly error: ConnectorErrorJson;
}
