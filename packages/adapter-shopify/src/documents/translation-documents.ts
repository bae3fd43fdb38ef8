import { z } from 'zod';

import { connectionCost } from '../graphql/cost-formula.ts';
import { operation } from '../graphql/operation.ts';
import { metafieldFields, metafieldNodeSchema, pageInfoFields, pageOf } from './read-nodes.ts';

const optionsSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    optionValues: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
);

/** Options of a product with their values. */
export type OptionParts = z.output<typeof optionsSchema>;

const optionsSelection = /* GraphQL */ `
  options {
    id
    name
    optionValues {
      id
      name
    }
  }
`;

const optionsData = z.object({
  nodes: z.array(z.object({ id: z.string(), options: optionsSchema }).partial().nullable()),
});

/** Options of some products with their values. */
export const optionsOfProducts = operation<{ readonly ids: readonly string[] }, z.output<typeof optionsData>>(
  {
    name: 'OptionsOfProducts',
    field: 'nodes',
    document: /* GraphQL */ `
    query OptionsOfProducts($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on Product {
          id
          ${optionsSelection}
        }
      }
    }
  `,
    cost: 3,
    repeatable: true,
    data: optionsData,
  },
);

const metafieldsSelection = /* GraphQL */ `
  metafields(first: 250) {
    nodes {
      ${metafieldFields}
    }
    ${pageInfoFields}
  }
`;

const metafieldsData = z.object({
  nodes: z.array(
    z
      .object({ id: z.string(), metafields: pageOf(metafieldNodeSchema) })
      .partial()
      .nullable(),
  ),
});

/** Metafields of some products and variants. */
export const metafieldsOfOwners = operation<
  { readonly ids: readonly string[] },
  z.output<typeof metafieldsData>
>({
  name: 'MetafieldsOfOwners',
  field: 'nodes',
  document: /* GraphQL */ `
    query MetafieldsOfOwners($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on Product {
          id
          ${metafieldsSelection}
        }
        ... on ProductVariant {
          id
          ${metafieldsSelection}
        }
      }
    }
  `,
  cost: 1 + connectionCost(250, 0),
  repeatable: true,
  data: metafieldsData,
});

const contentsData = z.object({
  translatableResourcesByIds: z.object({
    nodes: z.array(
      z.object({
        resourceId: z.string(),
        translatableContent: z.array(z.object({ key: z.string(), digest: z.string().nullish() })),
        translations: z.array(
          z.object({ key: z.string(), value: z.string().nullish(), outdated: z.boolean() }),
        ),
      }),
    ),
  }),
});

/** Texts of some resources, at most 250, with their digests and what they are in one language. */
export const translatableContents = operation<
  { readonly ids: readonly string[]; readonly locale: string },
  z.output<typeof contentsData>
>({
  name: 'TranslatableContents',
  field: 'translatableResourcesByIds',
  document: /* GraphQL */ `
    query TranslatableContents($ids: [ID!]!, $locale: String!) {
      translatableResourcesByIds(resourceIds: $ids, first: 250) {
        nodes {
          resourceId
          translatableContent {
            key
            digest
          }
          translations(locale: $locale) {
            key
            value
            outdated
          }
        }
      }
    }
  `,
  cost: connectionCost(250, 2),
  repeatable: true,
  data: contentsData,
});
