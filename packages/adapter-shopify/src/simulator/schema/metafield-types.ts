/** Metafields, their definitions, and metaobjects. A part of the Admin API 2026-10. */
export const metafieldTypes = /* GraphQL */ `
  interface HasMetafields {
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
  }

  type Metafield implements HasPublishedTranslations & Node {
    compareDigest: String!
    createdAt: DateTime!
    definition: MetafieldDefinition
    id: ID!
    jsonValue: JSON!
    key: String!
    namespace: String!
    ownerType: MetafieldOwnerType!
    sizeInBytes: Int!
    translations(locale: String!, marketId: ID): [Translation!]!
    type: String!
    updatedAt: DateTime!
    value: String!
  }

  type MetafieldConnection {
    edges: [MetafieldEdge!]!
    nodes: [Metafield!]!
    pageInfo: PageInfo!
  }

  type MetafieldEdge {
    cursor: String!
    node: Metafield!
  }

  input MetafieldInput {
    id: ID
    key: String
    namespace: String
    type: String
    value: String
  }

  input MetafieldsSetInput {
    compareDigest: String
    key: String!
    namespace: String
    ownerId: ID!
    type: String
    value: String!
  }

  type MetafieldsSetPayload {
    metafields: [Metafield!]
    userErrors: [MetafieldsSetUserError!]!
  }

  type MetafieldsSetUserError implements DisplayableError {
    code: MetafieldsSetUserErrorCode
    elementIndex: Int
    field: [String!]
    message: String!
  }

  enum MetafieldsSetUserErrorCode {
    APP_NOT_AUTHORIZED
    BLANK
    CAPABILITY_VIOLATION
    INCLUSION
    INTERNAL_ERROR
    INVALID
    INVALID_COMPARE_DIGEST
    INVALID_TYPE
    INVALID_VALUE
    LESS_THAN_OR_EQUAL_TO
    PRESENT
    STALE_OBJECT
    TAKEN
    TOO_LONG
    TOO_SHORT
  }

  input MetafieldIdentifierInput {
    key: String!
    namespace: String!
    ownerId: ID!
  }

  type MetafieldIdentifier {
    key: String!
    namespace: String!
    ownerId: ID!
  }

  type MetafieldsDeletePayload {
    deletedMetafields: [MetafieldIdentifier]
    userErrors: [UserError!]!
  }

  enum MetafieldOwnerType {
    API_PERMISSION
    ARTICLE
    BLOG
    CARTTRANSFORM
    COLLECTION
    COMPANY
    COMPANY_LOCATION
    CUSTOMER
    DELIVERY_CUSTOMIZATION
    DISCOUNT
    DRAFTORDER
    FULFILLMENT_CONSTRAINT_RULE
    GIFT_CARD_TRANSACTION
    LOCATION
    MARKET
    MEDIA_IMAGE @deprecated
    ORDER
    ORDER_ROUTING_LOCATION_RULE
    PAGE
    PAYMENT_CUSTOMIZATION
    PRODUCT
    PRODUCTVARIANT
    SELLING_PLAN
    SHOP
    TRANSFER
    VALIDATION
  }

  type MetafieldDefinition implements Node {
    capabilities: MetafieldCapabilities!
    description: String
    id: ID!
    key: String!
    name: String!
    namespace: String!
    ownerType: MetafieldOwnerType!
    type: MetafieldDefinitionType!
    validations: [MetafieldDefinitionValidation!]!
  }

  type MetafieldDefinitionConnection {
    edges: [MetafieldDefinitionEdge!]!
    nodes: [MetafieldDefinition!]!
    pageInfo: PageInfo!
  }

  type MetafieldDefinitionEdge {
    cursor: String!
    node: MetafieldDefinition!
  }

  type MetafieldDefinitionType {
    category: String!
    name: String!
  }

  type MetafieldDefinitionValidation {
    name: String!
    type: String!
    value: String
  }

  type MetafieldCapabilities {
    adminFilterable: MetafieldCapabilityAdminFilterable!
    uniqueValues: MetafieldCapabilityUniqueValues!
  }

  type MetafieldCapabilityAdminFilterable {
    eligible: Boolean!
    enabled: Boolean!
  }

  type MetafieldCapabilityUniqueValues {
    eligible: Boolean!
    enabled: Boolean!
  }

  input MetafieldDefinitionInput {
    capabilities: MetafieldCapabilityCreateInput
    description: String
    key: String!
    name: String!
    namespace: String
    ownerType: MetafieldOwnerType!
    pin: Boolean = false
    type: String!
    validations: [MetafieldDefinitionValidationInput!]
  }

  input MetafieldDefinitionValidationInput {
    name: String!
    value: String!
  }

  input MetafieldCapabilityCreateInput {
    adminFilterable: MetafieldCapabilityAdminFilterableInput
    uniqueValues: MetafieldCapabilityUniqueValuesInput
  }

  input MetafieldCapabilityAdminFilterableInput {
    enabled: Boolean!
  }

  input MetafieldCapabilityUniqueValuesInput {
    enabled: Boolean!
  }

  type MetafieldDefinitionCreatePayload {
    createdDefinition: MetafieldDefinition
    userErrors: [MetafieldDefinitionCreateUserError!]!
  }

  type MetafieldDefinitionCreateUserError implements DisplayableError {
    code: MetafieldDefinitionCreateUserErrorCode
    elementIndex: Int
    elementKey: String
    field: [String!]
    message: String!
  }

  enum MetafieldDefinitionCreateUserErrorCode {
    ADMIN_ACCESS_INPUT_NOT_ALLOWED
    BLANK
    CAPABILITY_REQUIRED_BUT_DISABLED
    DUPLICATE_OPTION
    INCLUSION
    INVALID
    INVALID_CAPABILITY
    INVALID_CHARACTER
    INVALID_CONSTRAINTS
    INVALID_INPUT_COMBINATION
    INVALID_OPTION
    LIMIT_EXCEEDED
    OWNER_TYPE_LIMIT_EXCEEDED_FOR_AUTOMATED_COLLECTIONS
    OWNER_TYPE_LIMIT_EXCEEDED_FOR_USE_AS_ADMIN_FILTERS
    PINNED_LIMIT_REACHED
    PRESENT
    RESERVED_NAMESPACE_KEY
    RESOURCE_TYPE_LIMIT_EXCEEDED
    RESOURCE_TYPE_LIMIT_EXCEEDED_BY_APP
    TAKEN
    TOO_LONG
    TOO_SHORT
    TYPE_NOT_ALLOWED_FOR_CONDITIONS
    UNSTRUCTURED_ALREADY_EXISTS
    UNSUPPORTED_PINNING
  }
`;
