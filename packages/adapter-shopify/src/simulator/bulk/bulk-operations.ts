import type { Clock } from '@pim-connector/core';

import type { StagedUploads } from '../media/staged-uploads.ts';
import type { ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import type { WebhookSubscriptions } from '../webhooks.ts';

/** A bulk operation as the platform tells of it. */
export interface BulkOperationState {
  readonly id: string;
  readonly type: 'MUTATION' | 'QUERY';
  readonly query: string;
  readonly clientIdentifier: string | null;
  status: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'CANCELING' | 'CANCELED' | 'FAILED' | 'EXPIRED';
  errorCode: 'INTERNAL_SERVER_ERROR' | null;
  readonly createdAt: number;
  completedAt: number | null;
  objectCount: number;
  rootObjectCount: number;
  fileSize: number | null;
  url: string | null;
  partialDataUrl: string | null;
}

/** What runs one line of a bulk mutation, or a whole bulk query. */
export interface BulkWork {
  /** Lines of the result. */
  readonly lines: () => readonly string[];
  /** How many lines there will be, as far as that decides how long it takes. */
  readonly size: number;
}

/** Bulk operations of the app. */
export interface BulkOperations {
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
      if (operation.status === 'CANCELING') end(entry, 'CANCELED');
      if (operation.status !== 'CREATED' && operation.status !== 'RUNNING') continue;
      if (clock.now() >= dueAt) end(entry, entry.failAfter === null ? 'COMPLETED' : 'FAILED');
      else if (clock.now() > operation.createdAt) operation.status = 'RUNNING';
    }
  };

  const end = ({ operation, work, failAfter }: Entry, status: 'COMPLETED' | 'FAILED' | 'CANCELED') => {
    operation.status = status;
    operation.completedAt = clock.now();
    if (status !== 'CANCELED') {
      const all = work.lines();
      const lines = failAfter === null ? all : all.slice(0, failAfter);
      const text = lines.map((line) => `${line}\n`).join('');
      operation.objectCount = lines.length;
      operation.rootObjectCount = lines.filter((line) => !line.includes('"__parentId"')).length;
      operation.fileSize = text.length;
      const url = text === '' ? null : uploads.publish('bulk.jsonl', text, resultLifetime);
      if (status === 'COMPLETED') operation.url = url;
      else operation.partialDataUrl = url;
      if (status === 'FAILED') operation.errorCode = 'INTERNAL_SERVER_ERROR';
    }
    webhooks().bulkFinished(operation.id, operation.type, status);
  };

  return {
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
        url: null,
        partialDataUrl: null,
      };
      entries.set(operation.id, {
        operation,
        work,
        dueAt: now + start + perLine * work.size,
        failAfter: failNext,
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
      const operation = entries.get(id)?.operation;
      if (operation === undefined) return userError('id', 'Bulk operation does not exist');
      if (!isOpen(operation.status))
        return userError(
          '',
          `A bulk operation cannot be canceled when it is ${operation.status.toLowerCase()}`,
        );
      operation.status = 'CANCELING';
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
