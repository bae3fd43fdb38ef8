import type { ErrorCode, KnownIssueCode } from '@pim-connector/core';

import type { ErrorMeaning } from './error-rule.ts';

/** The data is refused. */
export const rejected = (issue: KnownIssueCode, hint?: string, path?: string): ErrorMeaning => ({
  kind: 'rejected',
  issue,
  ...(hint === undefined ? {} : { hint }),
  ...(path === undefined ? {} : { path }),
});

/** Nothing is known to be wrong with the data. */
export const failed = (error: ErrorCode, hint?: string): ErrorMeaning =>
  hint === undefined ? { kind: 'failed', error } : { kind: 'failed', error, hint };

/** What was addressed is not there. */
export const missing: ErrorMeaning = { kind: 'missing' };

/** It was changed meanwhile. */
export const stale: ErrorMeaning = { kind: 'stale' };
