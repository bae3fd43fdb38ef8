import type { ResolverContext, Resolvers } from '../graphql/resolver.ts';
import { userError } from '../user-error.ts';
import { storeProduct } from './product-parts.ts';
import { touch } from './touch.ts';
import { createVariants } from './variant-create.ts';
import { missingProduct } from './variant-draft.ts';
import type { VariantBulkInput } from './variant-draft.ts';
import { updateVariants } from './variant-update.ts';

/** Mutations of the variants of one product. */
export const variantMutations: Resolvers = {
  Mutation: {
    productVariantsBulkCreate: (
      _source,
      args: {
        readonly productId: string;
        readonly variants: readonly VariantBulkInput[];
        readonly strategy?: 'DEFAULT' | 'PRESERVE_STANDALONE_VARIANT' | 'REMOVE_STANDALONE_VARIANT' | null;
      },
      context,
    ) => createVariants(args.productId, args.variants, args.strategy ?? 'DEFAULT', context),
    productVariantsBulkUpdate: (
      _source,
      args: {
        readonly productId: string;
        readonly variants: readonly VariantBulkInput[];
        readonly allowPartialUpdates?: boolean | null;
      },
      context,
    ) => updateVariants(args.productId, args.variants, args.allowPartialUpdates === true, context),
    productVariantsBulkDelete: (
      _source,
      args: { readonly productId: string; readonly variantsIds: readonly string[] },
      context,
    ) => deleteVariants(args.productId, args.variantsIds, context),
    productVariantsBulkReorder: (
      _source,
      args: {
        readonly productId: string;
        readonly positions: readonly { readonly id: string; readonly position: number }[];
      },
      context,
    ) => reorderVariants(args.productId, args.positions, context),
  },
};

function deleteVariants(productId: string, ids: readonly string[], context: ResolverContext) {
  const { state } = context;
  const old = state.products.get(productId);
  if (old === undefined) return { product: null, userErrors: [missingProduct()] };
  if (ids.length === 0) return { product: old, userErrors: [] };
  const foreign = ids.findIndex((id) => !old.variants.some((variant) => variant.id === id));
  if (foreign >= 0)
    return {
      product: null,
      userErrors: [
        userError(
          `variantsIds.${foreign}`,
          'At least one variant does not belong to the product',
          'AT_LEAST_ONE_VARIANT_DOES_NOT_BELONG_TO_THE_PRODUCT',
        ),
      ],
    };
  if (old.variants.every(({ id }) => ids.includes(id)))
    return {
      product: null,
      userErrors: [
        userError('variantsIds', 'Cannot delete the last variant of a product', 'CANNOT_DELETE_LAST_VARIANT'),
      ],
    };
  const product = structuredClone(old);
  product.variants = product.variants.filter(({ id }) => !ids.includes(id));
  const used = new Set(product.variants.flatMap(({ valueIds }) => valueIds));
  for (const option of product.options) option.values = option.values.filter(({ id }) => used.has(id));
  storeProduct(product, state);
  touch(product, context);
  return { product, userErrors: [] };
}

function reorderVariants(
  productId: string,
  positions: readonly { readonly id: string; readonly position: number }[],
  context: ResolverContext,
) {
  const { state } = context;
  const product = state.products.get(productId);
  if (product === undefined) return { product: null, userErrors: [missingProduct()] };
  const errors = positions.flatMap(({ id, position }, index) => {
    if (!product.variants.some((variant) => variant.id === id))
      return [userError(`positions.${index}.id`, 'Product variant does not exist', 'MISSING_VARIANT')];
    if (position < 1)
      return [
        userError(
          `positions.${index}.position`,
          'Position can not be zero or negative number',
          'INVALID_POSITION',
        ),
      ];
    return [];
  });
  if (new Set(positions.map(({ id }) => id)).size < positions.length)
    errors.push(userError('positions', 'Product variant IDs must be unique', 'DUPLICATED_VARIANT_ID'));
  if (errors.length > 0) return { product: null, userErrors: errors };
  for (const { id, position } of positions.toSorted((a, b) => a.position - b.position)) {
    const from = product.variants.findIndex((variant) => variant.id === id);
    const [variant] = product.variants.splice(from, 1);
    if (variant !== undefined) product.variants.splice(position - 1, 0, variant);
  }
  touch(product, context);
  return { product, userErrors: [] };
}
