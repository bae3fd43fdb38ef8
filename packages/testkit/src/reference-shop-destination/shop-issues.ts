import type { Issue, KnownIssueCode } from '@pim-connector/core';

import type { OperationMemo } from './operation-memo.ts';
import type { ItemError } from './shop-answers.ts';

const codes: Readonly<Record<string, KnownIssueCode>> = {
  duplicate: 'value.duplicate',
  html_not_allowed: 'value.invalid',
  invalid: 'value.invalid',
  negative: 'value.invalid',
  not_allowed: 'value.unknown_option',
  not_found: 'reference.missing',
  price_missing: 'value.missing',
  required: 'value.missing',
  taken: 'value.duplicate',
  too_long: 'value.too_long',
  too_many: 'value.too_many',
  wrong_type: 'value.wrong_type',
};

/** What the shop did not like about an item, as issues of the record. */
export function issuesOf(
  errors: readonly ItemError[],
  { key, skus }: Pick<OperationMemo, 'key' | 'skus'>,
): Issue[] {
  return errors.map(({ field, code, message }): Issue => {
    const path = recordPath(field);
    const variant = variantAt(field, skus);
    return {
      code: codes[code] ?? 'platform.rejected',
      severity: 'error',
      message: `The shop says: “${path === '' ? key : path}” ${message}`,
      ...(path === '' ? {} : { path }),
      ...(variant === undefined ? {} : { variant }),
      platform: { code, message },
    };
  });
}

/** `variants[0].prices[1]` → `variants.0.prices.1` */
function recordPath(field: string): string {
  return field.replaceAll(/\[(\d+)\]/g, '.$1');
}

function variantAt(field: string, skus: readonly string[] | undefined): string | undefined {
  const index = /^variants\[(\d+)\]/.exec(field)?.[1];
  return index === undefined ? undefined : skus?.[Number(index)];
}
