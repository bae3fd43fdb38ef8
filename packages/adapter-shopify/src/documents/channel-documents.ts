import { z } from 'zod';

import { connectionCost } from '../graphql/cost-formula.ts';
import { operation } from '../graphql/operation.ts';
import { userErrorsSchema } from './user-errors.ts';

interface PublishVariables {
  readonly id: string;
  readonly input: readonly { readonly publicationId: string }[];
}

const publishData = z.object({ publishablePublish: z.object({ userErrors: userErrorsSchema }) });

/** Shows a product in publications. */
export const publish = operation<PublishVariables, z.output<typeof publishData>>({
  name: 'Publish',
  field: 'publishablePublish',
  document: /* GraphQL */ `
    mutation Publish($id: ID!, $input: [PublicationInput!]!) {
      publishablePublish(id: $id, input: $input) {
        userErrors {
          field
          message
        }
      }
    }
  `,
  cost: 10,
  repeatable: true,
  data: publishData,
});

const unpublishData = z.object({ publishableUnpublish: z.object({ userErrors: userErrorsSchema }) });

/** Hides a product from publications. */
export const unpublish = operation<PublishVariables, z.output<typeof unpublishData>>({
  name: 'Unpublish',
  field: 'publishableUnpublish',
  document: /* GraphQL */ `
    mutation Unpublish($id: ID!, $input: [PublicationInput!]!) {
      publishableUnpublish(id: $id, input: $input) {
        userErrors {
          field
          message
        }
      }
    }
  `,
  cost: 10,
  repeatable: true,
  data: unpublishData,
});

const translatableData = z.object({
  translatableResourcesByIds: z.object({
    nodes: z.array(
      z.object({
        resourceId: z.string(),
        translatableContent: z.array(z.object({ key: z.string(), digest: z.string().nullish() })),
      }),
    ),
  }),
});

/** The texts of some resources that can be translated, with the digests that translations have to name. */
export const translatableContent = operation<
  { readonly ids: readonly string[]; readonly first: number },
  z.output<typeof translatableData>
>({
  name: 'TranslatableContent',
  field: 'translatableResourcesByIds',
  document: /* GraphQL */ `
    query TranslatableContent($ids: [ID!]!, $first: Int!) {
      translatableResourcesByIds(resourceIds: $ids, first: $first) {
        nodes {
          resourceId
          translatableContent {
            key
            digest
          }
        }
      }
    }
  `,
  cost: ({ first }) => connectionCost(first, 1),
  repeatable: true,
  data: translatableData,
});

const registerData = z.object({ translationsRegister: z.object({ userErrors: userErrorsSchema }) });

/** Sets translations of a resource, at most 100. Good ones are stored although others are refused. */
export const translationsRegister = operation<
  { readonly resourceId: string; readonly translations: readonly object[] },
  z.output<typeof registerData>
>({
  name: 'TranslationsPut',
  field: 'translationsRegister',
  document: /* GraphQL */ `
    mutation TranslationsPut($resourceId: ID!, $translations: [TranslationInput!]!) {
      translationsRegister(resourceId: $resourceId, translations: $translations) {
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
  data: registerData,
});

const removeData = z.object({ translationsRemove: z.object({ userErrors: userErrorsSchema }) });

/** Takes translations away: readers see the text of the primary language again. */
export const translationsRemove = operation<
  {
    readonly resourceId: string;
    readonly translationKeys: readonly string[];
    readonly locales: readonly string[];
  },
  z.output<typeof removeData>
>({
  name: 'TranslationsRemove',
  field: 'translationsRemove',
  document: /* GraphQL */ `
    mutation TranslationsRemove($resourceId: ID!, $translationKeys: [String!]!, $locales: [String!]!) {
      translationsRemove(resourceId: $resourceId, translationKeys: $translationKeys, locales: $locales) {
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
  data: removeData,
});

const pricesAddData = z.object({ priceListFixedPricesAdd: z.object({ userErrors: userErrorsSchema }) });

/** Sets fixed prices of a price list. */
export const fixedPricesAdd = operation<
  { readonly priceListId: string; readonly prices: readonly object[] },
  z.output<typeof pricesAddData>
>({
  name: 'PriceListPricesPut',
  field: 'priceListFixedPricesAdd',
  document: /* GraphQL */ `
    mutation PriceListPricesPut($priceListId: ID!, $prices: [PriceListPriceInput!]!) {
      priceListFixedPricesAdd(priceListId: $priceListId, prices: $prices) {
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
  data: pricesAddData,
});

const pricesDeleteData = z.object({
  priceListFixedPricesDelete: z.object({ userErrors: userErrorsSchema }),
});

/** Takes fixed prices away: the price of the market follows the variant’s again. */
export const fixedPricesDelete = operation<
  { readonly priceListId: string; readonly variantIds: readonly string[] },
  z.output<typeof pricesDeleteData>
>({
  name: 'PriceListPricesRemove',
  field: 'priceListFixedPricesDelete',
  document: /* GraphQL */ `
    mutation PriceListPricesRemove($priceListId: ID!, $variantIds: [ID!]!) {
      priceListFixedPricesDelete(priceListId: $priceListId, variantIds: $variantIds) {
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
  data: pricesDeleteData,
});
