import { innermostIssues } from '@pim-connector/core';
import type { InvalidRow, Issue, JsonValue, Product, UpsertRecord } from '@pim-connector/core';
import { z } from 'zod';

import { pimProductSchema } from './pim-product.ts';
import type { PimProduct } from './pim-product.ts';

/** A row of the PIM, read: a record, or what is wrong with it. */
export type ReadRow = { readonly record: UpsertRecord<'product'> } | { readonly invalid: InvalidRow };

/**
 * Reads a row.
 *
 * @param place where it stands, for the person who has to correct it.
 */
export function readRow(row: unknown, place: string): ReadRow {
  const read = pimProductSchema.safeParse(row);
  if (read.success) return { record: recordOf(read.data) };
  const issues = read.error.issues.flatMap(innermostIssues).map((issue): Issue => {
    const path = z.core.toDotPath(issue.path);
    return { code: 'value.invalid', severity: 'error', message: `“${path}” ${issue.message}`, path };
  });
  const code = typeof row === 'object' && row !== null && 'code' in row ? row.code : undefined;
  const key = typeof code === 'string' ? { key: code } : {};
  return { invalid: { ...key, place, issues, raw: row as JsonValue } };
}

function recordOf(product: PimProduct): UpsertRecord<'product'> {
  const { code, version, updated } = product;
  return {
    op: 'upsert',
    entity: 'product',
    key: code,
    data: productOf(product),
    coverage: 'complete',
    version: String(version),
    updatedAt: updated,
  };
}

function productOf({ code, name, price, stock }: PimProduct): Product {
  const values = Object.entries(name).map(([locale, data]) => ({ locale, scope: null, data }));
  return {
    key: code,
    attributes: { name: { type: 'text', values } },
    variants: [
      {
        key: code,
        attributes: {},
        prices: [{ kind: 'list', amount: canonical(price), currency: 'EUR' }],
        inventory: [{ quantity: String(stock) }],
      },
    ],
  };
}

function canonical(price: string): string {
  return price.includes('.') ? price.replace(/\.?0+$/, '') : price;
}
