import type { Issue, KnownIssueCode } from '@pim-connector/core';

import { usualHints } from '../errors/usual-hints.ts';
import type { ProductRecord } from '../records/product-record.ts';

/** What Shopify would surely refuse about a product: options and variants that do not fit together. */
export function productIssues(
  record: ProductRecord,
  options: readonly string[],
  variantKeys: readonly string[],
  apiVersion: string,
): readonly Issue[] {
  const issues: Issue[] = [];
  const add = (code: KnownIssueCode, path: string, message: string, variant?: number) => {
    const key = variant === undefined ? undefined : variantKeys[variant];
    const hint = usualHints[code];
    issues.push({
      code,
      severity: 'error',
      message,
      path,
      ...(hint === undefined ? {} : { hint }),
      ...(key === undefined ? {} : { variant: key }),
    });
  };
  if (new Set(options).size < options.length)
    add('value.duplicate', 'options', `Two options have the same name: ${options.join(', ')}`);
  if (options.length > 3)
    add('value.too_many', 'options', `Shopify has at most 3 options; there are ${options.length}`);
  if (options.length === 0 && record.variants.length > 1)
    add('value.missing', 'options', 'Several variants need at least one option that tells them apart');
  const combinations = new Map<string, number>();
  const skus = new Map<string, number>();
  for (const [index, variant] of record.variants.entries()) {
    const at = `variants.${index}`;
    const values = options.map((name) => variant.options?.find((each) => each.name === name)?.value);
    const lacking = options.filter((_name, place) => values[place] === undefined);
    if (lacking.length > 0)
      add('value.missing', `${at}.options`, `The variant has no value for ${lacking.join(', ')}`, index);
    const combination = JSON.stringify(values);
    const twin = combinations.get(combination);
    if (twin !== undefined && options.length > 0 && lacking.length === 0)
      add(
        'value.duplicate',
        `${at}.options`,
        `The variants ${record.variants[twin]?.sku} and ${variant.sku} have the same option values (${values.join(' / ')})`,
        index,
      );
    combinations.set(combination, index);
    if (skus.has(variant.sku))
      add('value.duplicate', `${at}.sku`, `Two variants have the SKU ${variant.sku}`, index);
    skus.set(variant.sku, index);
    if (variant.barcodes !== undefined && variant.barcode !== undefined)
      add('value.invalid', `${at}.barcodes`, 'Give either one barcode or the list of all', index);
    if (variant.barcodes !== undefined && apiVersion < '2026-10')
      add('value.invalid', `${at}.barcodes`, 'Several barcodes need version 2026-10 of the API', index);
  }
  return issues;
}
