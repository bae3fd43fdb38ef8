import type { ResolverContext, Resolvers } from '../graphql/resolver.ts';
import { createOptions } from './option-create.ts';
import type { OptionCreateInput } from './option-create.ts';
import { deleteOptions } from './option-delete.ts';
import type { OptionDeleteStrategy } from './option-delete.ts';
import { reorderOptions } from './option-reorder.ts';
import type { ReorderInput } from './option-reorder.ts';
import type { OptionResult } from './option-result.ts';
import { updateOption } from './option-update.ts';
import type { OptionUpdateArguments } from './option-update.ts';

/** Mutations of options: variants keep their ids. */
export const optionMutations: Resolvers = {
  Mutation: {
    productOptionUpdate: (_source, args: OptionUpdateArguments, context) =>
      withProduct(updateOption(args, context), args.productId, context),
    productOptionsCreate: (
      _source,
      args: {
        readonly productId: string;
        readonly options: readonly OptionCreateInput[];
        readonly variantStrategy?: string | null;
      },
      context,
    ) =>
      withProduct(
        createOptions(args.productId, args.options, args.variantStrategy === 'CREATE', context),
        args.productId,
        context,
      ),
    productOptionsDelete: (
      _source,
      args: {
        readonly productId: string;
        readonly options: readonly string[];
        readonly strategy?: OptionDeleteStrategy | null;
      },
      context,
    ) =>
      withProduct(
        deleteOptions(args.productId, args.options, args.strategy ?? 'DEFAULT', context),
        args.productId,
        context,
      ),
    productOptionsReorder: (
      _source,
      args: { readonly productId: string; readonly options: readonly ReorderInput[] },
      context,
    ) => reorderOptions(args.productId, args.options, context),
  },
};

// What is refused answers the product as it is.
function withProduct<Result extends OptionResult>(
  result: Result,
  productId: string,
  { state }: ResolverContext,
): Result {
  return { ...result, product: result.product ?? state.products.get(productId) ?? null };
}
