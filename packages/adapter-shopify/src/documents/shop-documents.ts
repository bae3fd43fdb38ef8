import { z } from 'zod';

import { connectionCost } from '../graphql/cost-formula.ts';
import { operation } from '../graphql/operation.ts';
import { pageInfoSchema, userErrorsSchema } from './user-errors.ts';

type NoVariables = Readonly<Record<string, never>>;

const shopContextData = z.object({
  shop: z.object({
    id: z.string(),
    name: z.string(),
    myshopifyDomain: z.string(),
    currencyCode: z.string(),
    plan: z.object({ publicDisplayName: z.string() }),
    resourceLimits: z.object({ maxProductOptions: z.number(), maxProductVariants: z.number() }),
  }),
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
});

/** What kind of shop it is, and what the app may do there. */
export const shopContext = operation<NoVariables, z.output<typeof shopContextData>>({
  name: 'ShopContext',
  field: 'shop',
  document: /* GraphQL */ `
    query ShopContext {
      shop {
        id
        name
        myshopifyDomain
        currencyCode
        plan {
          publicDisplayName
        }
        resourceLimits {
          maxProductOptions
          maxProductVariants
        }
      }
      currentAppInstallation {
        id
        accessScopes {
          handle
        }
      }
    }
  `,
  cost: 5,
  repeatable: true,
  data: shopContextData,
});

const shopLocalesData = z.object({
  shopLocales: z.array(z.object({ locale: z.string(), primary: z.boolean() })),
});

/** The languages of the shop. A call of its own, since it needs a scope of its own: `read_locales`. */
export const shopLocales = operation<NoVariables, z.output<typeof shopLocalesData>>({
  name: 'ShopLocales',
  field: 'shopLocales',
  document: /* GraphQL */ `
    query ShopLocales {
      shopLocales {
        locale
        primary
      }
    }
  `,
  cost: 1,
  repeatable: true,
  data: shopLocalesData,
});

interface PageVariables {
  readonly after: string | null;
}

const pageOf = <Node extends z.ZodType>(node: Node) =>
  z.object({ nodes: z.array(node), pageInfo: pageInfoSchema });

const locationsData = z.object({
  locations: pageOf(z.object({ id: z.string(), name: z.string(), isActive: z.boolean() })),
});

/** Where stock is kept; also places that were closed. */
export const locations = operation<PageVariables, z.output<typeof locationsData>>({
  name: 'Locations',
  field: 'locations',
  document: /* GraphQL */ `
    query Locations($after: String) {
      locations(first: 250, after: $after, includeInactive: true) {
        nodes {
          id
          name
          isActive
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  cost: connectionCost(250, 0),
  repeatable: true,
  data: locationsData,
});

const publicationsData = z.object({
  publications: pageOf(z.object({ id: z.string(), catalog: z.object({ title: z.string() }).nullish() })),
});

/** Where products can be shown. */
export const publications = operation<PageVariables, z.output<typeof publicationsData>>({
  name: 'Publications',
  field: 'publications',
  document: /* GraphQL */ `
    query Publications($after: String) {
      publications(first: 50, after: $after) {
        nodes {
          id
          catalog {
            id
            title
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  cost: connectionCost(50, 1),
  repeatable: true,
  data: publicationsData,
});

const priceListsData = z.object({
  priceLists: pageOf(z.object({ id: z.string(), name: z.string(), currency: z.string() })),
});

/** Lists of prices for markets. */
export const priceLists = operation<PageVariables, z.output<typeof priceListsData>>({
  name: 'PriceLists',
  field: 'priceLists',
  document: /* GraphQL */ `
    query PriceLists($after: String) {
      priceLists(first: 50, after: $after) {
        nodes {
          id
          name
          currency
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  cost: connectionCost(50, 0),
  repeatable: true,
  data: priceListsData,
});

const definitionsData = z.object({
  metafieldDefinitions: pageOf(
    z.object({
      namespace: z.string(),
      key: z.string(),
      name: z.string(),
      type: z.object({ name: z.string() }),
      validations: z.array(z.object({ name: z.string(), value: z.string().nullish() })),
    }),
  ),
});

/** Definitions of metafields. */
export const metafieldDefinitions = operation<
  PageVariables & { readonly ownerType: 'PRODUCT' | 'PRODUCTVARIANT' },
  z.output<typeof definitionsData>
>({
  name: 'MetafieldDefinitions',
  field: 'metafieldDefinitions',
  document: /* GraphQL */ `
    query MetafieldDefinitions($ownerType: MetafieldOwnerType!, $after: String) {
      metafieldDefinitions(ownerType: $ownerType, first: 250, after: $after) {
        nodes {
          namespace
          key
          name
          type {
            name
          }
          validations {
            name
            value
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  cost: connectionCost(250, 2),
  repeatable: true,
  data: definitionsData,
});

const definitionCreateData = z.object({
  metafieldDefinitionCreate: z.object({ userErrors: userErrorsSchema }),
});

/** Makes a definition of metafields. Twice is refused with `TAKEN`. */
export const metafieldDefinitionCreate = operation<
  { readonly definition: object },
  z.output<typeof definitionCreateData>
>({
  name: 'MetafieldDefinitionCreate',
  field: 'metafieldDefinitionCreate',
  document: /* GraphQL */ `
    mutation MetafieldDefinitionCreate($definition: MetafieldDefinitionInput!) {
      metafieldDefinitionCreate(definition: $definition) {
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
  data: definitionCreateData,
});
