import { join } from 'node:path';

import { createFanOut, createWebhookReceiver } from '@pim-connector/core';
import type { FanOut, StateStore } from '@pim-connector/core';
import { sqliteStore } from '@pim-connector/store-sqlite';
import {
  createReferencePim,
  createReferenceShop,
  createWebhookSender,
  referencePimSource,
  serve,
} from '@pim-connector/testkit';
import type { ReferencePim, ReferenceShop, WebhookSender } from '@pim-connector/testkit';

import { channelPipeline } from './channel-pipelines.ts';
import type { Channel } from './channel-pipelines.ts';

/** A PIM that feeds two shops: all of it speaks over HTTP on this machine. */
export interface ChannelStage {
  readonly pim: ReferencePim;
  readonly shops: readonly [north: ReferenceShop, south: ReferenceShop];
  readonly channels: readonly [north: Channel, south: Channel];
  readonly fanOut: FanOut;
  /** Sends the PIM’s webhooks, signed, to the route that serves both pipelines. */
  readonly sender: WebhookSender;
  /** Where webhooks are taken. */
  readonly hookUrl: string;
  readonly close: () => Promise<void>;
}

/** Sets everything up; nothing is read yet. */
export async function openChannels(folder: string): Promise<ChannelStage> {
  const [clientSecret, webhookSecret] = [crypto.randomUUID(), crypto.randomUUID()];
  const pim = createReferencePim({ clientSecret, webhookSecret });
  const token = crypto.randomUUID();
  const settings = { token, locales: ['en'], currencies: ['EUR'] };
  const shops = [createReferenceShop(settings), createReferenceShop(settings)] as const;
  const [pimServer, north, south] = await Promise.all([
    serve(pim.handler),
    serve(shops[0].handler),
    serve(shops[1].handler),
  ]);
  const source = referencePimSource({ url: pimServer.url, clientSecret, webhookSecret, pageSize: 20 });
  const store: StateStore = sqliteStore(join(folder, 'channels.db'));
  const channels = [
    channelPipeline('north', source, { url: north.url, token }, store),
    channelPipeline('south', source, { url: south.url, token }, store),
  ] as const;
  const pipelines = channels.map(({ pipeline }) => pipeline);
  const hook = await serve(createWebhookReceiver(pipelines));
  return {
    pim,
    shops,
    channels,
    fanOut: createFanOut(pipelines),
    sender: createWebhookSender({
      url: hook.url,
      headers: (delivery) => pim.webhookHeaders(delivery),
      retryDelays: [],
    }),
    hookUrl: hook.url,
    async close() {
      await Promise.all(pipelines.map((pipeline) => pipeline.close()));
      await store.close();
      await Promise.all([pimServer, north, south, hook].map((server) => server.close()));
    },
  };
}
