/** Metaobjects and their definitions. A part of the Admin API 2026-10. */
export const metaobjectTypes = /* GraphQL */ `
  type Metaobject implements Node {
    capabilities: MetaobjectCapabilityData!
    createdAt: DateTime!
    definition: MetaobjectDefinition!
    displayName: String!
    field(key: String!): MetaobjectField
    fields: [MetaobjectField!]!
    handle: String!
    id: ID!
    type: String!
    updatedAt: DateTime!
  }

  type MetaobjectField {
    key: String!
    type: String!
    value: String
  }

  type MetaobjectConnection {
    edges: [MetaobjectEdge!]!
    nodes: [Metaobject!]!
    pageInfo: PageInfo!
  }

  type MetaobjectEdge {
    cursor: String!
    node: Metaobject!
  }

  type MetaobjectCapabilityData {
    publishable: MetaobjectCapabilityDataPublishable
  }

  type MetaobjectCapabilityDataPublishable {
    status: MetaobjectStatus!
  }

  enum MetaobjectStatus {
    ACTIVE
    DRAFT
  }

  type MetaobjectDefinition implements Node {
    capabilities: MetaobjectCapabilities!
    description: String
    displayNameKey: String
    fieldDefinitions: [MetaobjectFieldDefinition!]!
    id: ID!
    metaobjectsCount: Int!
    name: String!
    type: String!
  }

  type MetaobjectCapabilities {
    publishable: MetaobjectCapabilitiesPublishable!
    translatable: MetaobjectCapabilitiesTranslatable!
  }

  type MetaobjectCapabilitiesPublishable {
    enabled: Boolean!
  }

  type MetaobjectCapabilitiesTranslatable {
    enabled: Boolean!
  }

  type MetaobjectDefinitionConnection {
    edges: [MetaobjectDefinitionEdge!]!
    nodes: [MetaobjectDefinition!]!
    pageInfo: PageInfo!
  }

  type MetaobjectDefinitionEdge {
    cursor: String!
    node: MetaobjectDefinition!
  }

  type MetaobjectFieldDefinition {
    description: String
    key: String!
    name: String!
    required: Boolean!
    type: MetafieldDefinitionType!
    validations: [MetafieldDefinitionValidation!]!
  }

  input MetaobjectHandleInput {
    handle: String!
    type: String!
  }

  input MetaobjectUpsertInput {
    capabilities: MetaobjectCapabilityDataInput
    fields: [MetaobjectFieldInput!]
    handle: String
  }

  input MetaobjectUpdateInput {
    capabilities: MetaobjectCapabilityDataInput
    fields: [MetaobjectFieldInput!]
    handle: String
    redirectNewHandle: Boolean = false
  }

  input MetaobjectCapabilityDataInput {
    publishable: MetaobjectCapabilityDataPublishableInput
  }

  input MetaobjectCapabilityDataPublishableInput {
    status: MetaobjectStatus!
  }

  input MetaobjectFieldInput {
    key: String!
    value: String!
  }

  type MetaobjectUpsertPayload {
    metaobject: Metaobject
    userErrors: [MetaobjectUserError!]!
  }

  type MetaobjectUpdatePayload {
    metaobject: Metaobject
    userErrors: [MetaobjectUserError!]!
  }

  type MetaobjectDeletePayload {
    deletedId: ID
    userErrors: [MetaobjectUserError!]!
  }

  type MetaobjectUserError implements DisplayableError {
    code: MetaobjectUserErrorCode
    elementIndex: Int
    elementKey: String
    field: [String!]
    message: String!
  }

  enum MetaobjectUserErrorCode {
    ADMIN_ACCESS_INPUT_NOT_ALLOWED
    APP_CONFIG_MANAGED
    BLANK
    CAPABILITY_NOT_ENABLED
    DISPLAY_NAME_CONFLICT
    DUPLICATE_FIELD_INPUT
    FIELD_TYPE_INVALID
    IMMUTABLE
    INCLUSION
    INPUT_LIMIT_EXCEEDED
    INTERNAL_ERROR
    INVALID
    INVALID_OPTION
    INVALID_TYPE
    INVALID_VALUE
    MAX_DEFINITIONS_EXCEEDED
    MAX_OBJECTS_EXCEEDED
    MISSING_REQUIRED_KEYS
    NOT_AUTHORIZED
    OBJECT_FIELD_REQUIRED
    OBJECT_FIELD_TAKEN
    PRESENT
    RECORD_NOT_FOUND
    REFERENCE_EXISTS_ERROR
    RESERVED_NAME
    STANDARD_METAOBJECT_DEFINITION_DEPENDENT_ON_APP
    TAKEN
    TOO_LONG
    TOO_SHORT
    UNDEFINED_OBJECT_FIELD
    UNDEFINED_OBJECT_TYPE
    URL_HANDLE_BLANK
    URL_HANDLE_INVALID
    URL_HANDLE_TAKEN
  }

  input MetaobjectDefinitionCreateInput {
    capabilities: MetaobjectCapabilityCreateInput
    description: String
    displayNameKey: String
    fieldDefinitions: [MetaobjectFieldDefinitionCreateInput!]
    name: String
    type: String!
  }

  input MetaobjectDefinitionUpdateInput {
    capabilities: MetaobjectCapabilityUpdateInput
    description: String
    displayNameKey: String
    fieldDefinitions: [MetaobjectFieldDefinitionOperationInput!]
    name: String
    resetFieldOrder: Boolean = false
  }

  input MetaobjectCapabilityCreateInput {
    publishable: MetaobjectCapabilityPublishableInput
    translatable: MetaobjectCapabilityTranslatableInput
  }

  input MetaobjectCapabilityUpdateInput {
    publishable: MetaobjectCapabilityPublishableInput
    translatable: MetaobjectCapabilityTranslatableInput
  }

  input MetaobjectCapabilityPublishableInput {
    enabled: Boolean!
  }

  input MetaobjectCapabilityTranslatableInput {
    enabled: Boolean!
  }

  input MetaobjectFieldDefinitionOperationInput {
    create: MetaobjectFieldDefinitionCreateInput
    delete: MetaobjectFieldDefinitionDeleteInput
    update: MetaobjectFieldDefinitionUpdateInput
  }

  input MetaobjectFieldDefinitionCreateInput {
    description: String
    key: String!
    name: String
    required: Boolean = false
    type: String!
    validations: [MetafieldDefinitionValidationInput!]
  }

  input MetaobjectFieldDefinitionUpdateInput {
    description: String
    key: String!
    name: String
    required: Boolean
    validations: [MetafieldDefinitionValidationInput!]
  }

  input MetaobjectFieldDefinitionDeleteInput {
    key: String!
  }

  type MetaobjectDefinitionCreatePayload {
    metaobjectDefinition: MetaobjectDefinition
    userErrors: [MetaobjectUserError!]!
  }

  type MetaobjectDefinitionUpdatePayload {
    metaobjectDefinition: MetaobjectDefinition
    userErrors: [MetaobjectUserError!]!
  }
`;
