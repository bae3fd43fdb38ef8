import { productCandidate, variantsMatching } from '../documents/adoption-documents.ts';
import type { AdoptionCandidate } from '../documents/adoption-documents.ts';
import { readPages } from '../graphql/read-pages.ts';
import { chunks } from '../write/product-parts.ts';
import type { WriteSession } from '../write/session.ts';
import { anyOf } from './search-text.ts';

/** A product that has a value, and which of its variants has it. */
export interface ProductMatch {
  readonly product: AdoptionCandidate;
  /** `null`: the product itself has it. */
  readonly variantId: string | null;
}

/** What has a value, by the value. */
export type Matches = ReadonlyMap<string, readonly ProductMatch[]>;

type Session = Pick<WriteSession, 'client' | 'context'>;

/** Values of one search. Their conditions are joined to one text, which must not grow without bounds. */
const valuesPerSearch = 25;

/**
 * Finds variants by their SKUs or barcodes. What is found is as it is now and has the very value; what was written
 * within the last seconds may be missing, since the search does not know it yet.
 */
export async function variantMatches(
  field: 'sku' | 'barcode',
  values: readonly string[],
  { client, context }: Session,
): Promise<Matches> {
  const found = new Map<string, ProductMatch[]>();
  for (const some of chunks([...new Set(values)], valuesPerSearch)) {
    const query = anyOf(field, some);
    // oxlint-disable-next-line no-await-in-loop
    const nodes = await readPages(
      async (after) => (await client.call(variantsMatching, { query, after }, context)).productVariants,
    );
    for (const node of nodes) {
      const value = node[field];
      // The search takes case lightly: by its value a variant is found only by who asks for the very same.
      if (value == null) continue;
      found.set(value, [...(found.get(value) ?? []), { product: node.product, variantId: node.id }]);
    }
  }
  return found;
}

/** Finds products by their handles, fresh. */
export async function handleMatches(
  handles: readonly string[],
  { client, context }: Session,
): Promise<Matches> {
  const found = new Map<string, readonly ProductMatch[]>();
  for (const handle of new Set(handles)) {
    // oxlint-disable-next-line no-await-in-loop
    const { productByIdentifier } = await client.call(productCandidate, { identifier: { handle } }, context);
    if (productByIdentifier != null) found.set(handle, [{ product: productByIdentifier, variantId: null }]);
  }
  return found;
}
