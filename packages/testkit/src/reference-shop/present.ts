import type { ShopProduct, ShopTexts, ShopVariant } from './resources.ts';
import type { ShopSettings } from './shop-settings.ts';

/** Texts as the API gives them: every language of the shop, `null` where there is no text. */
export function presentTexts(
  texts: ShopTexts | undefined,
  { locales }: ShopSettings,
): Record<string, string | null> {
  return Object.fromEntries(locales.map((locale) => [locale, texts?.[locale] ?? null]));
}

/** A product as the API gives it: with all fields, the empty ones too. */
export function presentProduct(product: ShopProduct, settings: ShopSettings): object {
  const { id, reference, handle, brand = null, productType = null, status, seo } = product;
  return {
    id,
    ...(reference === undefined ? {} : { reference }),
    handle,
    status,
    title: presentTexts(product.title, settings),
    description: presentTexts(product.description, settings),
    brand,
    productType,
    tags: product.tags ?? [],
    categories: product.categories ?? [],
    images: product.images ?? [],
    seo: { title: presentTexts(seo?.title, settings), description: presentTexts(seo?.description, settings) },
    specs: product.specs ?? [],
    options: product.options ?? [],
    related: product.related ?? [],
    variants: (product.variants ?? []).map(presentVariant),
  };
}

function presentVariant(variant: ShopVariant): object {
  const { sku, barcode = null, weightGrams = null, stock = null } = variant;
  return {
    sku,
    barcode,
    options: variant.options ?? [],
    prices: presentPrices(variant.prices),
    weightGrams,
    stock,
    images: variant.images ?? [],
  };
}

/** Prices as the API gives them. */
export function presentPrices(prices: ShopVariant['prices'] = []): object[] {
  return prices.map(({ currency, amount, compareAt = null }) => ({ currency, amount, compareAt }));
}
