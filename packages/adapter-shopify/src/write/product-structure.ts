import { productStructure } from '../documents/product-documents.ts';
import type { ProductStructurePage } from '../documents/product-documents.ts';
import { readPages } from '../graphql/read-pages.ts';
import type { WriteSession } from './session.ts';

/** A variant as it is in the shop. */
export interface ShopVariant {
  readonly id: string;
  readonly sku: string | null;
  readonly inventoryItem: string;
  /** Its value of each option, by the option’s name. */
  readonly values: ReadonlyMap<string, string>;
}

/** Options and variants of a product as they are in the shop. */
export interface ProductStructure {
  readonly id: string;
  readonly handle: string;
  readonly options: ProductStructurePage['options'];
  readonly variants: readonly ShopVariant[];
}

/** Reads options and all variants of a product; `null`: there is no such product. */
export async function readStructure(
  id: string,
  { client, context }: Pick<WriteSession, 'client' | 'context'>,
): Promise<ProductStructure | null> {
  let first: ProductStructurePage | null = null;
  const nodes = await readPages(async (after) => {
    const { product } = await client.call(productStructure, { id, after }, context);
    first ??= product ?? null;
    return product?.variants ?? { nodes: [], pageInfo: { hasNextPage: false } };
  });
  // Assigned in the callback, which the compiler does not follow.
  const head = first as ProductStructurePage | null;
  if (head === null) return null;
  return {
    id: head.id,
    handle: head.handle,
    options: head.options,
    variants: nodes.map(({ id: variant, sku, selectedOptions, inventoryItem }) => ({
      id: variant,
      sku: sku ?? null,
      inventoryItem: inventoryItem.id,
      values: new Map(selectedOptions.map(({ name, value }) => [name, value])),
    })),
  };
}
