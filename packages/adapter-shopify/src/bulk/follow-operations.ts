import { isConnectorError } from '@pim-connector/core';

import { bulkMutationList, bulkMutationState } from '../documents/bulk-documents.ts';
import type { BulkMutationState } from '../documents/bulk-documents.ts';
import { readPages } from '../graphql/read-pages.ts';
import type { WriteSession } from '../write/session.ts';
import { markedFile } from './marker.ts';
import { readRows } from './read-rows.ts';
import type { ResultRows } from './read-rows.ts';

type Asking = Pick<WriteSession, 'client' | 'tools' | 'context'>;

/** What is known of the operation of a file that was started. */
export type OperationState =
  /** It has not ended. */
  | { readonly kind: 'running'; readonly checkAfter: number }
  /** Shopify has no operation of the file. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'ended'; readonly rows: ResultRows };

/** Operations of files, whoever started them. */
export interface FollowedOperations {
  /** A file was started as this operation. */
  started(file: string, operation: string, now: number): void;
  /** How many have not ended as far as is known. */
  running(): number;
  /** Looks which have ended, of those that it is time to look at: others may have settled all that was in them. */
  lookAtAll(asking: Asking): Promise<void>;
  /** Looks for the operations of files that somebody may have started. @param since when the oldest was made. */
  find(files: readonly string[], since: number, asking: Asking): Promise<void>;
  isKnown(file: string): boolean;
  /** @param atOnce whether to look, whatever was said of when to ask again. */
  state(file: string, asking: Asking, atOnce?: boolean): Promise<OperationState>;
  /**
   * Lines of an operation that ended have been told of. Once that is as many as its result has, it is kept no longer; who
   * asks all the same, because what was told got lost, makes it be read again.
   */
  told(file: string, lines: number): void;
  /** Milliseconds until it is looked again whether an operation has ended. */
  nextLook(asking: Pick<Asking, 'context'>): number;
}

interface Followed {
  readonly id: string;
  readonly since: number;
  nextLook: number;
  hasEnded: boolean;
  /** Lines that were told of since the result was read. */
  told: number;
}

const firstPause = 1_000;
const longestPause = 300_000;
/** Milliseconds until it is worth looking again for the operation of a file. */
const searchPause = 1_000;
const day = 86_400_000;
/** How often a result is read from its beginning. */
const attempts = 5;
/** What may be another time: a connection that broke, a result that ended early, an address that has expired. */
const passing = [
  'connection.failed',
  'connection.timeout',
  'platform.unavailable',
  'response.malformed',
  'request.rejected',
  'resource.missing',
  'permission.denied',
] as const;
/** Results that are kept in memory: one for each mutation that a record may have a line of, and one more. */
const resultsInMemory = 7;

