import type { Resolvers } from '../graphql/resolver.ts';
import { createOptions } from './option-create.ts';
import type { OptionCreateInput } from './option-create.ts';
import { deleteOptions } from './option-delete.ts';
import type { OptionDeleteStrategy } from './option-delete.ts';
import { reorderOptions } from './option-reorder.ts';
import type { ReorderInput } from './option-reorder.ts';
import { updateOption } from './option-update.ts';
import type { OptionUpdateArguments } from './option-update.ts';

/** Mutations of options: variants keep their ids. */
export const optionMutations: Resolvers = {
  Mutation: {
    productOptionUpdate: (_source, args: OptionUpdateArguments, context) => updateOption(args, context),
    productOptionsCreate: (
      _source,
      args: {
        readonly productId: string;
        readonly options: readonly OptionCreateInput[];
        readonly variantStrategy?: string | null;
      },
      context,
    ) => createOptions(args.productId, args.options, args.variantStrategy === 'CREATE', context),
    productOptionsDelete: (
      _source,
      args: {
        readonly productId: string;
        readonly options: readonly string[];
        readonly strategy?: OptionDeleteStrategy | null;
      },
      context,
    ) => deleteOptions(args.productId, args.options, args.strategy ?? 'DEFAULT', context),
    productOptionsReorder: (
      _source,
      args: { readonly productId: string; readonly options: readonly ReorderInput[] },
      context,
    ) => reorderOptions(args.productId, args.options, context),
  },
};
