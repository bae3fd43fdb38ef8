import type { LinkEntity } from '../connector/index.ts';
import type { Entity, RecordKey } from '../model/index.ts';
import type { StateStore } from '../state/index.ts';
import { isReceiptId } from './open-receipts.ts';
import { isCreateId } from './recall-intents.ts';
import { toReference } from './to-reference.ts';

/** Records that wait for something. */
export interface WaitingRecords {
  readonly count: number;
  /** RFC 3339 moment since which the first of them waits; `null`: none does. */
  readonly oldest: string | null;
  /** Those that have waited longest, the longest first; five at most. */
  readonly examples: readonly WaitingExample[];
}

/** A record that waits, and what for. */
export interface WaitingExample {
  readonly entity: Entity;
  readonly key: RecordKey;
  /** RFC 3339 moment since which it waits. */
  readonly since: string;
  readonly waitsFor: readonly Awaited[];
}

/** What a record waits for. */
export interface Awaited {
  readonly entity: LinkEntity;
  readonly key: RecordKey;
  /**
   * `record`: that the destination has the record. `outcome`: of the record’s own last operation, which the platform has
   * accepted. `create`: of the record, which another pipeline has announced.
   */
  readonly what: 'record' | 'outcome' | 'create';
}

const shownExamples = 5;

/** Looks which records of a pipeline wait: parked ones, or those that were written unfinished. */
export async function waitingRecords(
  store: StateStore,
  pipeline: string,
  kind: 'parked' | 'unfinished',
): Promise<WaitingRecords> {
  let count = 0;
  let examples: readonly WaitingExample[] = [];
  for await (const entries of store.entries(pipeline, kind)) {
    count += entries.length;
    const waiting = entries.map(({ entity, key, at, missing }) => ({
      entity,
      key,
      since: at,
      waitsFor: missing.map(toAwaited),
    }));
    examples = [...examples, ...waiting].toSorted(bySince).slice(0, shownExamples);
  }
  return { count, oldest: examples[0]?.since ?? null, examples };
}

/** What the id of something missing stands for. */
function toAwaited(id: string): Awaited {
  const what = isReceiptId(id) ? 'outcome' : isCreateId(id) ? 'create' : 'record';
  return { ...toReference(what === 'record' ? id : id.slice(id.indexOf(':') + 1)), what };
}

function bySince(a: WaitingExample, b: WaitingExample): number {
  return Date.parse(a.since) - Date.parse(b.since);
}
