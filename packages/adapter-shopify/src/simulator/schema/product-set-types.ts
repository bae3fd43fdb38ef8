/** `productSet`, and operations on products that are done later. A part of the Admin API 2026-10. */
export const productSetTypes = /* GraphQL */ `
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
    id: ID @deprecated
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
`;
