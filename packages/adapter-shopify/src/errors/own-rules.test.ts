import type { Fetch } from '@pim-connector/core';
import { expect, test } from 'vitest';

import type { ErrorRule, ShopifyError } from '../index.ts';
import { meaningOf, shopifyErrorRules } from '../index.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';

const cup = { title: 'Cup', variants: [{ sku: 'cup', price: '5' }] };
const plate = { title: 'Plate', variants: [{ sku: 'plate', price: '5' }] };

const words = 'Vetoed by the warehouse';

/** A shop whose plugin refuses cups, in words that nobody else uses. */
const refusingCups =
  (message: string, onRefused: () => void) =>
  (next: Fetch): Fetch =>
  async (request) => {
    const text = await request.clone().text();
    if (!text.includes('mutation ProductUpsert') || !text.includes('"Cup"')) return next(request);
    onRefused();
    const error = { field: ['input', 'title'], code: null, message };
    return Response.json({ data: { productSet: { product: null, userErrors: [error] } } });
  };

const run = async (errors: readonly ErrorRule[], message = words) => {
  let refused = 0;
  const around = refusingCups(message, () => (refused += 1));
  const shop = shopPipeline({ products: { cup, plate } }, { config: { around, errors } });
  const { counts } = await shop.pipeline.run();
  return { counts, refused, refusals: await shop.refusals() };
};

test('what no rule knows is refused in the words of the shop, at its place', async () => {
  const { counts, refusals } = await run([]);
  expect(counts).toMatchObject({ created: 1, rejected: 1 });
  expect(refusals).toMatchObject([
    {
      key: 'cup',
      code: 'platform.rejected',
      path: 'title',
      attribute: 'pim_title',
      platform: { message: words },
    },
  ]);
});

test('a rule of one’s own says what it means, and what to do', async () => {
  const hint = 'Ask the warehouse to release it.';
  const rule: ErrorRule = {
    layer: 'user',
    operations: ['productSet'],
    message: /warehouse/,
    means: { kind: 'rejected', issue: 'value.invalid', hint },
  };
  const { counts, refusals } = await run([rule]);
  expect(counts).toMatchObject({ created: 1, rejected: 1 });
  expect(refusals).toMatchObject([{ key: 'cup', code: 'value.invalid', path: 'title', hint }]);
});

test('it decides as well whether a record is tried again', async () => {
  const rule: ErrorRule = { message: /warehouse/, means: { kind: 'failed', error: 'resource.conflict' } };
  const { counts, refused } = await run([rule]);
  expect(counts).toMatchObject({ created: 1, rejected: 0, failed: 1 });
  expect(refused).toBeGreaterThan(1);
  expect((await run([])).refused).toBe(1);
});

test('it stands before the rules of the adapter, which can be read and tried', async () => {
  const known = 'Title cannot be sold';
  expect((await run([], known)).refusals).toMatchObject([{ code: 'value.invalid' }]);
  const rule: ErrorRule = { message: /sold/, means: { kind: 'rejected', issue: 'value.unknown_option' } };
  expect((await run([rule], known)).refusals).toMatchObject([{ code: 'value.unknown_option' }]);

  const error: ShopifyError = {
    layer: 'user',
    operation: 'productSet',
    code: 'HANDLE_NOT_UNIQUE',
    message: 'Handle in use',
  };
  const own: ErrorRule = { codes: ['HANDLE_NOT_UNIQUE'], means: { kind: 'stale' } };
  expect(meaningOf(error, shopifyErrorRules)).toMatchObject({ kind: 'rejected', issue: 'value.duplicate' });
  expect(meaningOf(error, [own, ...shopifyErrorRules])).toEqual({ kind: 'stale' });
});
