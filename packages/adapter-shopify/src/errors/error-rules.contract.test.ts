import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';
import { z } from 'zod';

import { operations } from '../documents/index.ts';
import { meaningOf } from './error-rule.ts';
import { shopifyErrorRules } from './error-rules.ts';
import type { ShopifyError } from './shopify-error.ts';

const file = join(process.env['PIM_CONTRACTS'] ?? '', 'shopify/observed-errors.json');
const userErrorSchema = z.object({ code: z.string().nullable(), message: z.string() });
const observed = z
  .object({
    userErrors: z.record(z.string(), z.array(userErrorSchema)),
    topLevelErrors: z.array(
      z.object({ code: z.string().nullable(), message: z.string(), path0: z.string().nullable() }),
    ),
  })
  .parse(JSON.parse(readFileSync(file, 'utf8')));

const errors: readonly ShopifyError[] = [
  ...Object.entries(observed.userErrors).flatMap(([operation, list]) =>
    list.map(({ code, message }): ShopifyError => ({
      layer: 'user',
      operation,
      code: code === '(not selected)' ? null : code,
      message,
    })),
  ),
  ...observed.topLevelErrors.map(({ code, message, path0 }): ShopifyError => ({
    layer: 'graphql',
    operation: path0 ?? undefined,
    code,
    message,
  })),
];

test('every error that was observed on real shops has a class', () => {
  const unknown = errors.filter((error) => meaningOf(error, shopifyErrorRules) === null);
  const sent = new Set(operations.map(({ field }) => field));
  const ours = errors.filter(({ operation }) => sent.has(operation ?? ''));
  // oxlint-disable-next-line no-console
  console.log(
    `${errors.length} observed errors: ${errors.length - unknown.length} classified by a rule, ${unknown.length} by none; ${ours.length} are of calls that the adapter sends`,
  );
  expect(unknown.map(({ operation, code, message }) => `${operation} ${code} ${message}`)).toEqual([]);
});
