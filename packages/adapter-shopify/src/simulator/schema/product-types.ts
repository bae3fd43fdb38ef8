/** Products, options, variants and their mutations. A part of the Admin API 2026-10. */
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
    descriptionHtml: HTML!
    handle: String!
    hasOnlyDefaultVariant: Boolean!
    id: ID!
    isGiftCard: Boolean!
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
    TITLE
    UPDATED_AT
  }

  type ProductOption implements HasPublishedTranslations & Node {
    id: ID!
    linkedMetafield: LinkedMetafield
    name: String!
    optionValues: [ProductOptionValue!]!
    position: Int!
    translations(locale: String!, marketId: ID): [Translation!]!
    values: [String!]!
  }

  type ProductOptionValue implements HasPublishedTranslations & Node {
    hasVariants: Boolean!
    id: ID!
    linkedMetafieldValue: String
    name: String!
    translations(locale: String!, marketId: ID): [Translation!]!
  }

  type LinkedMetafield {
    key: String
    namespace: String
  }

  type SelectedOption {
    name: String!
    optionValue: ProductOptionValue!
    value: String!
  }

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
    barcodes(
      after: String
      before: String
      first: Int
      last: Int
      reverse: Boolean = false
    ): ProductVariantBarcodeConnection!
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

  enum BarcodeType {
    UPC
    EAN
    ISBN
    GTIN
    ASIN
  }

  input BarcodeInput {
    type: BarcodeType
    value: String!
  }

  type ProductVariantBarcode {
    type: BarcodeType
    value: String!
  }

  type ProductVariantBarcodeConnection {
    edges: [ProductVariantBarcodeEdge!]!
    nodes: [ProductVariantBarcode!]!
    pageInfo: PageInfo!
  }

  type ProductVariantBarcodeEdge {
    cursor: String!
    node: ProductVariantBarcode!
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

  input ProductSetIdentifiers @oneOf {
    customId: UniqueMetafieldValueInput
    handle: String
    id: ID
  }

  input ProductSetInput {
    category: ID
    collections: [ID!]
    descriptionHtml: String
    files: [FileSetInput!]
    handle: String
    id: ID
    metafields: [MetafieldInput!]
    productOptions: [OptionSetInput!]
    productType: String
    redirectNewHandle: Boolean
    seo: SEOInput
    status: ProductStatus
    tags: [String!]
    templateSuffix: String
    title: String
    variants: [ProductVariantSetInput!]
    vendor: String
  }

  input ProductVariantSetInput {
    barcode: String
    compareAtPrice: Money
    file: FileSetInput
    id: ID
    inventoryItem: InventoryItemInput
    inventoryPolicy: ProductVariantInventoryPolicy
    inventoryQuantities: [ProductSetInventoryInput!]
    metafields: [MetafieldInput!]
    optionValues: [VariantOptionValueInput!]!
    position: Int
    price: Money
    published: Boolean
    sku: String
    taxable: Boolean
    barcodes: [BarcodeInput!]
  }

  input ProductSetInventoryInput {
    locationId: ID!
    name: String!
    quantity: Int!
  }

  input OptionSetInput {
    id: ID
    name: String
    position: Int
    values: [OptionValueSetInput!]
  }

  input OptionValueSetInput {
    id: ID
    name: String
  }

  input FileSetInput {
    alt: String
    contentType: FileContentType
    duplicateResolutionMode: FileCreateInputDuplicateResolutionMode = APPEND_UUID
    filename: String
    id: ID
    originalSource: String
  }

  input VariantOptionValueInput {
    id: ID
    name: String
    optionId: ID
    optionName: String
  }

  type ProductSetPayload {
    product: Product
    productSetOperation: ProductSetOperation
    userErrors: [ProductSetUserError!]!
  }

  type ProductSetUserError implements DisplayableError {
    code: ProductSetUserErrorCode
    field: [String!]
    message: String!
  }

  enum ProductSetUserErrorCode {
    CANNOT_COMBINE_LINKED_AND_NONLINKED_OPTION_VALUES
    CAPABILITY_VIOLATION
    DUPLICATED_METAFIELD_VALUE
    DUPLICATED_OPTION_NAME
    DUPLICATED_OPTION_VALUE
    DUPLICATED_VALUE
    DUPLICATE_LINKED_OPTION
    GENERIC_ERROR
    GIFT_CARDS_NOT_ACTIVATED
    GIFT_CARD_ATTRIBUTE_CANNOT_BE_CHANGED
    HANDLE_NOT_UNIQUE
    ID_NOT_ALLOWED
    INPUT_MISMATCH
    INVALID_INPUT
    INVALID_METAFIELD
    INVALID_METAFIELD_VALUE_FOR_LINKED_OPTION
    INVALID_PRODUCT
    INVALID_VARIANT
    INVENTORY_QUANTITIES_LIMIT_EXCEEDED
    JOB_ERROR
    LINKED_METAFIELD_DEFINITION_NOT_FOUND
    LINKED_OPTIONS_NOT_SUPPORTED_FOR_SHOP
    METAFIELD_MISMATCH
    MISSING_FIELD_REQUIRED
    NOT_FOUND
    OPTIONS_OVER_LIMIT
    OPTION_DOES_NOT_EXIST
    OPTION_VALUES_MISSING
    OPTION_VALUES_OVER_LIMIT
    OPTION_VALUE_DOES_NOT_EXIST
    PRODUCT_DOES_NOT_EXIST
    PRODUCT_OPTIONS_INPUT_MISSING
    PRODUCT_SUSPENDED
    PRODUCT_VARIANT_DOES_NOT_EXIST
    VARIANTS_INPUT_MISSING
    VARIANTS_OVER_LIMIT
  }

  interface ProductOperation {
    product: Product
    status: ProductOperationStatus!
  }

  enum ProductOperationStatus {
    ACTIVE
    COMPLETE
    CREATED
  }

  type ProductSetOperation implements Node & ProductOperation {
    id: ID!
    product: Product
    status: ProductOperationStatus!
    userErrors: [ProductSetUserError!]!
  }

  input ProductUpdateIdentifiers @oneOf {
    customId: UniqueMetafieldValueInput
    handle: String
    id: ID
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
    barcodes: [BarcodeInput!]
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

  input OptionUpdateInput {
    id: ID!
    name: String
    position: Int
  }

  input OptionValueUpdateInput {
    id: ID!
    name: String
  }

  input OptionValueCreateInput {
    name: String
  }

  enum ProductOptionUpdateVariantStrategy {
    LEAVE_AS_IS
    MANAGE
  }

  type ProductOptionUpdatePayload {
    product: Product
    userErrors: [ProductOptionUpdateUserError!]!
  }

  type ProductOptionUpdateUserError implements DisplayableError {
    code: ProductOptionUpdateUserErrorCode
    field: [String!]
    message: String!
  }

  enum ProductOptionUpdateUserErrorCode {
    CANNOT_COMBINE_LINKED_AND_NONLINKED_OPTION_VALUES
    CANNOT_CREATE_VARIANTS_ABOVE_LIMIT
    CANNOT_DELETE_ALL_OPTION_VALUES_IN_OPTION
    CANNOT_DELETE_VARIANT_WITHOUT_PERMISSION
    CANNOT_LEAVE_OPTIONS_WITHOUT_VARIANTS
    CANNOT_MAKE_CHANGES_IF_VARIANT_IS_MISSING_REQUIRED_SKU
    DUPLICATED_OPTION_VALUE
    DUPLICATE_LINKED_OPTION
    INVALID_METAFIELD_VALUE_FOR_LINKED_OPTION
    INVALID_NAME
    INVALID_POSITION
    KEY_MISSING_IN_INPUT
    LINKED_METAFIELD_DEFINITION_NOT_FOUND
    LINKED_OPTIONS_NOT_SUPPORTED_FOR_SHOP
    LINKED_OPTION_UPDATE_MISSING_VALUES
    NO_KEY_ON_CREATE
    OPTION_ALREADY_EXISTS
    OPTION_DOES_NOT_EXIST
    OPTION_LINKED_METAFIELD_ALREADY_TAKEN
    OPTION_NAME_TOO_LONG
    OPTION_VALUES_OVER_LIMIT
    OPTION_VALUE_ALREADY_EXISTS
    OPTION_VALUE_CONFLICTING_OPERATION
    OPTION_VALUE_DOES_NOT_EXIST
    OPTION_VALUE_HAS_VARIANTS
    OPTION_VALUE_NAME_TOO_LONG
    PRODUCT_DOES_NOT_EXIST
    PRODUCT_SUSPENDED
    TOO_MANY_VARIANTS_CREATED
    UNSUPPORTED_COMBINED_LISTING_PARENT_OPERATION
  }

  input OptionCreateInput {
    name: String
    position: Int
    values: [OptionValueCreateInput!]
  }

  enum ProductOptionCreateVariantStrategy {
    CREATE
    LEAVE_AS_IS
  }

  type ProductOptionsCreatePayload {
    product: Product
    userErrors: [ProductOptionsCreateUserError!]!
  }

  type ProductOptionsCreateUserError implements DisplayableError {
    code: ProductOptionsCreateUserErrorCode
    field: [String!]
    message: String!
  }

  enum ProductOptionsCreateUserErrorCode {
    CANNOT_COMBINE_LINKED_METAFIELD_AND_OPTION_VALUES
    CANNOT_MAKE_CHANGES_IF_VARIANT_IS_MISSING_REQUIRED_SKU
    DUPLICATED_OPTION_NAME
    DUPLICATED_OPTION_VALUE
    DUPLICATE_LINKED_OPTION
    INVALID_METAFIELD_VALUE_FOR_LINKED_OPTION
    INVALID_NAME
    LINKED_METAFIELD_DEFINITION_NOT_FOUND
    LINKED_METAFIELD_VALUE_WITHOUT_LINKED_OPTION
    LINKED_OPTIONS_NOT_SUPPORTED_FOR_SHOP
    MISSING_METAFIELD_VALUES_FOR_LINKED_OPTION
    NEW_OPTION_WITHOUT_VALUE_FOR_EXISTING_VARIANTS
    OPTIONS_OVER_LIMIT
    OPTION_ALREADY_EXISTS
    OPTION_LINKED_METAFIELD_ALREADY_TAKEN
    OPTION_NAME_MISSING
    OPTION_NAME_TOO_LONG
    OPTION_POSITION_MISSING
    OPTION_VALUES_MISSING
    OPTION_VALUES_OVER_LIMIT
    OPTION_VALUE_NAME_TOO_LONG
    POSITION_OUT_OF_BOUNDS
    PRODUCT_DOES_NOT_EXIST
    PRODUCT_SUSPENDED
    TOO_MANY_VARIANTS_CREATED
    UNSUPPORTED_COMBINED_LISTING_PARENT_OPERATION
  }

  enum ProductOptionDeleteStrategy {
    DEFAULT
    NON_DESTRUCTIVE
    POSITION
  }

  type ProductOptionsDeletePayload {
    deletedOptionsIds: [ID!]
    product: Product
    userErrors: [ProductOptionsDeleteUserError!]!
  }

  type ProductOptionsDeleteUserError implements DisplayableError {
    code: ProductOptionsDeleteUserErrorCode
    field: [String!]
    message: String!
  }

  enum ProductOptionsDeleteUserErrorCode {
    CANNOT_DELETE_OPTION_WITH_MULTIPLE_VALUES
    CANNOT_DELETE_VARIANT_WITHOUT_PERMISSION
    CANNOT_MAKE_CHANGES_IF_VARIANT_IS_MISSING_REQUIRED_SKU
    CANNOT_USE_NON_DESTRUCTIVE_STRATEGY
    OPTIONS_DO_NOT_BELONG_TO_THE_SAME_PRODUCT
    OPTION_DOES_NOT_EXIST
    PRODUCT_DOES_NOT_EXIST
    PRODUCT_SUSPENDED
    UNSUPPORTED_COMBINED_LISTING_PARENT_OPERATION
  }

  input OptionReorderInput {
    id: ID
    name: String
    values: [OptionValueReorderInput!]
  }

  input OptionValueReorderInput {
    id: ID
    name: String
  }

  type ProductOptionsReorderPayload {
    product: Product
    userErrors: [ProductOptionsReorderUserError!]!
  }

  type ProductOptionsReorderUserError implements DisplayableError {
    code: ProductOptionsReorderUserErrorCode
    field: [String!]
    message: String!
  }

  enum ProductOptionsReorderUserErrorCode {
    CANNOT_MAKE_CHANGES_IF_VARIANT_IS_MISSING_REQUIRED_SKU
    DUPLICATED_OPTION_NAME
    DUPLICATED_OPTION_VALUE
    MISSING_OPTION_NAME
    MISSING_OPTION_VALUE
    MIXING_ID_AND_NAME_KEYS_IS_NOT_ALLOWED
    NO_KEY_ON_REORDER
    OPTION_ID_DOES_NOT_EXIST
    OPTION_NAME_DOES_NOT_EXIST
    OPTION_VALUE_DOES_NOT_EXIST
    OPTION_VALUE_ID_DOES_NOT_EXIST
    PRODUCT_DOES_NOT_EXIST
    PRODUCT_SUSPENDED
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
