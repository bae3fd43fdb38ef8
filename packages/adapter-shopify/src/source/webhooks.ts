import type {
  ChangeHint,
  ConnectorContext,
  ConnectorTools,
  Secret,
  VerifiedWebhook,
  Webhooks,
} from '@pim-connector/core';

import { payloadOf, verifyShopifyWebhook } from '../webhooks/verify-webhook.ts';
import type { WebhookPayload } from '../webhooks/webhook-payload.ts';

/** Takes webhooks that hint at records. */
export function shopifyWebhooks(
  secrets: readonly Secret[],
  records: (
    topic: string,
    payload: WebhookPayload,
    context: ConnectorContext,
  ) => Promise<readonly ChangeHint[]>,
  tools: ConnectorTools,
): Webhooks {
  // What a webhook is about is looked up while it is verified, since that can wait and can fail: then Shopify
  // delivers it again.
  const hints = new WeakMap<VerifiedWebhook, readonly ChangeHint[]>();
  return {
    async verify(request, context) {
      const webhook = await verifyShopifyWebhook(request, secrets, context.clock.now(), tools);
      hints.set(webhook, await records(webhook.topic, payloadOf(webhook.body), context));
      return webhook;
    },
    parse: (webhook) => hints.get(webhook) ?? [],
  };
}
