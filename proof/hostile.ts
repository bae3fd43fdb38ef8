// What others could try: webhooks that are forged, altered, replayed, late or too large; addresses of pictures that
// lead into the own network; prototype pollution; answers that are bombs; listeners that throw; hooks that never return.
//
//   node --conditions=@pim-connector/source proof/hostile.ts
import assert from 'node:assert/strict';
import process from 'node:process';
import { gzipSync } from 'node:zlib';

import {
  IdleClock,
  createHttpClient,
  createPipeline,
  createWebhookReceiver,
  isConnectorError,
  memoryStore,
  publicOnly,
} from '@pim-connector/core';
import type { ErrorCode } from '@pim-connector/core';
import {
  createReferencePim,
  createReferenceShop,
  referencePimSource,
  referenceShopDestination,
  serve,
} from '@pim-connector/testkit';

const clientSecret = 'client-secret-of-the-proof';
const webhookSecret = 'webhook-secret-of-the-proof';
const token = 'shop-token-of-the-proof';

function setUp(options: Partial<Parameters<typeof createPipeline>[0]> = {}) {
  const clock = new IdleClock(Date.UTC(2026, 0, 1));
  const pim = createReferencePim({ clock, clientSecret, webhookSecret });
  for (let number = 0; number < 10; number += 1) {
    pim.put({ code: `tent-${number}`, name: { en: `Tent ${number}` }, price: '10', stock: number });
  }
  const shop = createReferenceShop({ clock, token, rateLimit: null, currencies: ['EUR'] });
  const pipeline = createPipeline({
    name: 'hostile',
    source: referencePimSource({
      url: 'https://pim.example',
      clientSecret,
      webhookSecret,
      clock,
      fetch: pim.handler,
    }),
    destination: referenceShopDestination({ url: 'https://shop.example', token, clock, fetch: shop.handler }),
    store: memoryStore({ clock }),
    clock,
    ...options,
  });
  return { clock, pim, shop, pipeline };
}

async function refusedWith(code: ErrorCode, attempt: Promise<unknown>): Promise<void> {
  const error = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  assert.ok(isConnectorError(error, code), `expected ${code}, got ${String(error)}`);
}

