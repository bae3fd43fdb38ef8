import { z } from 'zod';

import { connectionCost } from '../graphql/cost-formula.ts';
import { operation } from '../graphql/operation.ts';
import { metafieldFields, metafieldNodeSchema, pageInfoFields, pageOf } from './read-nodes.ts';

const wholeCollectionSchema = z.object({
  id: z.string(),
  handle: z.string(),
  title: z.string(),
  descriptionHtml: z.string(),
  sortOrder: z.string(),
  seo: z.object({ title: z.string().nullish(), description: z.string().nullish() }),
  image: z.object({ url: z.string(), altText: z.string().nullish() }).nullish(),
  metafields: pageOf(metafieldNodeSchema),
});

/** A collection with the first part of its metafields. */
export type CollectionFields = z.output<typeof wholeCollectionSchema>;

const collectionsData = z.object({ nodes: z.array(wholeCollectionSchema.partial().nullable()) });

/** See {@link CollectionFields}; `null` for a node that is no collection. */
export function collectionOf(node: object | null): CollectionFields | null {
  return wholeCollectionSchema.safeParse(node).data ?? null;
}

/** Some collections as they are, with the first part of their metafields. */
export const collectionsByIds = operation<
  { readonly ids: readonly string[] },
  z.output<typeof collectionsData>
>({
  name: 'ReadCollectionsByIds',
  field: 'nodes',
  document: /* GraphQL */ `
    query ReadCollectionsByIds($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on Collection {
          id
          handle
          title
          descriptionHtml
          sortOrder
          seo {
            title
            description
          }
          image {
            url
            altText
          }
          metafields(first: 50) {
            nodes {
              ${metafieldFields}
            }
            ${pageInfoFields}
          }
        }
      }
    }
  `,
  cost: 1 + 2 + connectionCost(50, 0),
  repeatable: true,
  data: collectionsData,
});
