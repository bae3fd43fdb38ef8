import { expect, test } from 'vitest';

import { issuesOf } from './shop-issues.ts';

const operation = { key: 'tent', skus: ['a', 'b'] };

test('name the place in the record, the variant and the words of the shop', () => {
  expect(
    issuesOf(
      [
        { field: 'variants[1].prices[0].amount', code: 'negative', message: 'must not be below zero' },
        { field: 'title.en', code: 'too_long', message: 'must have at most 120 characters' },
        { field: '', code: 'quota', message: 'is one too many' },
      ],
      operation,
    ),
  ).toEqual([
    {
      code: 'value.invalid',
      severity: 'error',
      message: 'The shop says: “variants.1.prices.0.amount” must not be below zero',
      path: 'variants.1.prices.0.amount',
      variant: 'b',
      platform: { code: 'negative', message: 'must not be below zero' },
    },
    {
      code: 'value.too_long',
      severity: 'error',
      message: 'The shop says: “title.en” must have at most 120 characters',
      path: 'title.en',
      platform: { code: 'too_long', message: 'must have at most 120 characters' },
    },
    {
      code: 'platform.rejected',
      severity: 'error',
      message: 'The shop says: “tent” is one too many',
      platform: { code: 'quota', message: 'is one too many' },
    },
  ]);
});

test('know no variant where the payload has none', () => {
  const [issue] = issuesOf(
    [{ field: 'variants[0].sku', code: 'taken', message: 'belongs to the product x' }],
    { key: 'tent' },
  );
  expect(issue).not.toHaveProperty('variant');
});
