import type { ReadPage } from '@pim-connector/core';

import type { WholeProduct } from '../documents/read-nodes.ts';
import { readProduct } from './build-product.ts';
import { readParts } from './product-parts.ts';
import type { SourceReading } from './source-reading.ts';

/** Makes a page of products. */
export async function productsPage(
  products: readonly WholeProduct[],
  reading: SourceReading,
): Promise<ReadPage<'product'>> {
  if (products.length === 0) return { type: 'page', records: [] };
  const parts = await readParts(products, reading);
  const read = products.map((product) => readProduct(product, parts, reading));
  for (const [index, each] of read.entries()) {
    const product = products[index];
    if (product === undefined || !('record' in each)) continue;
    reading.known.note(product.id, 'product', each.record.key);
  }
  return {
    type: 'page',
    records: read.flatMap((each) => ('record' in each ? [each.record] : [])),
    invalid: read.flatMap((each) => ('invalid' in each ? [each.invalid] : [])),
  };
}
