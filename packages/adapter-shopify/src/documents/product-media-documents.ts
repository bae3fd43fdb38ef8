import { z } from 'zod';

import { connectionCost } from '../graphql/cost-formula.ts';
import { operation } from '../graphql/operation.ts';
import { userErrorsSchema } from './user-errors.ts';

const mediaData = z.object({
  product: z.object({ media: z.object({ nodes: z.array(z.object({ id: z.string() })) }) }).nullish(),
});

/** Ids of all media of a product, in their order: Shopify lets it have 250. */
export const productMedia = operation<{ readonly id: string }, z.output<typeof mediaData>>({
  name: 'ProductMedia',
  field: 'product',
  document: /* GraphQL */ `
    query ProductMedia($id: ID!) {
      product(id: $id) {
        media(first: 250) {
          nodes {
            id
          }
        }
      }
    }
  `,
  cost: 1 + connectionCost(250, 0),
  repeatable: true,
  data: mediaData,
});

const reorderData = z.object({ productReorderMedia: z.object({ mediaUserErrors: userErrorsSchema }) });

/** Puts media of a product to other places, one after the other. Twice is once: each is told where it is to be. */
export const mediaReorder = operation<
  { readonly id: string; readonly moves: readonly { readonly id: string; readonly newPosition: string }[] },
  z.output<typeof reorderData>
>({
  name: 'MediaReorder',
  field: 'productReorderMedia',
  document: /* GraphQL */ `
    mutation MediaReorder($id: ID!, $moves: [MoveInput!]!) {
      productReorderMedia(id: $id, moves: $moves) {
        mediaUserErrors {
          code
          field
          message
        }
      }
    }
  `,
  cost: 10,
  repeatable: true,
  data: reorderData,
});

const detachData = z.object({ productVariantDetachMedia: z.object({ userErrors: userErrorsSchema }) });

/** Most pairs of a variant and its image that one call takes. Source: answers of real shops. */
export const mostDetached = 100;

/** Takes images away from variants; the product keeps them. */
export const mediaDetach = operation<
  {
    readonly productId: string;
    readonly variantMedia: readonly { readonly variantId: string; readonly mediaIds: readonly string[] }[];
  },
  z.output<typeof detachData>
>({
  name: 'MediaDetach',
  field: 'productVariantDetachMedia',
  document: /* GraphQL */ `
    mutation MediaDetach($productId: ID!, $variantMedia: [ProductVariantDetachMediaInput!]!) {
      productVariantDetachMedia(productId: $productId, variantMedia: $variantMedia) {
        userErrors {
          code
          field
          message
        }
      }
    }
  `,
  cost: 10,
  // Who repeats it looks first what is attached.
  repeatable: false,
  data: detachData,
});
