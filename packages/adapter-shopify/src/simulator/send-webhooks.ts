import { createWebhookSender } from '@pim-connector/testkit';
import type {
  DeliveryAttempt,
  RequestHandler,
  WebhookSender,
  WebhookSenderOptions,
} from '@pim-connector/testkit';

import type { ShopifySimulator } from './create-simulator.ts';

/** See {@link sendWebhooks}. */
export type SendWebhooksOptions = Pick<WebhookSenderOptions, 'fetch' | 'clock' | 'retryDelays'>;

/** A simulated shop that sends its webhooks itself. */
export interface SendingShop {
  /** The simulator’s handler; what a request caused is sent when it is answered. */
  readonly handler: RequestHandler;
  /** Sends what is waiting, as what bulk operations cause that ended since. */
  flush(): Promise<void>;
  /** Delivers once more all that was delivered, as platforms do now and then. */
  repeatAll(): void;
  /** Waits until nothing is under way any more: delivered, or given up. */
  idle(): Promise<void>;
  attempts(): readonly DeliveryAttempt[];
}

/**
 * Lets a simulated shop send its webhooks to the addresses that the app subscribed with: at least once, again if nobody
 * takes them (8 times, over about four hours). A subscription whose delivery was given up is removed.
 *
 * @param options `fetch` sends, by default over the network; an address has to begin with `https:`, so that a sandbox
 *   on one machine hands in a function that knows where the application is.
 */
export function sendWebhooks(simulator: ShopifySimulator, options: SendWebhooksOptions = {}): SendingShop {
  const sent: { readonly sender: WebhookSender; readonly id: string }[] = [];
  const underway = new Set<Promise<void>>();

  async function follow(sender: WebhookSender, subscriptionId: string): Promise<void> {
    await sender.idle();
    const status = sender.attempts().at(-1)?.status ?? 0;
    if (status < 200 || status >= 300) simulator.subscriptions.delete(subscriptionId);
  }

  async function flush(): Promise<void> {
    for (const { subscription, headers, body } of await simulator.webhooks()) {
      const sender = createWebhookSender({
        ...options,
        url: subscription.uri,
        headers: () => Promise.resolve(headers),
      });
      const id = sender.send({ topic: headers['x-shopify-topic'] ?? subscription.topic, body });
      sent.push({ sender, id });
      const following = follow(sender, subscription.id).finally(() => underway.delete(following));
      underway.add(following);
    }
  }

  return {
    async handler(request) {
      const response = await simulator.handler(request);
      await flush();
      return response;
    },
    flush,
    repeatAll() {
      for (const { sender, id } of sent) sender.repeat(id);
    },
    async idle() {
      await Promise.all(underway);
      await Promise.all(sent.map(({ sender }) => sender.idle()));
    },
    attempts: () => sent.flatMap(({ sender }) => sender.attempts()),
  };
}
