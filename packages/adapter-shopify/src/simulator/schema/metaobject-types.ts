/** Metaobjects and their definitions. A part of the Admin API 2026-10. */
export const metaobjectTypes = /* GraphQL */ `
  type Metaobject implements Node {
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

  type MetaobjectDefinition implements Node {
    fieldDefinitions: [MetaobjectFieldDefinition!]!
    id: ID!
    name: String!
    type: String!
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
    key: String!
    name: String!
    required: Boolean!
    type: MetafieldDefinitionType!
  }

  input MetaobjectHandleInput {
    handle: String!
    type: String!
  }

  input MetaobjectUpsertInput {
    fields: [MetaobjectFieldInput!]
    handle: String
  }

  input MetaobjectFieldInput {
    key: String!
    value: String!
  }

  type MetaobjectUpsertPayload {
    metaobject: Metaobject
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
    description: String
    displayNameKey: String
    fieldDefinitions: [MetaobjectFieldDefinitionCreateInput!]
    name: String
    type: String!
  }

  input MetaobjectFieldDefinitionCreateInput {
    description: String
    key: String!
    name: String
    required: Boolean = false
    type: String!
    validations: [MetafieldDefinitionValidationInput!]
  }

  type MetaobjectDefinitionCreatePayload {
    metaobjectDefinition: MetaobjectDefinition
    userErrors: [MetaobjectUserError!]!
  }
`;
