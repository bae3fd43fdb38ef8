/** Products and mutations of them as a whole. A part of the Admin API 2026-10. */
export const productTypes = /* GraphQL */ `
  type Product implements HasMetafields & HasPublishedTranslations & Node & Publishable {
    availablePublicationsCount: Count
    category: TaxonomyCategory
    collections(
      after: String
      before: String
      first: Int
      last: Int
      query: String
      reverse: Boolean = false
    ): CollectionConnection!
    createdAt: DateTime!
    description(truncateAt: Int): String!
    descriptionHtml: HTML!
    featuredMedia: Media
    handle: String!
    hasOnlyDefaultVariant: Boolean!
    id: ID!
    isGiftCard: Boolean!
    legacyResourceId: UnsignedInt64!
    media(
      after: String
      before: String
      first: Int
      last: Int
      query: String
      reverse: Boolean = false
    ): MediaConnection!
    mediaCount: Count
    metafield(key: String!, namespace: String): Metafield
    metafields(
      after: String
      before: String
      first: Int
      keys: [String!]
      last: Int
      namespace: String
      reverse: Boolean = false
    ): MetafieldConnection!
    options(first: Int): [ProductOption!]!
    priceRangeV2: ProductPriceRangeV2!
    productType: String!
    publishedAt: DateTime
    publishedOnPublication(publicationId: ID!): Boolean!
    resourcePublicationsV2(
      after: String
      before: String
      first: Int
      last: Int
      onlyPublished: Boolean = true
      reverse: Boolean = false
    ): ResourcePublicationV2Connection!
    seo: SEO!
    status: ProductStatus!
    tags: [String!]!
    templateSuffix: String
    title: String!
    totalInventory: Int!
    tracksInventory: Boolean!
    translations(locale: String!, marketId: ID): [Translation!]!
    updatedAt: DateTime!
    variants(
      after: String
      before: String
      first: Int
      last: Int
      reverse: Boolean = false
      sortKey: ProductVariantSortKeys = POSITION
    ): ProductVariantConnection!
    variantsCount: Count
    vendor: String!
  }

  type ProductConnection {
    edges: [ProductEdge!]!
    nodes: [Product!]!
    pageInfo: PageInfo!
  }

  type ProductEdge {
    cursor: String!
    node: Product!
  }

  enum ProductStatus {
    ACTIVE
    ARCHIVED
    DRAFT
    UNLISTED
  }

  enum ProductSortKeys {
    CREATED_AT
    ID
    INVENTORY_TOTAL
    PRODUCT_TYPE
    PUBLISHED_AT
    RELEVANCE
    TITLE
    UPDATED_AT
    VENDOR
  }

  input ProductIdentifierInput @oneOf {
    customId: UniqueMetafieldValueInput
    handle: String
    id: ID
  }

  input UniqueMetafieldValueInput {
    key: String!
    namespace: String
    value: String!
  }

  input ProductUpdateIdentifiers @oneOf {
    customId: UniqueMetafieldValueInput
    handle: String
    id: ID
  }

  type ProductPriceRangeV2 {
    maxVariantPrice: MoneyV2!
    minVariantPrice: MoneyV2!
  }

  input ProductCreateInput {
    category: ID
    collectionsToJoin: [ID!]
    descriptionHtml: String
    handle: String
    metafields: [MetafieldInput!]
    productOptions: [OptionCreateInput!]
    productType: String
    seo: SEOInput
    status: ProductStatus
    tags: [String!]
    templateSuffix: String
    title: String
    vendor: String
  }

  type ProductCreatePayload {
    product: Product
    userErrors: [UserError!]!
  }

  input ProductUpdateInput {
    category: ID
    collectionsToJoin: [ID!]
    collectionsToLeave: [ID!]
    descriptionHtml: String
    handle: String
    id: ID
    metafields: [MetafieldInput!]
    productType: String
    redirectNewHandle: Boolean
    seo: SEOInput
    status: ProductStatus
    tags: [String!]
    templateSuffix: String
    title: String
    vendor: String
  }

  type ProductUpdatePayload {
    product: Product
    userErrors: [UserError!]!
  }

  input ProductDeleteInput {
    id: ID!
  }

  type ProductDeletePayload {
    deletedProductId: ID
    productDeleteOperation: ProductDeleteOperation
    userErrors: [UserError!]!
  }

  type ProductDeleteOperation implements Node & ProductOperation {
    deletedProductId: ID
    id: ID!
    product: Product
    status: ProductOperationStatus!
    userErrors: [UserError!]!
  }

  type TagsAddPayload {
    node: Node
    userErrors: [UserError!]!
  }

  type TagsRemovePayload {
    node: Node
    userErrors: [UserError!]!
  }
`;
