import { z } from 'zod';

import { operation } from '../graphql/operation.ts';
import { userErrorsSchema } from './user-errors.ts';

const metafieldsSetData = z.object({ metafieldsSet: z.object({ userErrors: userErrorsSchema }) });

/** Sets up to 25 metafields of any owners, all or none. */
export const metafieldsSet = operation<
  { readonly metafields: readonly object[] },
  z.output<typeof metafieldsSetData>
>({
  name: 'MetafieldsPut',
  field: 'metafieldsSet',
  document: /* GraphQL */ `
    mutation MetafieldsPut($metafields: [MetafieldsSetInput!]!) {
      metafieldsSet(metafields: $metafields) {
        userErrors {
          code
          field
          message
        }
      }
    }
  `,
  cost: 10,
  repeatable: true,
  data: metafieldsSetData,
});

const metafieldsDeleteData = z.object({ metafieldsDelete: z.object({ userErrors: userErrorsSchema }) });

/** Takes metafields away; those that are not there do not matter. */
export const metafieldsDelete = operation<
  { readonly metafields: readonly object[] },
  z.output<typeof metafieldsDeleteData>
>({
  name: 'MetafieldsRemove',
  field: 'metafieldsDelete',
  document: /* GraphQL */ `
    mutation MetafieldsRemove($metafields: [MetafieldIdentifierInput!]!) {
      metafieldsDelete(metafields: $metafields) {
        userErrors {
          field
          message
        }
      }
    }
  `,
  cost: 10,
  repeatable: true,
  data: metafieldsDeleteData,
});

const tagsAddData = z.object({ tagsAdd: z.object({ userErrors: userErrorsSchema }) });

interface TagVariables {
  readonly id: string;
  readonly tags: readonly string[];
}

/** Adds tags; those that are there do not matter. */
export const tagsAdd = operation<TagVariables, z.output<typeof tagsAddData>>({
  name: 'TagsAdd',
  field: 'tagsAdd',
  document: /* GraphQL */ `
    mutation TagsAdd($id: ID!, $tags: [String!]!) {
      tagsAdd(id: $id, tags: $tags) {
        userErrors {
          field
          message
        }
      }
    }
  `,
  cost: 10,
  repeatable: true,
  data: tagsAddData,
});

const tagsRemoveData = z.object({ tagsRemove: z.object({ userErrors: userErrorsSchema }) });

/** Takes tags away; those that are not there do not matter. */
export const tagsRemove = operation<TagVariables, z.output<typeof tagsRemoveData>>({
  name: 'TagsRemove',
  field: 'tagsRemove',
  document: /* GraphQL */ `
    mutation TagsRemove($id: ID!, $tags: [String!]!) {
      tagsRemove(id: $id, tags: $tags) {
        userErrors {
          field
          message
        }
      }
    }
  `,
  cost: 10,
  repeatable: true,
  data: tagsRemoveData,
});
