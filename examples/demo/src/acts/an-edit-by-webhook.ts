import { setTimeout } from 'node:timers/promises';

import { akeneoSubscriptions } from '@pim-connector/adapter-akeneo';
import type { ShopState } from '@pim-connector/adapter-shopify/simulator';
import { createWebhookReceiver } from '@pim-connector/core';
import { serve } from '@pim-connector/testkit';

import { atOnce, productOf, withFirstPrices } from '../demo-catalogue.ts';
import type { OpenStage } from '../demo-stage.ts';
import { saveInPim } from '../pim/save-in-pim.ts';
import { sentToShopify } from '../shops/shopify-log.ts';
import { sectionsToShopify, sentToReferenceShop } from './three-edits.ts';

/** Milliseconds. It takes some tenths of a second; a busy machine may be several times slower. */
const patience = 20_000;

/** An edit that no run brings over: the PIM tells of it by an event. */
export async function anEditByWebhook(stage: OpenStage): Promise<void> {
  const { screen, claims, pim, shop, shopify, door, pipelines, access } = stage;
  screen.heading('8. An edit travels by an event of the PIM, without a run');
  const pipelineList = pipelines.fanOut.pipelines;
  const receiver = await serve(createWebhookReceiver(pipelineList));
  try {
    const { webhookSecret, ...connection } = access.pim;
    const subscriptions = akeneoSubscriptions({ ...connection, eventPlatformUrl: connection.url });
    const subscriber = await subscriptions.subscribe({
      name: 'shops',
      technicalEmail: 'ops@tarnfell.example',
    });
    await subscriptions.add(subscriber, { url: receiver.url, secret: webhookSecret });
    const runs = await runsOf(stage);
    shop.resetLog();
    door.log.reset();
    const product = productOf('spring', atOnce.key);
    const sku = product.variants[0]?.key ?? '';
    const begun = performance.now();
    saveInPim(pim.user, withFirstPrices(product, { EUR: '77.70', GBP: '66.60' }), () => false);
    const arrivals = await Promise.all([
      arrival(() => referencePrice(shop.product(product.key), sku), begun),
      arrival(() => shopifyPrice(shopify.state, sku), begun),
    ]);
    screen.line(
      `  From the edit in the PIM to the price in the shops: ${arrivals.map((time) => `${Math.round(time)} ms`).join(' and ')}.`,
    );
    claims.check(
      'the price is in both shops within twenty seconds',
      arrivals.every((time) => time < patience),
      arrivals,
    );
    await pim.events.settled();
    await Promise.all(pipelineList.map((pipeline) => pipeline.idle()));
    const sent = [
      ...sentToReferenceShop(shop.writes()),
      ...sectionsToShopify(sentToShopify(door.log, shopify.state)),
    ];
    claims.check(
      'each shop was sent this price, and nothing else',
      sent.length === 2 && sent.every((words) => words === `${product.key}: prices`),
      sent,
    );
    claims.check('no run has read the PIM for it', (await runsOf(stage)) === runs);
    const forged = await fetch(receiver.url, { method: 'POST', body: '{}' });
    claims.check('a webhook that the PIM has not signed is refused', forged.status === 401, forged.status);
  } finally {
    await receiver.close();
  }
}

interface ReferenceProduct {
  readonly variants?: readonly {
    readonly sku: string;
    readonly prices: readonly { readonly currency: string; readonly amount: string }[];
  }[];
}

function referencePrice(product: object | undefined, sku: string): string | undefined {
  const { variants = [] }: ReferenceProduct = product ?? {};
  const prices = variants.find((variant) => variant.sku === sku)?.prices ?? [];
  return prices.find(({ currency }) => currency === 'EUR')?.amount;
}

function shopifyPrice({ inventoryItems, products }: ShopState, sku: string): string | undefined {
  const item = [...inventoryItems.values()].find((each) => each.sku === sku);
  return products.get(item?.productId ?? '')?.variants.find(({ id }) => id === item?.variantId)?.price;
}

/** Milliseconds after which the new price is in a shop; infinity if that takes longer than {@link patience}. */
async function arrival(find: () => string | undefined, begun: number): Promise<number> {
  while (performance.now() - begun < patience) {
    if (Number(find()) === 77.7) return performance.now() - begun;
    // oxlint-disable-next-line no-await-in-loop
    await setTimeout(5);
  }
  return Infinity;
}

async function runsOf({ pipelines }: OpenStage): Promise<number> {
  const runs = await Promise.all(pipelines.fanOut.pipelines.map((pipeline) => pipeline.runs(100)));
  return runs.flat().length;
}
