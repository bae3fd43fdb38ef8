/** Publications, price lists, collections and the taxonomy. A part of the Admin API 2026-10. */
export const channelTypes = /* GraphQL */ `
  type Publication implements Node {
    autoPublish: Boolean!
    catalog: Catalog
    id: ID!
  }

  type PublicationConnection {
    edges: [PublicationEdge!]!
    nodes: [Publication!]!
    pageInfo: PageInfo!
  }

  type PublicationEdge {
    cursor: String!
    node: Publication!
  }

  interface Publishable {
    availablePublicationsCount: Count
    publishedOnPublication(publicationId: ID!): Boolean!
    resourcePublicationsV2(
      after: String
      before: String
      first: Int
      last: Int
      onlyPublished: Boolean = true
      reverse: Boolean = false
    ): ResourcePublicationV2Connection!
  }

  type ResourcePublicationV2 {
    isPublished: Boolean!
    publication: Publication!
    publishDate: DateTime
  }

  type ResourcePublicationV2Connection {
    edges: [ResourcePublicationV2Edge!]!
    nodes: [ResourcePublicationV2!]!
    pageInfo: PageInfo!
  }

  type ResourcePublicationV2Edge {
    cursor: String!
    node: ResourcePublicationV2!
  }

  input PublicationInput {
    publicationId: ID
    publishDate: DateTime
  }

  type PublishablePublishPayload {
    publishable: Publishable
    userErrors: [UserError!]!
  }

  type PublishableUnpublishPayload {
    publishable: Publishable
    userErrors: [UserError!]!
  }

  interface Catalog implements Node {
    id: ID!
    priceList: PriceList
    publication: Publication
    status: CatalogStatus!
    title: String!
  }

  type AppCatalog implements Catalog & Node {
    id: ID!
    priceList: PriceList
    publication: Publication
    status: CatalogStatus!
    title: String!
  }

  type MarketCatalog implements Catalog & Node {
    id: ID!
    priceList: PriceList
    publication: Publication
    status: CatalogStatus!
    title: String!
  }

  enum CatalogStatus {
    ACTIVE
    ARCHIVED
    DRAFT
  }

  type PriceList implements Node {
    currency: CurrencyCode!
    fixedPricesCount: Int!
    id: ID!
    name: String!
    prices(
      after: String
      before: String
      first: Int
      last: Int
      originType: PriceListPriceOriginType
      query: String
      reverse: Boolean = false
    ): PriceListPriceConnection!
  }

  type PriceListConnection {
    edges: [PriceListEdge!]!
    nodes: [PriceList!]!
    pageInfo: PageInfo!
  }

  type PriceListEdge {
    cursor: String!
    node: PriceList!
  }

  type PriceListPrice {
    compareAtPrice: MoneyV2
    originType: PriceListPriceOriginType!
    price: MoneyV2!
    variant: ProductVariant!
  }

  type PriceListPriceConnection {
    edges: [PriceListPriceEdge!]!
    nodes: [PriceListPrice!]!
    pageInfo: PageInfo!
  }

  type PriceListPriceEdge {
    cursor: String!
    node: PriceListPrice!
  }

  enum PriceListPriceOriginType {
    FIXED
    RELATIVE
  }

  input PriceListPriceInput {
    compareAtPrice: MoneyInput
    price: MoneyInput!
    variantId: ID!
  }

  type PriceListFixedPricesAddPayload {
    prices: [PriceListPrice!]
    userErrors: [PriceListPriceUserError!]!
  }

  type PriceListFixedPricesDeletePayload {
    deletedFixedPriceVariantIds: [ID!]
    userErrors: [PriceListPriceUserError!]!
  }

  type PriceListPriceUserError implements DisplayableError {
    code: PriceListPriceUserErrorCode
    field: [String!]
    message: String!
  }

  enum PriceListPriceUserErrorCode {
    BLANK
    LOCAL_CURRENCY_GIFT_CARD_ISSUANCE_CURRENCY_MISMATCH
    LOCAL_CURRENCY_GIFT_CARD_LIMIT_EXCEEDED
    PRICE_LIST_CURRENCY_MISMATCH
    PRICE_LIST_NOT_FOUND
    PRICE_NOT_FIXED
    VARIANT_NOT_FOUND
  }
`;
