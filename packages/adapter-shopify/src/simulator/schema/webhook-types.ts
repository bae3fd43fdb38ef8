/** Subscriptions to webhooks. A part of the Admin API 2026-10. */
export const webhookTypes = /* GraphQL */ `
  type WebhookSubscription implements Node {
    createdAt: DateTime!
    filter: String
    format: WebhookSubscriptionFormat!
    id: ID!
    includeFields: [String!]!
    topic: WebhookSubscriptionTopic!
    updatedAt: DateTime!
    uri: String!
  }

  type WebhookSubscriptionConnection {
    edges: [WebhookSubscriptionEdge!]!
    nodes: [WebhookSubscription!]!
    pageInfo: PageInfo!
  }

  type WebhookSubscriptionEdge {
    cursor: String!
    node: WebhookSubscription!
  }

  enum WebhookSubscriptionFormat {
    JSON
    XML
  }

  enum WebhookSubscriptionTopic {
    APP_UNINSTALLED
    BULK_OPERATIONS_FINISH
    COLLECTIONS_CREATE
    COLLECTIONS_DELETE
    COLLECTIONS_UPDATE
    INVENTORY_LEVELS_UPDATE
    LOCATIONS_DEACTIVATE
    PRODUCTS_CREATE
    PRODUCTS_DELETE
    PRODUCTS_UPDATE
    SHOP_UPDATE
  }

  input WebhookSubscriptionInput {
    filter: String
    format: WebhookSubscriptionFormat
    includeFields: [String!]
    name: String
    uri: String
  }

  type WebhookSubscriptionCreatePayload {
    userErrors: [UserError!]!
    webhookSubscription: WebhookSubscription
  }

  type WebhookSubscriptionDeletePayload {
    deletedWebhookSubscriptionId: ID
    userErrors: [UserError!]!
  }
`;
