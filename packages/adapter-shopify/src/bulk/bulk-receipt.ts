import type { JsonObject, JsonValue, PendingReceipt, Receipt } from '@pim-connector/core';

import { isProgress } from './progress.ts';
import type { Progress } from './progress.ts';

/** Where a call of an operation stands: file and number of the line. */
export type LinePlace = readonly [file: string, line: number];

/** What is kept of an operation of the bulk lane: the manifest, line by line, in the store and not in memory. */
export type BulkReceipt = {
  /** How often Shopify has been asked to carry it out and said nothing of it. */
  readonly tries: number;
  /** When it was put into files, in milliseconds since 1970. */
  readonly since: number;
  /** Where its calls stand, in their order. Empty: in no file yet. */
  readonly lines: readonly LinePlace[];
  /** How far it is, if not at its first lines. */
  readonly progress?: Progress;
};

/** Where an operation stands that is in no file yet. */
const nowhere: BulkReceipt = { tries: 0, since: 0, lines: [] };

/** Reads a receipt; what none of this lane has written is in no file. By hand: each is read at every question. */
export function readReceipt({ data }: Pick<PendingReceipt, 'data'>): BulkReceipt {
  return isBulkReceipt(data) ? data : nowhere;
}

function isBulkReceipt(data: JsonValue | undefined): data is BulkReceipt {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return false;
  const { tries, since, lines, progress } = data as JsonObject;
  return (
    typeof tries === 'number' &&
    typeof since === 'number' &&
    Array.isArray(lines) &&
    lines.every(isPlace) &&
    (progress === undefined || isProgress(progress))
  );
}

function isPlace(value: unknown): value is LinePlace {
  return Array.isArray(value) && typeof value[0] === 'string' && Number.isSafeInteger(value[1]);
}

/** An operation that waits for its place in a file. */
export function queuedReceipt(tries = 0): Receipt {
  return tries === 0 ? { id: 'queued' } : { id: 'queued', data: { ...nowhere, tries } };
}

/** An operation that stands in files. It has an outcome when all of them have. */
export function placedReceipt(receipt: BulkReceipt): Receipt {
  const { lines } = receipt;
  const id = lines[0]?.[0];
  if (id === undefined) return { id: 'queued', data: receipt };
  const job = lines.length === 1 ? id : [...new Set(lines.map(([file]) => file))].join(' ');
  return { id, data: receipt, job };
}
