import type { RecordKey } from '@pim-connector/core';

import type { FileNode } from '../documents/read-nodes.ts';
import type { KeyRule } from './source-config.ts';

/** What of a product may be its key. */
export interface KeyedProduct {
  readonly handle: string;
  readonly appKey: string | null;
  readonly firstSku: string | null;
  /** Value of a metafield, `null` if it has none. */
  metafield(namespace: string, key: string): string | null;
}

/** The key of a product by the first rule that gives one; every product has a handle, but not every list of rules. */
export function productKey(product: KeyedProduct, rules: readonly KeyRule[]): RecordKey | null {
  for (const rule of rules) {
    const value = valueBy(product, rule);
    if (value !== null && value !== '') return value;
  }
  return null;
}

function valueBy(product: KeyedProduct, rule: KeyRule): string | null {
  if (typeof rule !== 'string') return product.metafield(rule.namespace, rule.key);
  if (rule === 'appKey') return product.appKey;
  return rule === 'handle' ? product.handle : product.firstSku;
}

/** The metafield that a rule names, one at most, for documents that ask for it; one that nobody has if none does. */
export function ownKeyOf(rules: readonly KeyRule[]): { readonly namespace: string; readonly key: string } {
  return rules.find((rule) => typeof rule !== 'string') ?? { namespace: 'custom', key: 'no_own_key' };
}

/**
 * Keys of the variants of a product: their SKUs. Shopify asks for none and minds none twice; a variant without one of
 * its own in the product is known by the product and its option values.
 */
export function variantKeys(
  product: RecordKey,
  variants: readonly {
    readonly sku?: string | null | undefined;
    readonly selectedOptions: readonly { readonly value: string }[];
  }[],
): readonly RecordKey[] {
  const seen = new Set<string>();
  return variants.map(({ sku, selectedOptions }) => {
    const options = selectedOptions.map(({ value }) => value).join(' / ');
    const other = variants.length === 1 ? product : `${product}: ${options}`;
    const key = sku == null || sku === '' || seen.has(sku) ? other : sku;
    seen.add(key);
    return key;
  });
}

/** Where a file can be fetched; `null` while it is processed, and for videos and models. */
export function fileUrl({ image, url }: Pick<FileNode, 'image' | 'url'>): string | null {
  return image?.url ?? url ?? null;
}

/** The name of a file of any kind; `null`: it has none, or none yet. */
export function liveFileName(file: Pick<FileNode, 'image' | 'url' | 'filename'>): string | null {
  return file.filename ?? assetKey(file);
}

/** The key of a file is the name under which the shop keeps it: no two files of a shop have the same. */
export function assetKey(file: Pick<FileNode, 'image' | 'url'>): RecordKey | null {
  const url = fileUrl(file);
  if (url === null || !URL.canParse(url)) return null;
  const name = new URL(url).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(name) || null;
  } catch {
    return name;
  }
}
