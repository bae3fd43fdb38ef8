import type { ResolverContext, Resolvers } from '../graphql/resolver.ts';
import type { ProductState } from '../product-state.ts';
import { touch } from '../product/touch.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';

interface VariantMedia {
  readonly variantId: string;
  readonly mediaIds: readonly string[];
}

interface DetachArguments {
  readonly productId: string;
  readonly variantMedia: readonly VariantMedia[];
}

const mostPairs = 100;

/** Takes images away from variants; the product keeps them. */
export const detachMedia: Resolvers = {
  Mutation: {
    productVariantDetachMedia: (
      _source,
      { productId, variantMedia }: DetachArguments,
      context: ResolverContext,
    ) => {
      const product = context.state.products.get(productId);
      if (product === undefined)
        return refused([userError('productId', 'Product does not exist', 'PRODUCT_DOES_NOT_EXIST')]);
      const errors = problemsOf(variantMedia, product);
      if (errors.length > 0) return refused(errors);
      for (const { variantId, mediaIds } of variantMedia)
        for (const variant of product.variants)
          if (variant.id === variantId)
            variant.mediaIds = variant.mediaIds.filter((id) => !mediaIds.includes(id));
      touch(product, context);
      const named = new Set(variantMedia.map(({ variantId }) => variantId));
      const productVariants = product.variants.filter(({ id }) => named.has(id));
      return { product, productVariants, userErrors: [] };
    },
  },
};

function refused(userErrors: readonly UserErrorState[]) {
  return { product: null, productVariants: null, userErrors };
}

function problemsOf(pairs: readonly VariantMedia[], { variants }: ProductState): readonly UserErrorState[] {
  if (pairs.length > mostPairs)
    return [
      userError(
        'variantMedia',
        `Exceeded ${mostPairs} variant-media pairs per mutation.`,
        'MAXIMUM_VARIANT_MEDIA_PAIRS_EXCEEDED',
      ),
    ];
  return pairs.flatMap(({ variantId, mediaIds }, index): UserErrorState[] => {
    const at = `variantMedia.${index}`;
    if (mediaIds.length === 0)
      return [userError(`${at}.mediaIds`, 'The mediaIds list cannot be empty.', 'BLANK')];
    if (mediaIds.length > 1)
      return [
        userError(
          `${at}.mediaIds`,
          'Only one mediaId is allowed per media input.',
          'TOO_MANY_MEDIA_PER_INPUT_PAIR',
        ),
      ];
    if (pairs.findIndex((pair) => pair.variantId === variantId) < index)
      return [
        userError(
          `${at}.variantId`,
          'Variant was specified in more than one media input.',
          'PRODUCT_VARIANT_SPECIFIED_MULTIPLE_TIMES',
        ),
      ];
    const variant = variants.find(({ id }) => id === variantId);
    if (variant === undefined)
      return [
        userError(
          `${at}.variantId`,
          'Variant does not exist on the specified product.',
          'PRODUCT_VARIANT_DOES_NOT_EXIST_ON_PRODUCT',
        ),
      ];
    if (mediaIds.every((id) => variant.mediaIds.includes(id))) return [];
    return [
      userError(
        `${at}.variantId`,
        'The specified media is not attached to the specified variant.',
        'MEDIA_IS_NOT_ATTACHED_TO_VARIANT',
      ),
    ];
  });
}
