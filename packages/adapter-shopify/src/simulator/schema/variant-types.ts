/** Variants and their mutations. A part of the Admin API 2026-10. */
export const variantTypes = /* GraphQL */ `
  type ProductVariant implements HasMetafields & HasPublishedTranslations & Node & Publishable {
    availablePublicationsCount: Count
    barcode: String
    compareAtPrice: Money
    contextualPricing(context: ContextualPricingContext!): ProductVariantContextualPricing!
    createdAt: DateTime!
    displayName: String!
    id: ID!
    inventoryItem: InventoryItem!
    inventoryPolicy: ProductVariantInventoryPolicy!
    inventoryQuantity: Int
    legacyResourceId: UnsignedInt64!
    media(after: String, before: String, first: Int, last: Int, reverse: Boolean = false): MediaConnection!
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
    position: Int!
    price: Money!
    product: Product!
    publishedOnPublication(publicationId: ID!): Boolean!
    resourcePublicationsV2(
      after: String
      before: String
      first: Int
      last: Int
      onlyPublished: Boolean = true
      reverse: Boolean = false
    ): ResourcePublicationV2Connection!
    selectedOptions: [SelectedOption!]!
    sku: String
    taxable: Boolean!
    title: String!
    translations(locale: String!, marketId: ID): [Translation!]!
    updatedAt: DateTime!
  }

  type ProductVariantConnection {
    edges: [ProductVariantEdge!]!
    nodes: [ProductVariant!]!
    pageInfo: PageInfo!
  }

  type ProductVariantEdge {
    cursor: String!
    node: ProductVariant!
  }

  enum ProductVariantSortKeys {
    ID
    POSITION
  }

  enum ProductVariantInventoryPolicy {
    CONTINUE
    DENY
  }

  type ProductVariantContextualPricing {
    compareAtPrice: MoneyV2
    price: MoneyV2!
  }

  input ContextualPricingContext {
    country: CountryCode
  }

  input VariantOptionValueInput {
    id: ID
    name: String
    optionId: ID
    optionName: String
  }

  input ProductVariantsBulkInput {
    barcode: String
    compareAtPrice: Money
    id: ID
    inventoryItem: InventoryItemInput
    inventoryPolicy: ProductVariantInventoryPolicy
    inventoryQuantities: [InventoryLevelInput!]
    mediaId: ID
    metafields: [MetafieldInput!]
    optionValues: [VariantOptionValueInput!]
    price: Money
    published: Boolean
    taxable: Boolean
  }

  input InventoryLevelInput {
    availableQuantity: Int!
    locationId: ID!
  }

  enum ProductVariantsBulkCreateStrategy {
    DEFAULT
    PRESERVE_STANDALONE_VARIANT
    REMOVE_STANDALONE_VARIANT
  }

  type ProductVariantsBulkCreatePayload {
    product: Product
    productVariants: [ProductVariant!]
    userErrors: [ProductVariantsBulkCreateUserError!]!
  }

  type ProductVariantsBulkCreateUserError implements DisplayableError {
    code: ProductVariantsBulkCreateUserErrorCode
    field: [String!]
    message: String!
  }

  enum ProductVariantsBulkCreateUserErrorCode {
    CANNOT_SET_NAME_FOR_LINKED_OPTION_VALUE
    GREATER_THAN_OR_EQUAL_TO
    INVALID
    INVALID_INPUT
    INVENTORY_QUANTITIES_LIMIT_EXCEEDED
    LOCAL_CURRENCY_GIFT_CARD_PRICE_MUST_BE_ZERO
    MUST_BE_FOR_THIS_PRODUCT
    NEED_TO_ADD_OPTION_VALUES
    NEGATIVE_PRICE_VALUE
    NOT_DEFINED_FOR_SHOP
    NO_KEY_ON_CREATE
    OPTION_VALUES_FOR_NUMBER_OF_UNKNOWN_OPTIONS
    PRODUCT_DOES_NOT_EXIST
    PRODUCT_SUSPENDED
    SUBSCRIPTION_VIOLATION
    TOO_MANY_INVENTORY_LOCATIONS
    TRACKED_VARIANT_LOCATION_NOT_FOUND
    UNSUPPORTED_COMBINED_LISTING_PARENT_OPERATION
    VARIANT_ALREADY_EXISTS
    VARIANT_ALREADY_EXISTS_CHANGE_OPTION_VALUE
  }

  type ProductVariantsBulkUpdatePayload {
    product: Product
    productVariants: [ProductVariant!]
    userErrors: [ProductVariantsBulkUpdateUserError!]!
  }

  type ProductVariantsBulkUpdateUserError implements DisplayableError {
    code: ProductVariantsBulkUpdateUserErrorCode
    field: [String!]
    message: String!
  }

  enum ProductVariantsBulkUpdateUserErrorCode {
    BLANK
    CANNOT_SET_NAME_FOR_LINKED_OPTION_VALUE
    CANNOT_SPECIFY_BOTH
    GREATER_THAN_OR_EQUAL_TO
    INVALID_INPUT
    INVALID_VALUE
    INVENTORY_QUANTITIES_LIMIT_EXCEEDED
    LOCAL_CURRENCY_GIFT_CARD_PRICE_MUST_BE_ZERO
    MUST_BE_FOR_THIS_PRODUCT
    MUST_SPECIFY_ONE_OF_PAIR
    NEED_TO_ADD_OPTION_VALUES
    NEGATIVE_PRICE_VALUE
    NOT_DEFINED_FOR_SHOP
    NO_INVENTORY_QUANTITES_DURING_UPDATE
    NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE
    OPTION_DOES_NOT_EXIST
    OPTION_VALUES_FOR_NUMBER_OF_UNKNOWN_OPTIONS
    OPTION_VALUE_DOES_NOT_EXIST
    OPTION_VALUE_NAME_TOO_LONG
    PRODUCT_DOES_NOT_EXIST
    PRODUCT_SUSPENDED
    PRODUCT_VARIANT_DOES_NOT_EXIST
    PRODUCT_VARIANT_ID_MISSING
    SUBSCRIPTION_VIOLATION
    TOO_LONG
    TOO_SHORT
    UNSUPPORTED_COMBINED_LISTING_PARENT_OPERATION
    VARIANT_ALREADY_EXISTS
  }

  type ProductVariantsBulkDeletePayload {
    product: Product
    userErrors: [ProductVariantsBulkDeleteUserError!]!
  }

  type ProductVariantsBulkDeleteUserError implements DisplayableError {
    code: ProductVariantsBulkDeleteUserErrorCode
    field: [String!]
    message: String!
  }

  enum ProductVariantsBulkDeleteUserErrorCode {
    AT_LEAST_ONE_VARIANT_DOES_NOT_BELONG_TO_THE_PRODUCT
    CANNOT_DELETE_LAST_VARIANT
    PRODUCT_DOES_NOT_EXIST
    PRODUCT_SUSPENDED
    UNSUPPORTED_COMBINED_LISTING_PARENT_OPERATION
  }

  input ProductVariantPositionInput {
    id: ID!
    position: Int!
  }

  type ProductVariantsBulkReorderPayload {
    product: Product
    userErrors: [ProductVariantsBulkReorderUserError!]!
  }

  type ProductVariantsBulkReorderUserError implements DisplayableError {
    code: ProductVariantsBulkReorderUserErrorCode
    field: [String!]
    message: String!
  }

  enum ProductVariantsBulkReorderUserErrorCode {
    DUPLICATED_VARIANT_ID
    GENERIC_ERROR
    INVALID_POSITION
    MISSING_VARIANT
    PRODUCT_DOES_NOT_EXIST
  }
`;
