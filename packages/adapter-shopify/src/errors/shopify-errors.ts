import type { ConnectorTools, Issue } from '@pim-connector/core';
import type { ConnectorError } from '@pim-connector/core';

import { meaningOf } from './error-rule.ts';
import type { ErrorMeaning, ErrorRule } from './error-rule.ts';
import { shopifyErrorRules, unknownError } from './error-rules.ts';
import type { ShopifyError } from './shopify-error.ts';
import { usualHints } from './usual-hints.ts';

/** Tells what errors of one shop mean. */
export interface ShopifyErrors {
  meaningOf(error: ShopifyError): ErrorMeaning;
  /** The error of a call as a whole: `request.rejected` with an issue where its data is refused. */
  callError(error: ShopifyError, place: { readonly retryAfter?: number | undefined }): ConnectorError;
}

/** Makes the classification out of the user’s rules and the adapter’s. */
export function createShopifyErrors(own: readonly ErrorRule[], tools: ConnectorTools): ShopifyErrors {
  const rules = [...own, ...shopifyErrorRules];
  const meaning = (error: ShopifyError) => meaningOf(error, rules) ?? unknownError;
  return {
    meaningOf: meaning,
    callError(error, { retryAfter }) {
      const means = meaning(error);
      const { code, message } = error;
      const text = `Shopify says: “${message}”`;
      const details = { ...(code === null ? {} : { code }), message };
      const common = { details, ...(retryAfter === undefined ? {} : { retryAfter }) };
      switch (means.kind) {
        case 'failed':
          return tools.error(means.error, text, {
            ...common,
            ...(means.hint === undefined ? {} : { hint: means.hint }),
          });
        case 'missing':
          return tools.error('resource.missing', text, common);
        case 'stale':
          return tools.error('resource.conflict', text, common);
        case 'rejected':
          return tools.error('request.rejected', text, { ...common, issues: [issueOf(error, means)] });
      }
    },
  };
}

/** The issue of an error that refuses data. */
export function issueOf(
  { code, message }: Pick<ShopifyError, 'code' | 'message'>,
  { issue, hint = usualHints[issue], path }: Extract<ErrorMeaning, { kind: 'rejected' }>,
): Issue {
  return {
    code: issue,
    severity: 'error',
    message: `Shopify says: “${message}”`,
    ...(hint === undefined ? {} : { hint }),
    ...(path === undefined ? {} : { path }),
    platform: { message, ...(code === null ? {} : { code }) },
  };
}
