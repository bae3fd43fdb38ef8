import { parseJson, verifiedWebhook, verifyHmac } from '@pim-connector/core';
import type { ConnectorTools, Secret, VerifiedWebhook, WebhookRequest } from '@pim-connector/core';

import type { ShopifyConnection } from '../shopify-config.ts';
import { webhookPayloadSchema } from './webhook-payload.ts';
import type { WebhookPayload } from './webhook-payload.ts';

/** Milliseconds: Shopify delivers again for four hours, and says that a webhook may be a day late. */
const oldest = 48 * 3_600_000;
const ahead = 300_000;

/** The secrets that sign the webhooks of a connection; none: it has no client secret. */
export function webhookSecrets({
  clientSecret,
  previousClientSecret,
}: Pick<ShopifyConnection, 'clientSecret' | 'previousClientSecret'>): readonly Secret[] {
  return [clientSecret, previousClientSecret].filter((secret) => secret !== undefined);
}

/**
 * Verifies a webhook. Shopify signs the raw body with the client secret of the app, and nothing of the headers: the
 * moment in them keeps out what is stale, not what is forged. Source: Shopify’s pages on webhooks;
 * `@shopify/shopify-api` 15 for both forms of the headers.
 *
 * @param secrets one of which has to have signed it.
 * @throws ConnectorError `webhook.refused`
 */
export async function verifyShopifyWebhook(
  { headers, body }: WebhookRequest,
  secrets: readonly Secret[],
  now: number,
  tools: ConnectorTools,
): Promise<VerifiedWebhook> {
  // Deliveries of the new kind have the same headers without the prefix.
  const header = (name: string) => headers.get(`x-shopify-${name}`) ?? headers.get(`shopify-${name}`);
  const signature = header('hmac-sha256');
  const refuse = (message: string, hint?: string) =>
    tools.error('webhook.refused', message, { operation: 'verify', ...(hint === undefined ? {} : { hint }) });
  if (signature === null) throw refuse('The webhook has no signature');
  if (!(await verifyHmac(body, signature, secrets, { encoding: 'base64' })))
    throw refuse(
      'The signature of the webhook is wrong',
      'Give the client secret of the app that subscribed, and see that no proxy changes the body.',
    );
  const topic = (header('topic') ?? '').toLowerCase();
  const delivery = header('event-id') ?? header('webhook-id');
  if (topic === '' || delivery === null) throw refuse('The webhook has none of Shopify’s headers');
  const occurredAt = header('triggered-at');
  const age = now - Date.parse(occurredAt ?? '');
  if (age > oldest || age < -ahead) throw refuse('The webhook is too old, or the clocks differ by minutes');
  return verifiedWebhook({
    // One event can reach us by several topics, and tell of several objects.
    id: [delivery, topic, subjectOf(payloadOf(body))].join(':'),
    topic,
    ...(Number.isNaN(age) ? {} : { occurredAt: new Date(now - age).toISOString() }),
    headers,
    body,
  });
}

function subjectOf({ admin_graphql_api_id: gid, id, inventory_item_id: item }: WebhookPayload): string {
  return gid ?? String(id ?? item ?? '');
}

/** What a webhook is about, ids with all their digits; of a body that cannot be read, nothing is known. */
export function payloadOf(body: Uint8Array): WebhookPayload {
  try {
    return webhookPayloadSchema.parse(parseJson(new TextDecoder('utf-8', { fatal: true }).decode(body)));
  } catch {
    return {};
  }
}
