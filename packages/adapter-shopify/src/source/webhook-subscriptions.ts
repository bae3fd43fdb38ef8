import { systemClock } from '@pim-connector/core';

import { webhookCreate, webhookDelete, webhookList } from '../documents/webhook-documents.ts';
import { readPages } from '../graphql/read-pages.ts';
import { openShop } from '../open-shop.ts';
import type { ShopifyConnectionOptions } from '../open-shop.ts';

/** A subscription of the app. */
export interface ShopifySubscription {
  readonly id: string;
  /** Such as `PRODUCTS_UPDATE`. */
  readonly topic: string;
  readonly uri: string;
}

/** The topics that a source makes hints of. */
export const usualTopics: readonly string[] = [
  'PRODUCTS_CREATE',
  'PRODUCTS_UPDATE',
  'PRODUCTS_DELETE',
  'COLLECTIONS_CREATE',
  'COLLECTIONS_UPDATE',
  'COLLECTIONS_DELETE',
  'INVENTORY_LEVELS_UPDATE',
];

/** The webhook subscriptions of an app in a shop. */
export interface ShopifySubscriptions {
  list(): Promise<readonly ShopifySubscription[]>;
  /**
   * Subscribes an address to topics, as far as it is not yet; gives the subscriptions of the address. Call it at each
   * start: Shopify removes a subscription after eight deliveries in a row that failed.
   *
   * @param uri `https` address that answers within five seconds.
   * @throws ConnectorError `request.rejected` if Shopify refuses.
   */
  ensure(uri: string, topics?: readonly string[]): Promise<readonly ShopifySubscription[]>;
  remove(id: string): Promise<void>;
}

/**
 * Manages webhook subscriptions.
 *
 * @throws ConnectorError `config.invalid`
 */
export function shopifySubscriptions(
  options: ShopifyConnectionOptions,
  signal: AbortSignal = new AbortController().signal,
): ShopifySubscriptions {
  const { client, tools } = openShop(options);
  const context = { signal, clock: options.clock ?? systemClock, warn: () => undefined };
  const list = async () => {
    const page = async (after: string | null) =>
      (await client.call(webhookList, { after }, context)).webhookSubscriptions;
    return readPages(page);
  };
  const refuse = (userErrors: readonly { readonly message: string }[], operation: string) => {
    const [error] = userErrors;
    if (error !== undefined)
      throw tools.error('request.rejected', `Shopify says: “${error.message}”`, { operation });
  };
  return {
    list,
    async ensure(uri, topics = usualTopics) {
      const ofAddress = async () => (await list()).filter((each) => each.uri === uri);
      const known = new Set((await ofAddress()).map(({ topic }) => topic));
      for (const topic of topics) {
        if (known.has(topic)) continue;
        const subscription = { uri, format: 'JSON' };
        // One after the other: Shopify counts them.
        // oxlint-disable-next-line no-await-in-loop
        const data = await client.call(webhookCreate, { topic, subscription }, context);
        const { userErrors } = data.webhookSubscriptionCreate;
        // Another process may have been quicker; Shopify refuses the second one.
        // oxlint-disable-next-line no-await-in-loop
        if (userErrors.length > 0 && !(await ofAddress()).some((each) => each.topic === topic))
          refuse(userErrors, webhookCreate.name);
      }
      return ofAddress();
    },
    async remove(id) {
      const data = await client.call(webhookDelete, { id }, context);
      refuse(data.webhookSubscriptionDelete.userErrors, webhookDelete.name);
    },
  };
}
