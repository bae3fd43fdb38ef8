import type { ShopAsset, ShopCategory, ShopProduct, ShopVariant } from './resources.ts';

/** All that a shop holds, with what it needs to be quick about it. */
export interface ShopState {
  readonly categories: Map<string, ShopCategory>;
  readonly assets: Map<string, ShopAsset>;
  readonly products: Map<string, ShopProduct>;
  /** Id of the product that has the SKU, by {@link skuIndex}. */
  readonly skus: Map<string, string>;
  /** Id of the product that has the handle. */
  readonly handles: Map<string, string>;
  /** Ids of the products with a reference, and when they were created: milliseconds since 1970. */
  readonly references: Map<string, Map<string, number>>;
  /** How many ids were assigned. */
  assigned: number;
}

/** An empty shop. */
export function createShopState(): ShopState {
  return {
    categories: new Map(),
    assets: new Map(),
    products: new Map(),
    skus: new Map(),
    handles: new Map(),
    references: new Map(),
    assigned: 0,
  };
}

/** SKUs that differ only in upper and lower case are one SKU, as in many a shop’s database. */
export function skuIndex(sku: string): string {
  return sku.toLowerCase();
}

/** Puts a product in, in place of the one with its id. */
export function storeProduct(state: ShopState, product: ShopProduct, now: number): void {
  const known = state.products.get(product.id);
  const createdAt = state.references.get(known?.reference ?? '')?.get(product.id) ?? now;
  forget(state, known);
  if (product.reference !== undefined) {
    const ids = state.references.get(product.reference) ?? new Map<string, number>();
    state.references.set(product.reference, ids.set(product.id, createdAt));
  }
  state.products.set(product.id, product);
  if (product.handle !== undefined) state.handles.set(product.handle, product.id);
  for (const { sku } of product.variants ?? []) state.skus.set(skuIndex(sku), product.id);
}

/** Takes a product out; tells whether there was one. */
export function removeProduct(state: ShopState, id: string): boolean {
  forget(state, state.products.get(id));
  return state.products.delete(id);
}

function forget(state: ShopState, product: ShopProduct | undefined): void {
  state.references.get(product?.reference ?? '')?.delete(product?.id ?? '');
  if (product?.handle !== undefined) state.handles.delete(product.handle);
  for (const { sku } of product?.variants ?? []) {
    if (state.skus.get(skuIndex(sku)) === product?.id) state.skus.delete(skuIndex(sku));
  }
}

/** The variant with a SKU, and the product it belongs to. */
export function findVariant(
  state: ShopState,
  sku: string,
): { readonly product: ShopProduct; readonly variant: ShopVariant } | undefined {
  const product = state.products.get(state.skus.get(skuIndex(sku)) ?? '');
  const variant = product?.variants?.find((each) => skuIndex(each.sku) === skuIndex(sku));
  return product === undefined || variant === undefined ? undefined : { product, variant };
}

/** Puts another state of a variant in. */
export function storeVariant(state: ShopState, product: ShopProduct, variant: ShopVariant): void {
  const variants = product.variants?.map((each) => (each.sku === variant.sku ? variant : each)) ?? [];
  state.products.set(product.id, { ...product, variants });
}
