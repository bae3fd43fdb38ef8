/** The fields where queries and mutations begin. A part of the Admin API 2026-10. */
export const rootTypes = /* GraphQL */ `
  schema {
    query: QueryRoot
    mutation: Mutation
  }

  type QueryRoot {
    bulkOperation(id: ID!): BulkOperation
    bulkOperations(
      after: String
      before: String
      first: Int
      last: Int
      query: String
      reverse: Boolean = false
    ): BulkOperationConnection!
    collection(id: ID!): Collection
    collectionByIdentifier(identifier: CollectionIdentifierInput!): Collection
    collections(
      after: String
      before: String
      first: Int
      last: Int
      query: String
      reverse: Boolean = false
    ): CollectionConnection!
    currentAppInstallation: AppInstallation!
    files(
      after: String
      before: String
      first: Int
      last: Int
      query: String
      reverse: Boolean = false
    ): FileConnection!
    inventoryItem(id: ID!): InventoryItem
    location(id: ID): Location
    locations(
      after: String
      before: String
      first: Int
      last: Int
      includeInactive: Boolean = false
      includeLegacy: Boolean = false
      query: String
      reverse: Boolean = false
    ): LocationConnection!
    metafieldDefinitions(
      after: String
      before: String
      first: Int
      last: Int
      key: String
      namespace: String
      ownerType: MetafieldOwnerType!
      query: String
      reverse: Boolean = false
    ): MetafieldDefinitionConnection!
    metaobject(id: ID!): Metaobject
    metaobjectByHandle(handle: MetaobjectHandleInput!): Metaobject
    metaobjectDefinition(id: ID!): MetaobjectDefinition
    metaobjectDefinitionByType(type: String!): MetaobjectDefinition
    metaobjectDefinitions(
      after: String
      before: String
      first: Int
      last: Int
      reverse: Boolean = false
    ): MetaobjectDefinitionConnection!
    metaobjects(
      after: String
      before: String
      first: Int
      last: Int
      reverse: Boolean = false
      type: String!
    ): MetaobjectConnection!
    node(id: ID!): Node
    nodes(ids: [ID!]!): [Node]!
    priceList(id: ID!): PriceList
    priceLists(
      after: String
      before: String
      first: Int
      last: Int
      reverse: Boolean = false
    ): PriceListConnection!
    product(id: ID!): Product
    productByIdentifier(identifier: ProductIdentifierInput!): Product
    productOperation(id: ID!): ProductOperation
    productVariant(id: ID!): ProductVariant
    productVariants(
      after: String
      before: String
      first: Int
      last: Int
      query: String
      reverse: Boolean = false
    ): ProductVariantConnection!
    products(
      after: String
      before: String
      first: Int
      last: Int
      query: String
      sortKey: ProductSortKeys = ID
      reverse: Boolean = false
    ): ProductConnection!
    productsCount(limit: Int = 10000, query: String): Count
    publications(
      after: String
      before: String
      first: Int
      last: Int
      reverse: Boolean = false
    ): PublicationConnection!
    shop: Shop!
    shopLocales(published: Boolean = false): [ShopLocale!]!
    taxonomy: Taxonomy
    translatableResource(resourceId: ID!): TranslatableResource
    translatableResourcesByIds(
      after: String
      before: String
      first: Int
      last: Int
      resourceIds: [ID!]!
      reverse: Boolean = false
    ): TranslatableResourceConnection!
    webhookSubscriptions(
      after: String
      before: String
      callbackUrl: URL @deprecated
      first: Int
      last: Int
      format: WebhookSubscriptionFormat
      query: String
      topics: [WebhookSubscriptionTopic!]
      uri: String
      reverse: Boolean = false
    ): WebhookSubscriptionConnection!
  }

  type Mutation {
    bulkOperationCancel(id: ID!): BulkOperationCancelPayload
    bulkOperationRunMutation(
      clientIdentifier: String
      mutation: String!
      stagedUploadPath: String!
    ): BulkOperationRunMutationPayload
    bulkOperationRunQuery(groupObjects: Boolean! = false, query: String!): BulkOperationRunQueryPayload
    collectionCreate(collection: CollectionCreateInput): CollectionCreatePayload
    collectionDelete(input: CollectionDeleteInput!): CollectionDeletePayload
    collectionUpdate(collection: CollectionUpdateInput): CollectionUpdatePayload
    fileAcknowledgeUpdateFailed(fileIds: [ID!]!): FileAcknowledgeUpdateFailedPayload
    fileCreate(files: [FileCreateInput!]!): FileCreatePayload
    fileDelete(fileIds: [ID!]!): FileDeletePayload
    fileUpdate(files: [FileUpdateInput!]!): FileUpdatePayload
    inventoryActivate(
      available: Int
      inventoryItemId: ID!
      locationId: ID!
      onHand: Int
      stockAtLegacyLocation: Boolean = false
    ): InventoryActivatePayload
    inventoryBulkToggleActivation(
      inventoryItemId: ID!
      inventoryItemUpdates: [InventoryBulkToggleActivationInput!]!
    ): InventoryBulkToggleActivationPayload
    inventorySetQuantities(input: InventorySetQuantitiesInput!): InventorySetQuantitiesPayload
    metafieldDefinitionCreate(definition: MetafieldDefinitionInput!): MetafieldDefinitionCreatePayload
    metafieldsDelete(metafields: [MetafieldIdentifierInput!]!): MetafieldsDeletePayload
    metafieldsSet(metafields: [MetafieldsSetInput!]!): MetafieldsSetPayload
    metaobjectDefinitionCreate(
      definition: MetaobjectDefinitionCreateInput!
    ): MetaobjectDefinitionCreatePayload
    metaobjectDefinitionUpdate(
      definition: MetaobjectDefinitionUpdateInput!
      id: ID!
    ): MetaobjectDefinitionUpdatePayload
    metaobjectDelete(id: ID!): MetaobjectDeletePayload
    metaobjectUpdate(id: ID!, metaobject: MetaobjectUpdateInput!): MetaobjectUpdatePayload
    metaobjectUpsert(
      handle: MetaobjectHandleInput!
      metaobject: MetaobjectUpsertInput
    ): MetaobjectUpsertPayload
    priceListFixedPricesAdd(priceListId: ID!, prices: [PriceListPriceInput!]!): PriceListFixedPricesAddPayload
    priceListFixedPricesDelete(priceListId: ID!, variantIds: [ID!]!): PriceListFixedPricesDeletePayload
    productCreate(product: ProductCreateInput): ProductCreatePayload
    productDelete(input: ProductDeleteInput!, synchronous: Boolean = true): ProductDeletePayload
    productOptionUpdate(
      option: OptionUpdateInput!
      optionValuesToAdd: [OptionValueCreateInput!]
      optionValuesToDelete: [ID!]
      optionValuesToUpdate: [OptionValueUpdateInput!]
      productId: ID!
      variantStrategy: ProductOptionUpdateVariantStrategy
    ): ProductOptionUpdatePayload
    productOptionsCreate(
      options: [OptionCreateInput!]!
      productId: ID!
      variantStrategy: ProductOptionCreateVariantStrategy = LEAVE_AS_IS
    ): ProductOptionsCreatePayload
    productOptionsDelete(
      options: [ID!]!
      productId: ID!
      strategy: ProductOptionDeleteStrategy = DEFAULT
    ): ProductOptionsDeletePayload
    productOptionsReorder(options: [OptionReorderInput!]!, productId: ID!): ProductOptionsReorderPayload
    productReorderMedia(id: ID!, moves: [MoveInput!]!): ProductReorderMediaPayload
    productVariantDetachMedia(
      productId: ID!
      variantMedia: [ProductVariantDetachMediaInput!]!
    ): ProductVariantDetachMediaPayload
    productSet(
      identifier: ProductSetIdentifiers
      input: ProductSetInput!
      synchronous: Boolean = true
    ): ProductSetPayload
    productUpdate(identifier: ProductUpdateIdentifiers, product: ProductUpdateInput): ProductUpdatePayload
    productVariantsBulkCreate(
      productId: ID!
      strategy: ProductVariantsBulkCreateStrategy = DEFAULT
      variants: [ProductVariantsBulkInput!]!
    ): ProductVariantsBulkCreatePayload
    productVariantsBulkDelete(productId: ID!, variantsIds: [ID!]!): ProductVariantsBulkDeletePayload
    productVariantsBulkReorder(
      positions: [ProductVariantPositionInput!]!
      productId: ID!
    ): ProductVariantsBulkReorderPayload
    productVariantsBulkUpdate(
      allowPartialUpdates: Boolean = false
      productId: ID!
      variants: [ProductVariantsBulkInput!]!
    ): ProductVariantsBulkUpdatePayload
    publishablePublish(id: ID!, input: [PublicationInput!]!): PublishablePublishPayload
    publishableUnpublish(id: ID!, input: [PublicationInput!]!): PublishableUnpublishPayload
    stagedUploadsCreate(input: [StagedUploadInput!]!): StagedUploadsCreatePayload
    tagsAdd(id: ID!, tags: [String!]!): TagsAddPayload
    tagsRemove(id: ID!, tags: [String!]!): TagsRemovePayload
    translationsRegister(resourceId: ID!, translations: [TranslationInput!]!): TranslationsRegisterPayload
    translationsRemove(
      locales: [String!]!
      marketIds: [ID!]
      resourceId: ID!
      translationKeys: [String!]!
    ): TranslationsRemovePayload
    webhookSubscriptionCreate(
      topic: WebhookSubscriptionTopic!
      webhookSubscription: WebhookSubscriptionInput!
    ): WebhookSubscriptionCreatePayload
    webhookSubscriptionDelete(id: ID!): WebhookSubscriptionDeletePayload
  }
`;