/** Makes the list of operations. It may be lost: each is found again by its file. */
export function createFollowedOperations(): FollowedOperations {
  const followed = new Map<string, Followed>();
  const results = new Map<string, ResultRows>();
  const searched = new Map<string, number>();

  const note = (file: string, id: string, since: number, nextLook: number) =>
    followed.set(file, { id, since, nextLook, hasEnded: false, told: 0 });

  return {
    started: (file, id, now) => note(file, id, now, now + firstPause),
    running: () => [...followed.values()].filter(({ hasEnded }) => !hasEnded).length,
    async lookAtAll(asking) {
      const now = asking.context.clock.now();
      const due = [...followed.values()].filter(({ hasEnded, nextLook }) => !hasEnded && now >= nextLook);
      for (const operation of due) {
        // oxlint-disable-next-line no-await-in-loop
        const shown = await look(operation.id, asking);
        if (shown === null || isOver(shown)) operation.hasEnded = true;
        else operation.nextLook = now + pauseOf(operation, now);
      }
    },
    isKnown: (file) => followed.has(file),
    async find(files, since, { client, context }) {
      const now = context.clock.now();
      const due = files.filter(
        (file) => !followed.has(file) && now >= (searched.get(file) ?? -Infinity) + searchPause,
      );
      if (due.length === 0) return;
      for (const file of due) searched.set(file, now);
      // A day more, for clocks that differ.
      const from = new Date(since - day).toISOString().slice(0, 10);
      const query = `operation_type:mutation created_at:>=${from}`;
      const nodes = await readPages(
        async (after) => (await client.call(bulkMutationList, { query, after }, context)).bulkOperations,
      );
      for (const { id, query: mutation } of nodes) {
        const file = markedFile(mutation);
        if (file !== undefined && due.includes(file)) note(file, id, now, now);
      }
    },
    told(file, lines) {
      const operation = followed.get(file);
      const rows = results.get(file);
      if (operation === undefined || rows === undefined) return;
      operation.told += lines;
      if (operation.told >= rows.size) results.delete(file);
    },
    nextLook({ context }) {
      const looks = [...followed.values()]
        .filter(({ hasEnded }) => !hasEnded)
        .map(({ nextLook }) => nextLook);
      return looks.length === 0 ? searchPause : Math.min(...looks) - context.clock.now();
    },
    async state(file, asking, atOnce = false) {
      const operation = followed.get(file);
      if (operation === undefined) return { kind: 'unknown' };
      const known = results.get(file);
      if (known !== undefined) return { kind: 'ended', rows: known };
      const now = asking.context.clock.now();
      if (!operation.hasEnded && now < operation.nextLook && !atOnce)
        return { kind: 'running', checkAfter: operation.nextLook - now };
      const shown = await look(operation.id, asking);
      // It is not known any more: what it did has to be looked up.
      if (shown === null) return { kind: 'ended', rows: new Map() };
      if (!isOver(shown)) {
        const pause = pauseOf(operation, now);
        operation.nextLook = now + pause;
        return { kind: 'running', checkAfter: pause };
      }
      operation.hasEnded = true;
      const rows = await rowsOf(shown, asking);
      results.set(file, rows);
      operation.told = 0;
      for (const oldest of results.keys()) {
        if (results.size <= resultsInMemory) break;
        results.delete(oldest);
      }
      return { kind: 'ended', rows };
    },
  };
}

/** What has taken long takes long: to ask about thousands of receipts is work as well. */
function pauseOf({ since }: Followed, now: number): number {
  return Math.min(longestPause, Math.max(firstPause, (now - since) / 4));
}

function isOver({ status }: BulkMutationState): boolean {
  return ['COMPLETED', 'FAILED', 'CANCELED', 'EXPIRED'].includes(status);
}

async function look(id: string, { client, context }: Asking): Promise<BulkMutationState | null> {
  const { bulkOperation } = await client.call(bulkMutationState, { id }, context);
  return bulkOperation ?? null;
}

/**
 * Reads the result; where that breaks off, from the beginning and from an address that was asked for anew: one is good
 * for a week.
 */
async function rowsOf(first: BulkMutationState, asking: Asking): Promise<ResultRows> {
  const { client, context } = asking;
  if (first.errorCode === 'ACCESS_DENIED' && first.partialDataUrl == null)
    throw client.errors.callError(
      { layer: 'job', operation: 'bulkOperation', code: first.errorCode, message: 'Access denied' },
      {},
    );
  let shown: BulkMutationState | null = first;
  for (let attempt = 1; shown !== null; attempt += 1) {
    try {
      // oxlint-disable-next-line no-await-in-loop
      return await readRows(shown, asking);
    } catch (error) {
      if (!isConnectorError(error, ...passing) || attempt >= attempts) throw error;
    }
    // oxlint-disable-next-line no-await-in-loop
    await context.clock.sleep(firstPause * attempt, context.signal);
    // oxlint-disable-next-line no-await-in-loop
    shown = await look(first.id, asking);
  }
  return new Map();
}
