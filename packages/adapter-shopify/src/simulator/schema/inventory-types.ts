/** Inventory items, levels and quantities. A part of the Admin API 2026-10. */
export const inventoryTypes = /* GraphQL */ `
  type InventoryItem implements Node {
    countryCodeOfOrigin: CountryCode
    createdAt: DateTime!
    harmonizedSystemCode: String
    id: ID!
    inventoryLevel(includeInactive: Boolean = false, locationId: ID!): InventoryLevel
    inventoryLevels(
      after: String
      before: String
      first: Int
      includeInactive: Boolean = false
      last: Int
      query: String
      reverse: Boolean = false
    ): InventoryLevelConnection!
    measurement: InventoryItemMeasurement!
    requiresShipping: Boolean!
    sku: String
    tracked: Boolean!
    unitCost: MoneyV2
    updatedAt: DateTime!
  }

  type InventoryItemMeasurement implements Node {
    id: ID!
    weight: Weight
  }

  type Weight {
    unit: WeightUnit!
    value: Float!
  }

  type InventoryLevel implements Node {
    createdAt: DateTime!
    id: ID!
    isActive: Boolean!
    item: InventoryItem!
    location: Location!
    quantities(names: [String!]!): [InventoryQuantity!]!
    updatedAt: DateTime!
  }

  type InventoryLevelConnection {
    edges: [InventoryLevelEdge!]!
    nodes: [InventoryLevel!]!
    pageInfo: PageInfo!
  }

  type InventoryLevelEdge {
    cursor: String!
    node: InventoryLevel!
  }

  type InventoryQuantity implements Node {
    id: ID!
    name: String!
    quantity: Int!
    updatedAt: DateTime
  }

  input InventoryItemInput {
    cost: Decimal
    countryCodeOfOrigin: CountryCode
    harmonizedSystemCode: String
    measurement: InventoryItemMeasurementInput
    requiresShipping: Boolean
    sku: String
    tracked: Boolean
  }

  input InventoryItemMeasurementInput {
    weight: WeightInput
  }

  input WeightInput {
    unit: WeightUnit!
    value: Float!
  }

  input InventorySetQuantitiesInput {
    name: String!
    quantities: [InventoryQuantityInput!]!
    reason: String!
    referenceDocumentUri: String
  }

  input InventoryQuantityInput {
    changeFromQuantity: Int
    inventoryItemId: ID!
    locationId: ID!
    quantity: Int!
  }

  type InventorySetQuantitiesPayload {
    inventoryAdjustmentGroup: InventoryAdjustmentGroup
    userErrors: [InventorySetQuantitiesUserError!]!
  }

  type InventorySetQuantitiesUserError implements DisplayableError {
    code: InventorySetQuantitiesUserErrorCode
    field: [String!]
    message: String!
  }

  enum InventorySetQuantitiesUserErrorCode {
    CHANGE_FROM_QUANTITY_STALE
    COMPARE_QUANTITY_REQUIRED
    COMPARE_QUANTITY_STALE
    IDEMPOTENCY_CONCURRENT_REQUEST
    IDEMPOTENCY_KEY_PARAMETER_MISMATCH
    IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED
    INVALID_INVENTORY_ITEM
    INVALID_LOCATION
    INVALID_NAME
    INVALID_QUANTITY_NEGATIVE
    INVALID_QUANTITY_TOO_HIGH
    INVALID_QUANTITY_TOO_LOW
    INVALID_REASON
    INVALID_REFERENCE_DOCUMENT
    NON_MUTABLE_INVENTORY_ITEM
    NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR
  }

  type InventoryAdjustmentGroup implements Node {
    changes(inventoryItemIds: [ID!], locationIds: [ID!], quantityNames: [String!]): [InventoryChange!]!
    createdAt: DateTime!
    id: ID!
    reason: String!
    referenceDocumentUri: String
  }

  type InventoryChange {
    delta: Int!
    item: InventoryItem
    location: Location
    name: String!
    quantityAfterChange: Int
  }

  type InventoryActivatePayload {
    inventoryLevel: InventoryLevel
    userErrors: [UserError!]!
  }

  input InventoryBulkToggleActivationInput {
    activate: Boolean!
    locationId: ID!
  }

  type InventoryBulkToggleActivationPayload {
    inventoryItem: InventoryItem
    inventoryLevels: [InventoryLevel!]
    userErrors: [InventoryBulkToggleActivationUserError!]!
  }

  type InventoryBulkToggleActivationUserError implements DisplayableError {
    code: InventoryBulkToggleActivationUserErrorCode
    field: [String!]
    message: String!
  }

  enum InventoryBulkToggleActivationUserErrorCode {
    CANNOT_DEACTIVATE_FROM_ONLY_LOCATION
    COMMITTED_AND_INCOMING_INVENTORY_AT_LOCATION @deprecated
    COMMITTED_INVENTORY_AT_LOCATION
    FAILED_TO_STOCK_AT_LOCATION
    FAILED_TO_UNSTOCK_FROM_LOCATION
    GENERIC_ERROR
    INCOMING_INVENTORY_AT_LOCATION
    INVENTORY_ITEM_NOT_FOUND
    INVENTORY_MANAGED_BY_3RD_PARTY
    INVENTORY_MANAGED_BY_SHOPIFY
    LOCATION_NOT_FOUND
    MISSING_SKU
    RESERVED_INVENTORY_AT_LOCATION
  }
`;
