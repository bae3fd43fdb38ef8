import { akeneo, akeneoSubscriptions } from '@pim-connector/adapter-akeneo';
import { createAkeneoSimulator } from '@pim-connector/adapter-akeneo/simulator';
import { createPipeline, createWebhookReceiver, memoryStore } from '@pim-connector/core';
import type { RunReport } from '@pim-connector/core';
import { createReferenceShop, referenceShopDestination, serve } from '@pim-connector/testkit';

const eventSecret = 'events-are-signed-with-this';
const shopToken = 'the-token-of-the-shop';

/** What the example saw. */
export interface Outcome {
  /** Products that the first run wrote, and what the second one did with the same catalogue. */
  readonly created: number;
  readonly writtenAgain: number;
  /** What is sent for products that the PIM or the shop refuses. */
  readonly refused: number;
  /** The product in the shop after three edits in the PIM, which came by events. */
  readonly edited: object | undefined;
  readonly deliveries: number;
}

/**
 * Reads a PIM into a shop and keeps it in step: both listen on ports of this machine, and so does the receiver of the
 * PIM’s events.
 */
export async function akeneoToShop(say: (line: string) => void): Promise<Outcome> {
  const pim = createAkeneoSimulator();
  const pimServer = await serve(pim.handler);
  const shop = createReferenceShop({ token: shopToken, locales: ['en-US', 'de-DE'], currencies: ['EUR'] });
  const shopServer = await serve(shop.handler);
  const { clientId, secret, username, password } = pim.connection;
  const connection = { url: pimServer.url, clientId, clientSecret: secret, username, password };
  const pipeline = createPipeline({
    name: 'akeneo-to-shop',
    source: akeneo({ ...connection, webhookSecrets: [eventSecret] }),
    destination: referenceShopDestination({ url: shopServer.url, token: shopToken }),
    store: memoryStore(),
    entities: ['category', 'asset', 'product'],
  });
  const receiver = await serve(createWebhookReceiver([pipeline]));
  try {
    say(`The PIM listens on ${pimServer.url}, the shop on ${shopServer.url}, we on ${receiver.url}.`);
    const subscriptions = akeneoSubscriptions({ ...connection, eventPlatformUrl: pimServer.url });
    const subscriber = await subscriptions.subscribe({ name: 'shop', technicalEmail: 'ops@shop.example' });
    await subscriptions.add(subscriber, { url: receiver.url, secret: eventSecret });

    const first = await pipeline.run();
    say(`First run: ${summary(first)}`);
    const second = await pipeline.run();
    say(`Second run, nothing changed: ${summary(second)}`);

    pim.user.saveProductModel('camp_mug', { values: name('Enamel mug') });
    pim.user.saveProduct('MUG-BLUE', { values: { ean: plain('4006381333931') } });
    pim.user.saveProduct('MUG-RED', { values: { price: plain([{ amount: '16.50', currency: 'EUR' }]) } });
    await pim.events.settled();
    await pipeline.idle();
    const edited = shop.product('camp_mug');
    say(`After three edits, by events: ${JSON.stringify(edited).slice(0, 200)}…`);
    return {
      created: first.counts.created,
      writtenAgain: second.counts.created + second.counts.updated,
      refused: first.counts.rejected,
      edited,
      deliveries: pim.events.deliveries().length,
    };
  } finally {
    await pipeline.close();
    await Promise.all([pimServer.close(), shopServer.close(), receiver.close()]);
  }
}

function summary({ status, counts: { read, created, updated, unchanged, rejected } }: RunReport): string {
  return `${status}; ${read} read, ${created} created, ${updated} updated, ${unchanged} unchanged, ${rejected} refused`;
}

function plain<Data>(data: Data) {
  return [{ locale: null, scope: null, data }];
}

function name(text: string) {
  return { name: [{ locale: 'en_US', scope: null, data: text }] };
}
