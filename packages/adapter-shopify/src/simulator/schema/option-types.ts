/** Options and their mutations. A part of the Admin API 2026-10. */
export const optionTypes = /* GraphQL */ `
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
`;
