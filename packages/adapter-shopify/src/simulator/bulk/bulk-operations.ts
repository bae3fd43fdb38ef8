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
}

interface Entry {
  readonly operation: BulkOperationState;
  readonly work: BulkWork;
  readonly dueAt: number;
  readonly failAfter: number | null;
  /** Milliseconds since 1970; `null`: it was not cancelled. */
  cancelAt: number | null;
}

/** Operations of one type that may run at the same time, since API 2026-01. */
const slots = 5;
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

  const settle = () => {
    for (const entry of entries.values()) {
      const { operation, dueAt } = entry;
      if (operation.status === 'CANCELING' && clock.now() > (entry.cancelAt ?? 0)) end(entry, 'CANCELED');
      // The address of the result is gone after a week.
      if (operation.resultPath !== null && clock.now() >= (operation.completedAt ?? 0) + resultLifetime)
        operation.status = 'EXPIRED';
      if (operation.status !== 'CREATED' && operation.status !== 'RUNNING') continue;
      if (clock.now() >= dueAt) end(entry, entry.failAfter === null ? 'COMPLETED' : 'FAILED');
      else if (clock.now() > operation.createdAt) operation.status = 'RUNNING';
    }
  };

  const end = (entry: Entry, status: 'COMPLETED' | 'FAILED' | 'CANCELED') => {
    const { operation, work, failAfter, dueAt, cancelAt } = entry;
    operation.status = status;
    operation.completedAt = cancelAt ?? dueAt;
    const done = { COMPLETED: Number.POSITIVE_INFINITY, FAILED: failAfter ?? 0, CANCELED: doneBefore(entry) };
    const lines = work.lines(done[status]);
    const text = lines.map((line) => `${line}\n`).join('');
    operation.objectCount = lines.length;
    operation.rootObjectCount = lines.filter((line) => !line.includes('"__parentId"')).length;
    operation.fileSize = new TextEncoder().encode(text).length;
    const lifetime = operation.completedAt + resultLifetime - clock.now();
    operation.resultPath = text === '' ? null : uploads.publish('bulk.jsonl', text, lifetime);
    if (status === 'FAILED') operation.errorCode = 'INTERNAL_SERVER_ERROR';
    webhooks().bulkFinished(operation);
  };

  // Lines that were carried out before somebody cancelled.
  const doneBefore = ({ operation, cancelAt }: Entry) =>
    Math.max(0, Math.floor(((cancelAt ?? 0) - operation.createdAt - start) / perLine));

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
      const now = clock.now();
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
        dueAt: now + start + perLine * work.size,
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
  };
}

function isOpen(status: BulkOperationState['status']): boolean {
  return status === 'CREATED' || status === 'RUNNING' || status === 'CANCELING';
}
