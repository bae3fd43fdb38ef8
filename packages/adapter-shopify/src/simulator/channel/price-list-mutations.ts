import { connection } from '../graphql/connection.ts';
import type { PageArguments } from '../graphql/connection.ts';
import type { Resolvers } from '../graphql/resolver.ts';
import { normalAmount } from '../money.ts';
import type { PriceListState, ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';

interface MoneyInput {
  readonly amount: string;
  readonly currencyCode: string;
}

interface PriceInput {
  readonly variantId: string;
  readonly price: MoneyInput;
  readonly compareAtPrice?: MoneyInput | null;
}

const missingList = () => [userError('priceListId', 'Price list does not exist.', 'PRICE_LIST_NOT_FOUND')];

/** Mutations of fixed prices of a market, and what is told of them. */
export const priceListMutations: Resolvers = {
  Mutation: {
    priceListFixedPricesAdd: (
      _source,
      args: { readonly priceListId: string; readonly prices: readonly PriceInput[] },
      { state },
    ) => {
      const list = state.priceLists.get(args.priceListId);
      if (list === undefined) return { prices: null, userErrors: missingList() };
      const userErrors = args.prices.flatMap((price, index) => priceErrors(price, index, list, state));
      if (userErrors.length > 0) return { prices: null, userErrors };
      // Of two prices for one variant, the last counts.
      for (const { variantId, price, compareAtPrice } of args.prices) {
        list.fixed.set(variantId, {
          price: normalAmount(price.amount, list.currency),
          compareAtPrice: compareAtPrice == null ? null : normalAmount(compareAtPrice.amount, list.currency),
        });
      }
      return { prices: args.prices.map(({ variantId }) => fixedPrice(variantId, list, state)), userErrors };
    },
    priceListFixedPricesDelete: (
      _source,
      args: { readonly priceListId: string; readonly variantIds: readonly string[] },
      { state },
    ) => {
      const list = state.priceLists.get(args.priceListId);
      if (list === undefined) return { deletedFixedPriceVariantIds: null, userErrors: missingList() };
      const userErrors = args.variantIds.flatMap((id, index): UserErrorState[] => {
        if (!state.productOf.has(id))
          return [
            userError(`variantIds.${index}`, 'Product variant ID does not exist.', 'VARIANT_NOT_FOUND'),
          ];
        return list.fixed.has(id)
          ? []
          : [userError(`variantIds.${index}`, 'Only fixed prices can be deleted.', 'PRICE_NOT_FIXED')];
      });
      if (userErrors.length > 0) return { deletedFixedPriceVariantIds: null, userErrors };
      for (const id of args.variantIds) list.fixed.delete(id);
      return { deletedFixedPriceVariantIds: args.variantIds, userErrors };
    },
  },
  PriceList: {
    fixedPricesCount: ({ fixed }: PriceListState) => fixed.size,
    prices: (list: PriceListState, args: PageArguments & { readonly query?: string | null }, { state }) => {
      const wanted = [...(args.query ?? '').matchAll(/(product|variant)_id:(\d+)/g)].map(
        ([, kind, number]) => `gid://shopify/${kind === 'product' ? 'Product' : 'ProductVariant'}/${number}`,
      );
      const ids = [...list.fixed.keys()].filter(
        (id) => wanted.length === 0 || wanted.includes(id) || wanted.includes(state.productOf.get(id) ?? ''),
      );
      return connection(
        ids.map((id) => fixedPrice(id, list, state)),
        args,
        ({ variant }) => variant?.id ?? '',
      );
    },
  },
};

function fixedPrice(variantId: string, list: PriceListState, state: ShopState) {
  const fixed = list.fixed.get(variantId);
  const money = (amount: string) => ({ amount, currencyCode: list.currency });
  const product = state.products.get(state.productOf.get(variantId) ?? '');
  return {
    originType: 'FIXED',
    price: money(fixed?.price ?? '0.00'),
    compareAtPrice: fixed?.compareAtPrice == null ? null : money(fixed.compareAtPrice),
    variant: product?.variants.find(({ id }) => id === variantId),
  };
}

function priceErrors(
  { variantId, price, compareAtPrice }: PriceInput,
  index: number,
  { currency }: PriceListState,
  { productOf }: ShopState,
): UserErrorState[] {
  // A variant that does not exist hides a wrong currency.
  if (!productOf.has(variantId))
    return [
      userError(`prices.${index}.variantId`, 'Product variant ID does not exist.', 'VARIANT_NOT_FOUND'),
    ];
  const wrong = (field: string) =>
    userError(
      `prices.${index}.${field}.currencyCode`,
      "The specified currency does not match the price list's currency.",
      'PRICE_LIST_CURRENCY_MISMATCH',
    );
  return [
    ...(price.currencyCode === currency ? [] : [wrong('price')]),
    ...(compareAtPrice == null || compareAtPrice.currencyCode === currency ? [] : [wrong('compareAtPrice')]),
  ];
}
