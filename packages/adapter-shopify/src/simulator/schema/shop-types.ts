/** The shop, its locations and what the app may do. A part of the Admin API 2026-10. */
export const shopTypes = /* GraphQL */ `
  type Shop implements Node {
    currencyCode: CurrencyCode!
    id: ID!
    myshopifyDomain: String!
    name: String!
    plan: ShopPlan!
    resourceLimits: ShopResourceLimits!
    weightUnit: WeightUnit!
  }

  type ShopPlan {
    partnerDevelopment: Boolean!
    publicDisplayName: String!
    shopifyPlus: Boolean!
  }

  type ShopResourceLimits {
    locationLimit: Int!
    maxProductOptions: Int!
    maxProductVariants: Int!
    redirectLimitReached: Boolean!
  }

  type ShopLocale {
    locale: String!
    name: String!
    primary: Boolean!
    published: Boolean!
  }

  type AppInstallation implements Node {
    accessScopes: [AccessScope!]!
    id: ID!
  }

  type AccessScope {
    description: String!
    handle: String!
  }

  enum WeightUnit {
    GRAMS
    KILOGRAMS
    OUNCES
    POUNDS
  }

  type Location implements Node {
    fulfillsOnlineOrders: Boolean!
    id: ID!
    isActive: Boolean!
    isFulfillmentService: Boolean!
    name: String!
    shipsInventory: Boolean!
  }

  type LocationConnection {
    edges: [LocationEdge!]!
    nodes: [Location!]!
    pageInfo: PageInfo!
  }

  type LocationEdge {
    cursor: String!
    node: Location!
  }
`;
