import type { ConnectorTools, Secret, Webhooks } from '@pim-connector/core';

import { payloadOf, verifyShopifyWebhook } from '../webhooks/verify-webhook.ts';

/** Topic of the webhooks by which Shopify says that bulk operations have ended; see `shopifySubscriptions`. */
export const outcomeTopics: readonly string[] = ['BULK_OPERATIONS_FINISH'];

/**
 * Takes webhooks that say that a bulk mutation has ended. How it ended is not taken from them: they are unordered, may be
 * late, and are repeated.
 */
export function outcomeWebhooks(secrets: readonly Secret[], tools: ConnectorTools): Webhooks {
  return {
    verify: (request, { clock }) => verifyShopifyWebhook(request, secrets, clock.now(), tools),
    parse: () => [],
    tellsOfOutcomes: ({ topic, body }) =>
      topic === 'bulk_operations/finish' && payloadOf(body).type?.toLowerCase() !== 'query',
  };
}
