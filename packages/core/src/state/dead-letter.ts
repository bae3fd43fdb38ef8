import type { ConnectorErrorJson, Issue } from '../errors/index.ts';
import type { Entity, JsonValue } from '../model/index.ts';

/** Stages of the engine in which a record can end up as a dead letter. */
export type Stage = 'read' | 'validate' | 'map' | 'gate' | 'diff' | 'plan' | 'write' | 'settle';

/** A record that could not be brought over and needs a person: everything that is known about why. */
export interface DeadLetter {
  readonly entity: Entity;
  /** Record key; for a row whose key could not be read, its place in the source. */
  readonly key: string;
  /** `rejected`: refused because of its data. `failed`: nothing is known to be wrong with it. */
  readonly status: 'rejected' | 'failed';
  readonly stage: Stage;
  readonly issues: readonly Issue[];
  /** Why it failed. */
  readonly error: ConnectorErrorJson | null;
  /** How often it was tried, over all runs. */
  readonly attempts: number;
  /** RFC 3339. */
  readonly firstAt: string;
  /** RFC 3339. */
  readonly lastAt: string;
  /** The run that came across the record last and did not try it again, since it was the very same. */
  readonly seen?: { readonly run: string; /** RFC 3339. */ readonly at: string };
  /** The source’s record, or the row as it was read. */
  readonly record: JsonValue;
  /** Hash of the mapping that was in force. */
  readonly mapping: string;
  /** Id of the last run that tried it. */
  readonly run: string;
}

/** Which dead letters are meant; all that is given must hold. */
export interface DeadLetterFilter {
  readonly entity?: Entity;
  readonly status?: DeadLetter['status'];
  readonly stage?: Stage;
  readonly keys?: readonly string[];
  /** Code of the error, or of one of the issues. */
  readonly code?: string;
}

/** A new dead letter of a record, joined with the one that is kept already. */
export function joinDeadLetters(kept: DeadLetter | undefined, added: DeadLetter): DeadLetter {
  if (kept === undefined) return added;
  return { ...added, attempts: kept.attempts + added.attempts, firstAt: kept.firstAt };
}

/** Whether a dead letter is among those meant by a filter. */
export function matchesDeadLetter(deadLetter: DeadLetter, filter: DeadLetterFilter): boolean {
  const { entity, status, stage, keys, code } = filter;
  return (
    (entity === undefined || deadLetter.entity === entity) &&
    (status === undefined || deadLetter.status === status) &&
    (stage === undefined || deadLetter.stage === stage) &&
    (keys === undefined || keys.includes(deadLetter.key)) &&
    (code === undefined ||
      deadLetter.error?.code === code ||
      deadLetter.issues.some((issue) => issue.code === code))
  );
}
