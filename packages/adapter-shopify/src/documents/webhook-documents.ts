import { z } from 'zod';

import { connectionCost } from '../graphql/cost-formula.ts';
import { operation } from '../graphql/operation.ts';
import { pageInfoFields, pageOf } from './read-nodes.ts';
import { userErrorsSchema } from './user-errors.ts';

const listData = z.object({
  webhookSubscriptions: pageOf(
    z.object({ id: z.string(), topic: z.string(), uri: z.string(), filter: z.string().nullish() }),
  ),
});

/** Webhook subscriptions of the app. */
export const webhookList = operation<{ readonly after: string | null }, z.output<typeof listData>>({
  name: 'WebhookList',
  field: 'webhookSubscriptions',
  document: /* GraphQL */ `
    query WebhookList($after: String) {
      webhookSubscriptions(first: 250, after: $after) {
        nodes {
          id
          topic
          uri
          filter
        }
        ${pageInfoFields}
      }
    }
  `,
  cost: connectionCost(250, 0),
  repeatable: true,
  data: listData,
});

const createData = z.object({
  webhookSubscriptionCreate: z.object({
    webhookSubscription: z.object({ id: z.string() }).nullish(),
    userErrors: userErrorsSchema,
  }),
});

/** Subscribes to a topic. A second subscription of the same address is refused. */
export const webhookCreate = operation<
  { readonly topic: string; readonly subscription: object },
  z.output<typeof createData>
>({
  name: 'WebhookCreate',
  field: 'webhookSubscriptionCreate',
  document: /* GraphQL */ `
    mutation WebhookCreate($topic: WebhookSubscriptionTopic!, $subscription: WebhookSubscriptionInput!) {
      webhookSubscriptionCreate(topic: $topic, webhookSubscription: $subscription) {
        webhookSubscription {
          id
        }
        userErrors {
          field
          message
        }
      }
    }
  `,
  cost: 10,
  repeatable: true,
  data: createData,
});

const deleteData = z.object({ webhookSubscriptionDelete: z.object({ userErrors: userErrorsSchema }) });

/** Ends a subscription. */
export const webhookDelete = operation<{ readonly id: string }, z.output<typeof deleteData>>({
  name: 'WebhookDelete',
  field: 'webhookSubscriptionDelete',
  document: /* GraphQL */ `
    mutation WebhookDelete($id: ID!) {
      webhookSubscriptionDelete(id: $id) {
        userErrors {
          field
          message
        }
      }
    }
  `,
  cost: 10,
  repeatable: true,
  data: deleteData,
});

const keysData = z.object({
  nodes: z.array(
    z
      .object({
        __typename: z.string(),
        id: z.string(),
        handle: z.string().optional(),
        appKey: z.object({ value: z.string() }).nullish(),
        ownKey: z.object({ value: z.string() }).nullish(),
        variants: z.object({ nodes: z.array(z.object({ sku: z.string().nullish() })) }).optional(),
        sku: z.string().nullish(),
      })
      .nullable(),
  ),
});

/** By which keys we know what a webhook names by its id. */
export const keysOfNodes = operation<
  { readonly ids: readonly string[]; readonly namespace: string; readonly key: string },
  z.output<typeof keysData>
>({
  name: 'KeysOfNodes',
  field: 'nodes',
  document: /* GraphQL */ `
    query KeysOfNodes($ids: [ID!]!, $namespace: String!, $key: String!) {
      nodes(ids: $ids) {
        __typename
        id
        ... on Product {
          handle
          appKey: metafield(namespace: "$app", key: "pim_id") {
            value
          }
          ownKey: metafield(namespace: $namespace, key: $key) {
            value
          }
          variants(first: 250, sortKey: POSITION) {
            nodes {
              id
              sku
            }
          }
        }
        ... on Collection {
          handle
        }
        ... on InventoryItem {
          sku
        }
      }
    }
  `,
  cost: 3 + connectionCost(250, 0),
  repeatable: true,
  data: keysData,
});
