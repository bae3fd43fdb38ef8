import type { ProductState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';
import { newVariant } from './product-parts.ts';
import { inOptionOrder } from './variant-graph.ts';

/**
 * Makes a variant of every combination that there is not yet, at the price of the first; `false`: there would be too
 * many, and nothing was done.
 */
export function addVariants(
  product: ProductState,
  combinations: readonly (readonly string[])[],
  state: ShopState,
  now: number,
): boolean {
  const known = new Set(product.variants.map(({ valueIds }) => valueIds.join(' ')));
  const missing = combinations.filter((valueIds) => !known.has(valueIds.join(' ')));
  if (product.variants.length + missing.length > state.settings.maxVariants) return false;
  const price = product.variants[0]?.price;
  for (const valueIds of missing) {
    const { variant, item } = newVariant(product.id, [...valueIds], state, now);
    product.variants.push({ ...variant, price: price ?? variant.price });
    state.inventoryItems.set(item.id, item);
  }
  if (missing.length > 0) product.variants = inOptionOrder(product);
  return true;
}
