import type { ResolverContext } from '../graphql/resolver.ts';
import type { ProductState } from '../product-state.ts';
import { indexLater } from './search-index.ts';

/** Notes that a product was changed. */
export function touch(product: ProductState, { state, clock, webhooks }: ResolverContext): void {
  product.updatedAt = clock.now();
  indexLater(product, state, clock.now());
  webhooks.productWritten(product.id, false);
}
