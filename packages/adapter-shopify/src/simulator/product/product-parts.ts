import { removeMetafieldsOf } from '../metafield/metafield-store.ts';
import type { InventoryItemState, OptionState, ProductState, VariantState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';
import { unindexLater } from './search-index.ts';
import { defaultOptionName, defaultValueName } from './variant-graph.ts';

/** A product with nothing in it. */
export function newProduct(state: ShopState, now: number): ProductState {
  return {
    id: state.newId('Product'),
    handle: '',
    title: '',
    status: 'ACTIVE',
    vendor: state.settings.name,
    productType: '',
    descriptionHtml: '',
    templateSuffix: null,
    tags: [],
    categoryId: null,
    seo: { title: null, description: null },
    options: [],
    variants: [],
    mediaIds: [],
    collectionIds: [],
    createdAt: now,
    updatedAt: now,
  };
}

/** Makes a product simple: one variant without a choice. */
export function addDefaultVariant(product: ProductState, state: ShopState, now: number): void {
  const option = defaultOption(state);
  product.options = [option];
  const valueIds = option.values.map(({ id }) => id);
  const { variant, item } = newVariant(product.id, valueIds, state, now);
  product.variants = [variant];
  state.inventoryItems.set(item.id, item);
}

/** The option of a product that offers no choice. */
export function defaultOption(state: ShopState): OptionState {
  const value = { id: state.newId('ProductOptionValue'), name: defaultValueName };
  return { id: state.newId('ProductOption'), name: defaultOptionName, values: [value] };
}

/** A variant with its inventory item, neither of them in the shop yet. */
export function newVariant(
  productId: string,
  valueIds: string[],
  state: ShopState,
  now: number,
): { readonly variant: VariantState; readonly item: InventoryItemState } {
  const id = state.newId('ProductVariant');
  const inventoryItemId = state.newId('InventoryItem');
  const variant: VariantState = {
    id,
    inventoryItemId,
    valueIds,
    barcodes: [],
    price: '0.00',
    compareAtPrice: null,
    taxable: true,
    inventoryPolicy: 'DENY',
    mediaIds: [],
    createdAt: now,
    updatedAt: now,
  };
  const item: InventoryItemState = {
    id: inventoryItemId,
    variantId: id,
    productId,
    sku: null,
    tracked: false,
    requiresShipping: true,
    cost: null,
    countryCodeOfOrigin: null,
    harmonizedSystemCode: null,
    weight: { unit: state.settings.weightUnit, value: 0 },
    levels: new Map(),
    createdAt: now,
    updatedAt: now,
  };
  stockWhereNewVariantsAre(item, state, now);
  return { variant, item };
}

// A new variant is stocked at the shop’s first location, with nothing there.
function stockWhereNewVariantsAre(item: InventoryItemState, state: ShopState, now: number): void {
  for (const { id, active, fulfillmentService } of state.locations.values()) {
    if (!active || fulfillmentService) continue;
    stockAt(item, id, now);
    return;
  }
}

/** Stocks an item at a location; what was stocked there before comes back with its quantities. */
export function stockAt(item: InventoryItemState, locationId: string, now: number) {
  const existing = item.levels.get(locationId);
  if (existing !== undefined) {
    existing.active = true;
    existing.updatedAt = now;
    return existing;
  }
  const number = /(\d+)$/.exec(locationId)?.[1] ?? '0';
  const itemNumber = /(\d+)$/.exec(item.id)?.[1] ?? '0';
  const level = {
    id: `gid://shopify/InventoryLevel/${number}?inventory_item_id=${itemNumber}`,
    itemId: item.id,
    locationId,
    active: true,
    available: 0,
    committed: 0,
    createdAt: now,
    updatedAt: now,
  };
  item.levels.set(locationId, level);
  return level;
}

/** Puts a product into the shop, or a changed one in the place of the old; parts it has no more go. */
export function storeProduct(product: ProductState, state: ShopState): void {
  const old = state.products.get(product.id);
  const kept = new Set(product.variants.map(({ id }) => id));
  for (const variant of old?.variants ?? []) if (!kept.has(variant.id)) forgetVariant(variant, state);
  const parts = new Set(partIds(product));
  for (const id of partIds(old)) {
    if (parts.has(id)) continue;
    state.productOf.delete(id);
    state.translations.delete(id);
  }
  for (const id of parts) state.productOf.set(id, product.id);
  state.products.set(product.id, product);
}

/** Removes a product with all that belongs to it. */
export function removeProduct(product: ProductState, state: ShopState, now: number): void {
  unindexLater(product.id, state, now);
  for (const variant of product.variants) forgetVariant(variant, state);
  for (const id of partIds(product)) {
    state.productOf.delete(id);
    state.translations.delete(id);
  }
  removeMetafieldsOf(product.id, state);
  state.translations.delete(product.id);
  state.published.delete(product.id);
  if (state.productByHandle.get(product.handle) === product.id) state.productByHandle.delete(product.handle);
  state.products.delete(product.id);
}

function forgetVariant(variant: VariantState, state: ShopState): void {
  state.inventoryItems.delete(variant.inventoryItemId);
  state.productOf.delete(variant.id);
  state.published.delete(variant.id);
  for (const priceList of state.priceLists.values()) priceList.fixed.delete(variant.id);
  removeMetafieldsOf(variant.id, state);
}

function partIds(product: ProductState | undefined): readonly string[] {
  if (product === undefined) return [];
  const options = product.options.flatMap(({ id, values }) => [id, ...values.map((value) => value.id)]);
  return [...options, ...product.variants.map(({ id }) => id)];
}
