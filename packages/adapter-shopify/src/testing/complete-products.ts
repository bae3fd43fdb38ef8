import type { ShopState } from '../simulator/shop-state.ts';
import { someProducts } from './bulk-shop.ts';
import type { Wanted } from './bulk-shop.ts';

/** What a shop must have for {@link completeProducts}. For tests. */
export const marketShop = {
  markets: [{ name: 'Switzerland', currency: 'CHF', countries: ['CH'] }],
} as const;

/** So many products that are translated, priced for a market and published: what cannot all go with their create. For tests. */
export function completeProducts(count: number, change: Partial<Wanted['data']> = {}): Wanted[] {
  return someProducts(count).map(({ key, data }) => ({
    key,
    data: {
      ...data,
      publications: ['Online Store', 'Point of Sale'],
      translations: {
        de: {
          title: `Ding ${key}`,
          descriptionHtml: '<p>Text</p>',
          options: { Size: 'Größe' },
          optionValues: { Size: { s: 'klein' } },
          metafields: { custom: { material: 'Wolle' } },
        },
        fr: { title: `Chose ${key}` },
      },
      variants: data.variants.map((variant) => ({
        ...variant,
        translations: { de: { metafields: { custom: { length: 'lang' } } } },
        marketPrices: [{ priceList: 'switzerland', amount: '21', compareAt: '25.5' }],
      })),
      ...change,
    },
  }));
}

/** The same, without translations of parts of products, which are resources of their own. For tests. */
export function plainlyTranslated(count: number, change: Partial<Wanted['data']> = {}): Wanted[] {
  const translations = { de: { title: 'Ding' }, fr: { title: 'Chose' } };
  return completeProducts(count, { translations, ...change }).map(({ data, ...each }) => ({
    ...each,
    data: { ...data, variants: data.variants.map(({ translations: _texts, ...variant }) => variant) },
  }));
}

/** What a product of {@link completeProducts} has in a shop beside what goes with its create. */
export function extrasOf(id: string, state: ShopState) {
  const product = state.products.get(id);
  const [list] = state.priceLists.values();
  const ids = [
    id,
    ...(product?.options ?? []).flatMap((option) => [option.id, ...option.values.map((value) => value.id)]),
    ...[id, ...(product?.variants ?? []).map((variant) => variant.id)].flatMap((owner) =>
      [...(state.metafields.get(owner)?.values() ?? [])].map((metafield) => metafield.id),
    ),
  ];
  return {
    status: product?.status,
    publications: [...(state.published.get(id)?.keys() ?? [])].length,
    prices: (product?.variants ?? []).map((variant) => list?.fixed.get(variant.id)?.price),
    texts: ids
      .flatMap((each) => [...(state.translations.get(each)?.values() ?? [])].map(({ value }) => value))
      .toSorted(),
  };
}

/** Titles of products that shoppers see although something is lacking. */
export function shownTooEarly(
  state: ShopState,
  isComplete: (extras: ReturnType<typeof extrasOf>) => boolean,
): string[] {
  return [...state.products.values()].flatMap(({ id, title, status }) =>
    status === 'ACTIVE' && !isComplete(extrasOf(id, state)) ? [title] : [],
  );
}
