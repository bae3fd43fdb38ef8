import type { WholeProduct } from '../documents/read-nodes.ts';
import { momentsOfProducts } from '../documents/read-part-documents.ts';
import { productById } from './product-by-id.ts';
import type { SourceReading } from './source-reading.ts';

/**
 * Products of a bulk result as they are by now: a result may be days old where a pass is resumed, and what webhooks brought
 * since must not be undone by it. Those that were changed since are read anew, those that were deleted left out.
 */
export async function freshProducts(
  products: readonly WholeProduct[],
  reading: SourceReading,
): Promise<readonly WholeProduct[]> {
  const { client, context } = reading;
  const { nodes } = await client.call(momentsOfProducts, { ids: products.map(({ id }) => id) }, context);
  const moments = new Map(nodes.flatMap((node) => (node === null ? [] : [[node.id, node.updatedAt]])));
  const fresh: WholeProduct[] = [];
  for (const product of products) {
    const moment = moments.get(product.id);
    if (moment === undefined) continue;
    const isSame = Date.parse(moment) === Date.parse(product.updatedAt);
    // Rarely more than none.
    // oxlint-disable-next-line no-await-in-loop
    const now = isSame ? product : await productById(product.id, reading);
    if (now !== null) fresh.push(now);
  }
  return fresh;
}