const proofs: Readonly<Record<string, () => Promise<void>>> = {
  async 'webhooks: forged, altered, late, oversized, wrong method, replayed'() {
    const { clock, pim, pipeline, shop } = setUp();
    await pipeline.run();
    const receive = createWebhookReceiver([pipeline], { maximumBytes: 10_000 });
    const deliver = async (
      change: (request: Request) => Request | Promise<Request> = (same) => same,
      body = '{"codes":["tent-1"]}',
    ) => {
      const headers = await pim.webhookHeaders({
        id: 'delivery-1',
        topic: 'product.changed',
        at: clock.now(),
        body,
      });
      return receive(
        await change(new Request('https://app.example/hook', { method: 'POST', headers, body })),
      );
    };
    const before = JSON.stringify(shop.products());
    pim.put({ code: 'tent-1', name: { en: 'Tent 1 anew' }, price: '11', stock: 1 });
    const withHeader = (name: string, value: string) => (request: Request) => {
      request.headers.set(name, value);
      return request;
    };
    assert.equal((await deliver(withHeader('x-pim-signature', '0'.repeat(64)))).status, 401, 'forged');
    assert.equal(
      (await deliver(withHeader('x-pim-timestamp', String(clock.now() + 1)))).status,
      401,
      'altered time',
    );
    assert.equal(
      (
        await deliver(
          ({ url, headers }) => new Request(url, { method: 'POST', headers, body: '{"codes":["tent-2"]}' }),
        )
      ).status,
      401,
      'altered body',
    );
    assert.equal(
      (
        await deliver((request) => {
          clock.advance(3_600_000);
          return request;
        })
      ).status,
      401,
      'late',
    );
    assert.equal((await deliver(undefined, `{"codes":["${'x'.repeat(20_000)}"]}`)).status, 413, 'oversized');
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(5000)),
    });
    assert.equal(
      (
        await deliver(
          ({ url, headers }) => new Request(url, { method: 'POST', headers, body: endless, duplex: 'half' }),
        )
      ).status,
      413,
      'endless',
    );
    assert.equal((await receive(new Request('https://app.example/hook'))).status, 405, 'no POST');
    await pipeline.idle();
    assert.equal(JSON.stringify(shop.products()), before, 'nothing that was refused does anything');
    assert.equal((await deliver()).status, 200, 'genuine');
    await pipeline.idle();
    assert.match(JSON.stringify(shop.product('tent-1')), /Tent 1 anew/, 'a genuine one does');
    const requests = pim.log.count;
    assert.equal(
      (await deliver()).status,
      200,
      'replayed: taken once more, for the platform’s peace of mind',
    );
    await pipeline.idle();
    assert.equal(pim.log.count, requests, 'but not worked off again');
  },

  async 'addresses of pictures: private, by redirect, by name'() {
    const inside = await serve(async () => new Response('secret of the network'));
    try {
      const client = (location: string) =>
        createHttpClient({
          connector: 'assets',
          baseUrl: 'https://cdn.example',
          guard: publicOnly({
            resolve: async (name) => (name === 'cdn.example' ? ['93.184.215.14'] : ['10.0.0.1']),
          }),
          fetch: async (request) =>
            request.url.startsWith('https://cdn.example')
              ? new Response(null, { status: 302, headers: { location } })
              : fetch(request),
        });
      for (const address of [
        inside.url,
        'http://127.1/',
        'http://[::ffff:127.0.0.1]/',
        'http://inside.example/',
        'http://169.254.169.254/latest/meta-data/',
      ]) {
        // oxlint-disable-next-line no-await-in-loop
        await refusedWith('request.rejected', client('').request({ path: address, anonymous: true }));
        // oxlint-disable-next-line no-await-in-loop
        await refusedWith(
          'request.rejected',
          client(address.replace('http:', 'https:')).request({ path: 'a.jpg', anonymous: true }),
        );
      }
    } finally {
      await inside.close();
    }
  },

  async 'prototype pollution, by names of attributes and locales, and by answers'() {
    const { pim, pipeline } = setUp();
    const names = JSON.parse(
      '{"__proto__": {"polluted": "yes"}, "constructor": "x", "en": "Tent"}',
    ) as Record<string, string>;
    pim.put({ code: '__proto__', name: names, price: '10', stock: 1 });
    pim.put({ code: 'constructor', name: { en: 'constructor' }, price: '10', stock: 1 });
    await pipeline.run();
    assert.ok(!('polluted' in {}), 'nobody has what only the data had');
  },

  async 'answers that are bombs'() {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    const server = await serve(
      async () =>
        new Response(bomb, { headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' } }),
    );
    try {
      const before = process.memoryUsage().rss;
      const http = createHttpClient({
        connector: 'bomb',
        baseUrl: server.url,
        maxResponseBytes: 1024 * 1024,
      });
      await refusedWith('response.malformed', http.request({ path: 'a', expect: 'json' }));
      assert.ok(process.memoryUsage().rss - before < 150 * 1024 * 1024, 'it was not unpacked as a whole');
    } finally {
      await server.close();
    }
  },

  async 'a listener that throws breaks nothing'() {
    const { pipeline } = setUp();
    let failed = 0;
    pipeline.on('listener.failed', () => {
      failed += 1;
    });
    for (const event of ['run.started', 'page.settled', 'run.ended'] as const) {
      pipeline.on(event, () => {
        throw new Error('a listener that throws');
      });
    }
    assert.equal((await pipeline.run()).status, 'complete');
    assert.ok(failed >= 3, 'and it is told');
  },

  async 'a hook that never returns stops the run in time'() {
    const { pipeline, shop } = setUp({
      hooks: { beforeWrite: () => new Promise(() => undefined), timeLimit: 1000 },
    });
    const report = await pipeline.run();
    assert.equal(report.status, 'failed');
    assert.equal(report.error?.code, 'hook.failed');
    assert.equal(shop.products().length, 0, 'and nothing was written');
  },
};

for (const [name, prove] of Object.entries(proofs)) {
  // oxlint-disable-next-line no-await-in-loop
  await prove();
  console.log(`  ${name}: holds`);
}
