import { join } from 'node:path';

import {
  ConnectorError,
  Secret,
  createPipeline,
  signHmac,
  verifiedWebhook,
  verifyHmac,
} from '@pim-connector/core';
import type { Source } from '@pim-connector/core';
import {
  catalogueSource,
  createReferenceShop,
  generateCatalogue,
  referenceShopDestination,
  serve,
} from '@pim-connector/testkit';
import { expect, onTestFinished, test } from 'vitest';

import { sqliteStore } from './sqlite-store.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const secret = new Secret('the secret of a webhook');
const catalogue = generateCatalogue({ seed: 'webhook', products: 6 });

/** A catalogue that tells of changed products by webhook. */
const source: Source = {
  ...catalogueSource({ catalogue }),
  webhooks: {
    async verify({ headers, body }) {
      if (!(await verifyHmac(body, headers.get('x-signature') ?? '', [secret])))
        throw new ConnectorError('webhook.refused', 'The signature is wrong');
      return verifiedWebhook({ id: headers.get('x-delivery') ?? '', topic: 'product', headers, body });
    },
    parse({ body }) {
      const keys = JSON.parse(new TextDecoder().decode(body)) as string[];
      return keys.map((key) => ({ entity: 'product', key, kind: 'changed' }));
    },
    tellsOfGap: ({ headers }) => headers.get('x-delivery')?.startsWith('suspended') === true,
  },
};

async function setUp() {
  const shop = createReferenceShop({ rateLimit: null, token: 'token' });
  const shopServer = await serve(shop.handler);
  onTestFinished(shopServer.close);
  const path = join(temporaryFolder(), 'sync.db');
  const open = () =>
    createPipeline({
      name: 'webhook',
      source,
      destination: referenceShopDestination({ url: shopServer.url, token: 'token' }),
      store: sqliteStore(path, { durability: 'process' }),
    });
  return { shop, open };
}

async function post(url: string, body: string, delivery: string): Promise<number> {
  const signature = await signHmac(new TextEncoder().encode(body), secret);
  const headers = { 'x-signature': signature, 'x-delivery': delivery };
  const response = await fetch(url, { method: 'POST', body, headers });
  await response.text();
  return response.status;
}

test('what a webhook told of survives a restart, and a second delivery is known after it', async () => {
  const { shop, open } = await setUp();
  const [product] = catalogue.recordsAt('product', 0);
  const key = product?.key ?? '';
  const first = open();
  await first.run();
  // Closed: it takes hints, and does not work them off any more.
  await first.close();
  const server = await serve((request) => first.webhook(request));
  expect(await post(server.url, JSON.stringify([key]), 'd1')).toBe(200);
  expect((await first.status()).changes).toBe(1);
  await server.close();
  await first.options.store.close();

  const second = open();
  onTestFinished(() => second.options.store.close());
  onTestFinished(() => second.close());
  shop.resetLog();
  await second.idle();
  expect((await second.status()).changes).toBe(0);
  // It had not really changed, so it was read anew and not sent.
  expect(shop.writes()).toEqual([]);
  const taken: boolean[] = [];
  second.on('webhook.received', ({ duplicate }) => taken.push(duplicate));
  const again = await serve((request) => second.webhook(request));
  onTestFinished(again.close);
  expect(await post(again.url, JSON.stringify([key]), 'd1')).toBe(200);
  expect(await post(again.url, JSON.stringify([key]), 'd2')).toBe(200);
  expect(taken).toEqual([true, false]);
});

test('a gap that was told survives a restart, and everything is read once because of it', async () => {
  const { open } = await setUp();
  const first = open();
  await first.run();
  await first.close();
  const server = await serve((request) => first.webhook(request));
  for (const delivery of ['suspended 1', 'suspended 2'])
    // oxlint-disable-next-line no-await-in-loop
    expect(await post(server.url, '[]', delivery)).toBe(200);
  expect((await first.status()).gaps).toBeGreaterThan(0);
  await server.close();
  await first.options.store.close();

  const second = open();
  onTestFinished(() => second.options.store.close());
  onTestFinished(() => second.close());
  const runs: unknown[] = [];
  second.on('run.ended', ({ actor, status, passes }) =>
    runs.push([actor, status, new Set(passes.map(({ mode }) => mode))]),
  );
  await second.idle();
  expect(runs).toEqual([['webhook', 'complete', new Set(['full'])]]);
  expect((await second.status()).gaps).toBe(0);
  // Told again at once: it waits, also for a process that knows of the first one from the store only.
  const again = await serve((request) => second.webhook(request));
  onTestFinished(again.close);
  expect(await post(again.url, '[]', 'suspended 3')).toBe(200);
  await second.idle();
  expect(runs).toHaveLength(1);
  expect((await second.status()).gaps).toBeGreaterThan(0);
});

test('a body of 50 MB is refused over a real connection, and the next webhook is taken', async () => {
  const { open } = await setUp();
  const pipeline = open();
  onTestFinished(() => pipeline.options.store.close());
  onTestFinished(() => pipeline.close());
  const server = await serve((request) => pipeline.webhook(request));
  onTestFinished(server.close);
  const large = new Uint8Array(50_000_000);
  // The server need not read to the end, so the client sees an answer or a cut connection.
  const status = await fetch(server.url, { method: 'POST', body: large }).then(
    (response) => response.status,
    () => 413,
  );
  expect(status).toBe(413);
  expect(await post(server.url, '[]', 'd1')).toBe(200);
});
