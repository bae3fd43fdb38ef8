import type { ResolverContext } from '../graphql/resolver.ts';
import { userError } from '../user-error.ts';
import { missingProduct, refused } from './option-result.ts';
import type { OptionResult } from './option-result.ts';
import { defaultOption, storeProduct } from './product-parts.ts';
import { touch } from './touch.ts';

/** What becomes of variants that are alike without an option. */
export type OptionDeleteStrategy = 'DEFAULT' | 'NON_DESTRUCTIVE' | 'POSITION';

/** What came of it. */
export interface OptionDeleteResult extends OptionResult {
  readonly deletedOptionsIds: readonly string[] | null;
}

/** Deletes options: the variants that stay keep their ids, and without any option the one that stays is simple. */
export function deleteOptions(
  productId: string,
  ids: readonly string[],
  strategy: OptionDeleteStrategy,
  context: ResolverContext,
): OptionDeleteResult {
  const { state } = context;
  const refuse = (field: string, message: string, code: string) => ({
    ...refused(userError(field, message, code)),
    deletedOptionsIds: [],
  });
  const old = state.products.get(productId);
  if (old === undefined) return { ...missingProduct(), deletedOptionsIds: null };
  const product = structuredClone(old);
  for (const [index, id] of ids.entries()) {
    const place = product.options.findIndex((option) => option.id === id);
    const option = product.options[place];
    if (option === undefined)
      return refuse(`options.${index}`, 'Option does not exist', 'OPTION_DOES_NOT_EXIST');
    // Values that no variant has do not count.
    const used = new Set(product.variants.map(({ valueIds }) => valueIds[place]));
    if (used.size > 1 && strategy === 'DEFAULT')
      return refuse(
        `options.${index}`,
        "Can't delete option with multiple values.",
        'CANNOT_DELETE_OPTION_WITH_MULTIPLE_VALUES',
      );
    product.options = product.options.toSpliced(place, 1);
    for (const variant of product.variants) variant.valueIds = variant.valueIds.toSpliced(place, 1);
  }
  // Of variants that are alike without the option, the first stays.
  const kept = new Map(product.variants.toReversed().map((variant) => [variant.valueIds.join(' '), variant]));
  const variants = product.variants.filter((variant) => kept.get(variant.valueIds.join(' ')) === variant);
  if (variants.length < product.variants.length && strategy === 'NON_DESTRUCTIVE')
    return refuse(
      'options',
      'Cannot delete options without deleting variants.',
      'CANNOT_USE_NON_DESTRUCTIVE_STRATEGY',
    );
  product.variants = variants;
  if (product.options.length === 0) {
    const option = defaultOption(state);
    product.options = [option];
    for (const variant of product.variants) variant.valueIds = option.values.map(({ id }) => id);
  }
  storeProduct(product, state);
  touch(product, context);
  return { product, deletedOptionsIds: ids, userErrors: [] };
}
