/** Collections and the taxonomy. A part of the Admin API 2026-10. */
export const collectionTypes = /* GraphQL */ `
  type Collection implements HasMetafields & HasPublishedTranslations & Node & Publishable {
    availablePublicationsCount: Count
    descriptionHtml: HTML!
    handle: String!
    hasProduct(id: ID!): Boolean!
    id: ID!
    image: Image
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
    products(
      after: String
      before: String
      first: Int
      last: Int
      reverse: Boolean = false
    ): ProductConnection!
    productsCount: Count
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
    sortOrder: CollectionSortOrder!
    sources: [CollectionSource!]!
    title: String!
    translations(locale: String!, marketId: ID): [Translation!]!
    updatedAt: DateTime!
  }

  type CollectionConnection {
    edges: [CollectionEdge!]!
    nodes: [Collection!]!
    pageInfo: PageInfo!
  }

  type CollectionEdge {
    cursor: String!
    node: Collection!
  }

  enum CollectionSortOrder {
    ALPHA_ASC
    ALPHA_DESC
    BEST_SELLING
    CREATED
    CREATED_DESC
    MANUAL
    MOST_RELEVANT
    PRICE_ASC
    PRICE_DESC
  }

  interface CollectionSource implements Node {
    id: ID!
    title: String!
  }

  input CollectionIdentifierInput @oneOf {
    customId: UniqueMetafieldValueInput
    handle: String
    id: ID
  }

  input CollectionCreateInput {
    descriptionHtml: String
    handle: String
    image: ImageInput
    metafields: [MetafieldInput!]
    seo: SEOInput
    sortOrder: CollectionSortOrder
    title: String!
  }

  type CollectionCreatePayload {
    collection: Collection
    userErrors: [UserError!]!
  }

  input CollectionUpdateInput {
    descriptionHtml: String
    handle: String
    id: ID
    image: ImageInput
    metafields: [MetafieldInput!]
    redirectNewHandle: Boolean = false
    seo: SEOInput
    sortOrder: CollectionSortOrder
    title: String
  }

  type CollectionUpdatePayload {
    collection: Collection
    userErrors: [UserError!]!
  }

  input ImageInput {
    altText: String
    id: ID
    src: String
  }

  input CollectionDeleteInput {
    id: ID!
  }

  type CollectionDeletePayload {
    deletedCollectionId: ID
    userErrors: [UserError!]!
  }

  type Taxonomy {
    categories(after: String, first: Int, search: String): TaxonomyCategoryConnection!
  }

  type TaxonomyCategory implements Node {
    fullName: String!
    id: ID!
    isArchived: Boolean!
    isLeaf: Boolean!
    isRoot: Boolean!
    level: Int!
    name: String!
    parentId: ID
  }

  type TaxonomyCategoryConnection {
    edges: [TaxonomyCategoryEdge!]!
    nodes: [TaxonomyCategory!]!
    pageInfo: PageInfo!
  }

  type TaxonomyCategoryEdge {
    cursor: String!
    node: TaxonomyCategory!
  }
`;
