import type { Issue, RecordKey } from '@pim-connector/core';

/** What is wrong with a price or stock of a variant that somebody has deleted in the shop. */
export function goneVariant(key: RecordKey): Issue {
  return {
    code: 'reference.missing',
    severity: 'error',
    message: `The variant ${key} does not exist in the shop any more`,
    hint: 'Send its product again.',
    path: 'sku',
  };
}
