import type { ResolverContext, Resolvers } from '../graphql/resolver.ts';
import { touch } from '../product/touch.ts';
import { userError } from '../user-error.ts';

interface Move {
  readonly id: string;
  readonly newPosition: string | number;
}

interface ReorderArguments {
  readonly id: string;
  readonly moves: readonly Move[];
}

/** Puts media of a product in another order: moves are made one after the other, each from what those before it left. */
export const reorderMedia: Resolvers = {
  Mutation: {
    productReorderMedia: (_source, { id, moves }: ReorderArguments, context: ResolverContext) => {
      const product = context.state.products.get(id);
      if (product === undefined)
        return refused(userError('id', 'Product does not exist', 'PRODUCT_DOES_NOT_EXIST'));
      const missing = moves.findIndex((move) => !product.mediaIds.includes(move.id));
      if (missing >= 0)
        return refused(
          userError(
            `moves.${missing}.id`,
            `Media id ${moves[missing]?.id} does not exist on product`,
            'MEDIA_DOES_NOT_EXIST_ON_PRODUCT',
          ),
        );
      for (const move of moves) {
        const others = product.mediaIds.filter((each) => each !== move.id);
        others.splice(Number(move.newPosition), 0, move.id);
        product.mediaIds = others;
      }
      touch(product, context);
      return { job: { id: 'gid://shopify/Job/1', done: true }, mediaUserErrors: [] };
    },
  },
};

function refused(error: ReturnType<typeof userError>) {
  return { job: null, mediaUserErrors: [error] };
}
