import type { Clock } from '@pim-connector/core';

import type { StagedUploads } from '../media/staged-uploads.ts';
import type { ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import type { WebhookSubscriptions } from '../webhooks.ts';
import type { BulkOperationState } from './bulk-operation-state.ts';

/** What runs one line of a bulk mutation, or a whole bulk query. */
export interface BulkWork {
  /** Carries out so many lines at most; gives the lines of the result. */
  readonly lines: (most: number) => readonly string[];
  /** How many lines there will be, as far as that decides how long it takes. */
  readonly size: number;
}

/** Bulk operations of the app. */
export interface BulkOperations {
  /** Does what is due. */
  settle(): void;
  start(
    type: BulkOperationState['type'],
    query: string,
    clientIdentifier: string | null,
    work: BulkWork,
  ):
    | { readonly operation: BulkOperationState; readonly error: null }
    | { readonly operation: null; readonly error: UserErrorState };
  get(id: string): BulkOperationState | undefined;
  /** Newest first. */
  list(): readonly BulkOperationState[];
  cancel(id: string): UserErrorState | null;
  /** Lets the next operation fail after so many lines, with a partial result. */
  failNext(afterLines: number): void;
  /** Lets the next operation take so much longer, in milliseconds, before its first line. */
  slowNext(milliseconds: number): void;
  /**
   * Refuses the next operation: `LIMIT_REACHED`, for whose rule there is no source, or for a file that could not be read
   * just then.
   */
  refuseNext(code: 'LIMIT_REACHED' | 'INTERNAL_FILE_SERVER_ERROR'): void;
}

interface Entry {
  readonly operation: BulkOperationState;
  readonly work: BulkWork;
  readonly dueAt: number;
  /** Whether it would have taken longer than it may. */
  readonly isTooLong: boolean;
  readonly failAfter: number | null;
  /** Milliseconds since 1970; `null`: it was not cancelled. */
  cancelAt: number | null;
}

/** Operations of one type that may run at the same time, since API 2026-01. */
const slots = 5;
/** Milliseconds after which a mutation is stopped. */
const longestMutation = 24 * 3_600_000;
/** Source: the descriptions of the codes in the schema. */
const refusals = {
  LIMIT_REACHED: 'Bulk operations limit reached. Please try again later.',
  INTERNAL_FILE_SERVER_ERROR: 'There was a problem reading the JSONL file.',
} as const;
const resultLifetime = 7 * 24 * 3_600_000;

/** Makes the list of bulk operations. They are carried out when somebody looks after their time has come. */
export function createBulkOperations({
  clock,
  state,
  uploads,
  webhooks,
  start,
  perLine,
}: {
  readonly clock: Pick<Clock, 'now'>;
  readonly state: ShopState;
  readonly uploads: StagedUploads;
  readonly webhooks: () => WebhookSubscriptions;
  readonly start: number;
  readonly perLine: number;
}): BulkOperations {
  const entries = new Map<string, Entry>();
  let failNext: number | null = null;
  let slowNext = 0;
  let refuseNext: keyof typeof refusals | null = null;

  const settle = () => {
    for (const entry of entries.values()) {
      const { operation, dueAt, failAfter, isTooLong } = entry;
      if (operation.status === 'CANCELING' && clock.now() > (entry.cancelAt ?? 0)) end(entry, 'CANCELED');
      // The address of the result is gone after a week.
      if (operation.resultPath !== null && clock.now() >= (operation.completedAt ?? 0) + resultLifetime)
        operation.status = 'EXPIRED';
      if (operation.status !== 'CREATED' && operation.status !== 'RUNNING') continue;
      if (clock.now() >= dueAt) end(entry, failAfter === null && !isTooLong ? 'COMPLETED' : 'FAILED');
      else if (clock.now() > operation.createdAt) {
        operation.status = 'RUNNING';
        operation.objectCount = doneBefore(entry, clock.now());
        operation.rootObjectCount = operation.objectCount;
      }
    }
  };

  const end = (entry: Entry, status: 'COMPLETED' | 'FAILED' | 'CANCELED') => {
    const { operation, work, failAfter, isTooLong, dueAt, cancelAt } = entry;
    operation.status = status;
    operation.completedAt = cancelAt ?? dueAt;
    const broken = doneBefore(entry, operation.completedAt);
    const done = { COMPLETED: Number.POSITIVE_INFINITY, FAILED: failAfter ?? broken, CANCELED: broken };
    const lines = work.lines(done[status]);
    const text = lines.map((line) => `${line}\n`).join('');
    operation.objectCount = lines.length;
    operation.rootObjectCount = lines.filter((line) => !line.includes('"__parentId"')).length;
    operation.fileSize = new TextEncoder().encode(text).length;
    const lifetime = operation.completedAt + resultLifetime - clock.now();
    operation.resultPath = text === '' ? null : uploads.publish('bulk.jsonl', text, lifetime);
    if (status === 'FAILED')
      operation.errorCode = isTooLong && failAfter === null ? 'TIMEOUT' : 'INTERNAL_SERVER_ERROR';
    webhooks().bulkFinished(operation);
  };

  // Lines that were carried out before a moment. What a query gives is known when it ends.
  const doneBefore = ({ operation: { createdAt, type } }: Entry, moment: number) =>
    type === 'QUERY' ? 0 : Math.max(0, Math.floor((moment - createdAt - start) / perLine));

  return {
    settle,
    start(type, query, clientIdentifier, work) {
      settle();
      const busy = [...entries.values()].filter(
        ({ operation }) => operation.type === type && isOpen(operation.status),
      );
      if (busy.length >= slots) {
        const ids = busy.map(({ operation }) => operation.id).join(', ');
        const message = `A bulk ${type.toLowerCase()} operation for this app and shop is already in progress: ${ids}.`;
        return { operation: null, error: userError('', message, 'OPERATION_IN_PROGRESS') };
      }
      if (refuseNext !== null) {
        const error = userError('', refusals[refuseNext], refuseNext);
        refuseNext = null;
        return { operation: null, error };
      }
      const now = clock.now();
      const duration = start + slowNext + perLine * work.size;
      slowNext = 0;
      const isTooLong = type === 'MUTATION' && duration > longestMutation;
      const operation: BulkOperationState = {
        id: state.newId('BulkOperation'),
        type,
        query,
        clientIdentifier,
        status: 'CREATED',
        errorCode: null,
        createdAt: now,
        completedAt: null,
        objectCount: 0,
        rootObjectCount: 0,
        fileSize: null,
        resultPath: null,
      };
      entries.set(operation.id, {
        operation,
        work,
        dueAt: now + (isTooLong ? longestMutation : duration),
        isTooLong,
        failAfter: failNext,
        cancelAt: null,
      });
      failNext = null;
      return { operation, error: null };
    },
    get(id) {
      settle();
      return entries.get(id)?.operation;
    },
    list() {
      settle();
      return [...entries.values()].map(({ operation }) => operation).toReversed();
    },
    cancel(id) {
      settle();
      const entry = entries.get(id);
      if (entry === undefined) return userError('id', 'Bulk operation does not exist');
      const { operation } = entry;
      if (!isOpen(operation.status))
        return userError(
          '',
          `A bulk operation cannot be canceled when it is ${operation.status.toLowerCase()}`,
        );
      operation.status = 'CANCELING';
      entry.cancelAt = clock.now();
      return null;
    },
    failNext(afterLines) {
      failNext = afterLines;
    },
    slowNext(milliseconds) {
      slowNext = milliseconds;
    },
    refuseNext(code) {
      refuseNext = code;
    },
  };
}

function isOpen(status: BulkOperationState['status']): boolean {
  return status === 'CREATED' || status === 'RUNNING' || status === 'CANCELING';
}
