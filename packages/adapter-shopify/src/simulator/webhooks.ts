import { signHmac, Secret } from '@pim-connector/core';
import type { Clock } from '@pim-connector/core';

import type { BulkOperationState } from './bulk/bulk-operation-state.ts';
import { parseGid } from './gid.ts';
import type { InventoryLevelState } from './product-state.ts';
import { hasOnlyDefaultVariant, variantTitle } from './product/variant-graph.ts';
import type { ShopState } from './shop-state.ts';

/** A subscription to one topic. */
export interface WebhookSubscriptionState {
  readonly id: string;
  readonly topic: string;
  readonly uri: string;
  readonly name: string | null;
  readonly filter: string | null;
  readonly format: 'JSON' | 'XML';
  readonly includeFields: readonly string[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A webhook on its way; deliver it with {@link WebhookSubscriptions.take}. */
export interface WebhookDelivery {
  readonly subscription: WebhookSubscriptionState;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body: string;
}

/** The subscriptions of the app, and what was sent to them. */
export interface WebhookSubscriptions {
  readonly list: Map<string, WebhookSubscriptionState>;
  productWritten(productId: string, created: boolean): void;
  productDeleted(productId: string): void;
  inventoryWritten(level: InventoryLevelState): void;
  bulkFinished(operation: BulkOperationState): void;
  /** Gives the webhooks that were not taken yet, signed; unordered and at least once is the receiver’s to expect. */
  take(): Promise<readonly WebhookDelivery[]>;
}

const fullVariants = 100;

interface PendingWebhook {
  readonly topic: string;
  readonly eventId: string;
  readonly at: number;
  readonly body: object;
}

/** Makes the list of subscriptions. @param secret the client secret that signs. */
export function createWebhookSubscriptions(
  state: ShopState,
  clock: Pick<Clock, 'now'>,
  secret: string,
  apiVersion: string,
): WebhookSubscriptions {
  const list = new Map<string, WebhookSubscriptionState>();
  let pending: PendingWebhook[] = [];

  const send = (topic: string, body: object) => {
    if ([...list.values()].some((subscription) => subscription.topic === topic))
      pending.push({ topic, eventId: crypto.randomUUID(), at: clock.now(), body });
  };

  const productWritten = (productId: string, created: boolean) => {
    const body = productBody(productId, state);
    if (body !== null) send(created ? 'PRODUCTS_CREATE' : 'PRODUCTS_UPDATE', body);
  };

  return {
    list,
    productWritten,
    productDeleted: (productId) => send('PRODUCTS_DELETE', { id: numberOf(productId) }),
    inventoryWritten: ({ itemId, locationId, available, updatedAt }) => {
      send('INVENTORY_LEVELS_UPDATE', {
        inventory_item_id: numberOf(itemId),
        location_id: numberOf(locationId),
        available,
        updated_at: new Date(updatedAt).toISOString(),
      });
      // A change of stock counts as one of the product.
      const productId = state.inventoryItems.get(itemId)?.productId;
      if (productId !== undefined) productWritten(productId, false);
    },
    bulkFinished: ({ id, type, status, errorCode, createdAt, completedAt }) =>
      send('BULK_OPERATIONS_FINISH', {
        admin_graphql_api_id: id,
        completed_at: completedAt === null ? null : new Date(completedAt).toISOString(),
        created_at: new Date(createdAt).toISOString(),
        error_code: errorCode?.toLowerCase() ?? null,
        status: status.toLowerCase(),
        type: type.toLowerCase(),
      }),
    async take() {
      const taken = pending;
      pending = [];
      const deliveries = taken.flatMap((webhook) =>
        [...list.values()]
          .filter(({ topic }) => topic === webhook.topic)
          .map((subscription) => deliveryOf(webhook, subscription)),
      );
      return Promise.all(deliveries);
    },
  };

  async function deliveryOf(
    webhook: PendingWebhook,
    subscription: WebhookSubscriptionState,
  ): Promise<WebhookDelivery> {
    const body = JSON.stringify(chosenFields(webhook.body, subscription.includeFields));
    const signature = await signHmac(new TextEncoder().encode(body), new Secret(secret), {
      encoding: 'base64',
    });
    const headers = {
      'content-type': 'application/json',
      'x-shopify-topic': webhook.topic.toLowerCase().replace(/_(?=[^_]*$)/, '/'),
      'x-shopify-shop-domain': state.settings.domain,
      'x-shopify-api-version': apiVersion,
      'x-shopify-webhook-id': crypto.randomUUID(),
      'x-shopify-event-id': webhook.eventId,
      'x-shopify-triggered-at': new Date(webhook.at).toISOString(),
      'x-shopify-hmac-sha256': signature,
    };
    return { subscription, headers, body };
  }
}

function chosenFields(body: object, fields: readonly string[]): object {
  if (fields.length === 0) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => fields.includes(name)));
}

function numberOf(id: string): number {
  return Number(parseGid(id)?.number);
}

/** What a webhook tells of a product: full variants only of the first hundred. */
function productBody(productId: string, state: ShopState): object | null {
  const product = state.products.get(productId);
  if (product === undefined) return null;
  return {
    admin_graphql_api_id: product.id,
    id: numberOf(product.id),
    title: product.title,
    handle: product.handle,
    body_html: product.descriptionHtml,
    vendor: product.vendor,
    product_type: product.productType,
    status: product.status.toLowerCase(),
    tags: product.tags.join(', '),
    created_at: new Date(product.createdAt).toISOString(),
    updated_at: new Date(product.updatedAt).toISOString(),
    has_variants_that_requires_components: false,
    variants: product.variants.slice(0, fullVariants).map((variant, index) => ({
      admin_graphql_api_id: variant.id,
      id: numberOf(variant.id),
      title: hasOnlyDefaultVariant(product) ? 'Default Title' : variantTitle(variant, product.options),
      sku: state.inventoryItems.get(variant.inventoryItemId)?.sku ?? null,
      price: variant.price,
      compare_at_price: variant.compareAtPrice,
      position: index + 1,
      inventory_item_id: numberOf(variant.inventoryItemId),
    })),
    variant_gids: product.variants.map(({ id, updatedAt }) => ({
      admin_graphql_api_id: id,
      updated_at: new Date(updatedAt).toISOString(),
    })),
  };
}
