import type { AcceptedOutcome, WriteOutcome } from '@pim-connector/core';

import type { OperationMemo } from './operation-memo.ts';
import { remoteOf } from './remote-of.ts';
import type { ItemResult } from './shop-answers.ts';
import { issuesOf } from './shop-issues.ts';

/** What became of an operation, by what the shop says of its item. */
export function outcomeOf(
  memo: OperationMemo,
  { id, status, errors }: ItemResult,
): Exclude<WriteOutcome, AcceptedOutcome> {
  const { entity, key, action, skus, variantKeys } = memo;
  if (status === 'rejected') return { key, status, issues: issuesOf(errors, memo) };
  // What is not there any more is as good as deleted.
  if (action === 'delete' || status === 'deleted' || status === 'not_found')
    return { key, status: 'deleted' };
  const remote = remoteOf(id ?? key, skus, variantKeys);
  // A product that was sent without its variants has those that it had.
  const isWhole = entity !== 'product' || skus !== undefined;
  return { key, status, ...(isWhole ? { remote } : {}) };
}
