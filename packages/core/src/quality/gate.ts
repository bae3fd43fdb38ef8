import type { SourceRecord, UpsertRecord } from '../connector/index.ts';
import type { Issue } from '../errors/index.ts';

/** What a gate looks at. */
export interface GateInput {
  /** The record as the source gave it. */
  readonly record: UpsertRecord;
  /** What the mapping made of it. */
  readonly data: object;
}

/** Decides whether a record may go out. An issue of severity `error` holds it back. */
export interface Gate {
  /** Stands in the issues. */
  readonly name: string;
  /** Changes whenever the gate would decide otherwise: records that were held back or let through are then looked at anew. */
  readonly version: string;
  /** The problems it has with a record. Pure: same record, same issues. */
  check(input: GateInput): readonly Issue[];
}

/** Whether a record is one that gates look at: deletes always pass. */
export function isGated(record: SourceRecord): record is UpsertRecord {
  return record.op === 'upsert';
}
