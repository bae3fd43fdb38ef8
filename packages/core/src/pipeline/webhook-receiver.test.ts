import { describe, expect, test, vi } from 'vitest';

import { systemClock } from '../connector/index.ts';
import type { SourceRecord } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import { memoryStore } from '../state/index.ts';
import type { StateStore } from '../state/index.ts';
import { createPipeline } from './create-pipeline.ts';
import { hintRequest, hintingSource, titleMapping } from './hinting-source.ts';
import type { HintBody, HintingSource } from './hinting-source.ts';
import { memoryShop, memorySource, testProduct, upsert } from './memory-connectors.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { createWebhookReceiver } from './webhook-receiver.ts';

function setUp(options: Partial<PipelineOptions> = {}, origin?: string) {
  const made = hintingSource(
    [1, 2, 3].map((index) => upsert(testProduct(`p${index}`))),
    origin,
  );
  const shop = memoryShop();
  const store = memoryStore();
  const pipeline = createPipeline({
    name: 'shop',
    source: made.source,
    destination: shop.destination,
    mapping: titleMapping,
    store,
    random: () => 0,
    ...options,
  });
  const received: unknown[] = [];
  pipeline.on('webhook.received', ({ delivery, changes, echoes, duplicate }) =>
    received.push({ delivery, changes, echoes, duplicate }),
  );
  const refused: unknown[] = [];
  pipeline.on('webhook.refused', ({ status, message }) => refused.push([status, message]));
  return { made, shop, store, pipeline, received, refused };
}

function changed(...keys: string[]): HintBody {
  return { at: Date.now(), events: keys.map((key) => ({ key, kind: 'changed' })) };
}

function rename({ records }: HintingSource, key: string, name: string) {
  records.set(key, upsert(testProduct(key, { name })));
}

async function openChanges(store: StateStore, pipeline = 'shop'): Promise<string[]> {
  const pages = await Array.fromAsync(store.entries(pipeline, 'change'));
  return pages.flat().map(({ key }) => key);
}

describe('a webhook', () => {
  test('brings the record over as it is when it is read anew, whatever the webhook says of it', async () => {
    const { made, shop, pipeline, received } = setUp();
    await pipeline.run();
    rename(made, 'p2', 'Tent');
    const body: HintBody = {
      at: Date.now(),
      events: [{ key: 'p2', kind: 'deleted', data: { name: 'A lie' } }],
    };
    const response = await pipeline.webhook(await hintRequest(body, 'd1'));
    expect(response.status).toBe(200);
    await pipeline.idle();
    expect(shop.products.get('p2')?.title).toBe('Tent');
    expect(shop.products.size).toBe(3);
    expect(received).toEqual([{ delivery: 'd1', changes: 1, echoes: 0, duplicate: false }]);
    await pipeline.close();
  });

  test('may take its time where no limit is set', async () => {
    const { pipeline } = setUp();
    const { url, method, headers, body } = await hintRequest(changed('p1'), 'd1');
    const late = new ReadableStream({
      async start(controller) {
        await systemClock.sleep(20);
        for await (const chunk of body ?? []) controller.enqueue(chunk);
        controller.close();
      },
    });
    const receive = createWebhookReceiver([pipeline], { timeLimit: Infinity });
    const init = { method, headers, body: late, duplex: 'half' } as RequestInit;
    expect((await receive(new Request(url, init))).status).toBe(200);
    await pipeline.close();
  });

  test('is acknowledged before the record is read anew', async () => {
    const { made, shop, pipeline } = setUp();
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    made.onFetch = () => held;
    expect((await pipeline.webhook(await hintRequest(changed('p1'), 'd1'))).status).toBe(200);
    expect(shop.writes).toEqual([]);
    letGo();
    await pipeline.idle();
    expect(shop.writes.map(({ key }) => key)).toEqual(['p1']);
    await pipeline.close();
  });

  test('that comes twice is taken once', async () => {
    const { made, pipeline, received } = setUp();
    await pipeline.webhook(await hintRequest(changed('p1'), 'd1'));
    await pipeline.idle();
    const again = await pipeline.webhook(await hintRequest(changed('p1'), 'd1'));
    await pipeline.idle();
    expect(again.status).toBe(200);
    expect(made.fetched).toEqual([['p1']]);
    expect(received).toMatchObject([{ duplicate: false }, { duplicate: true, changes: 0 }]);
    await pipeline.close();
  });

  test('is stored whole or not at all: hints and delivery at once', async () => {
    const store = memoryStore();
    const stored: unknown[] = [];
    const append: StateStore['append'] = (pipeline, kind, entries, beside = []) => {
      const kinds = beside.map((change) => [change.kind, change.set?.map(({ key }) => key)]);
      stored.push([[kind, entries.map(({ key }) => key)], ...kinds]);
      return store.append(pipeline, kind, entries, beside);
    };
    const { pipeline } = setUp({ store: { ...store, append } });
    await pipeline.hint([{ entity: 'product', key: 'p1', kind: 'changed' }], 'd1', { gap: true });
    expect(stored).toEqual([
      [
        ['change', ['p1']],
        ['gap', ['gap']],
        ['delivery', ['d1']],
      ],
    ]);
    await pipeline.close();
  });

  test('among many is one of many: the record is read once for all of them', async () => {
    const { made, pipeline, store } = setUp();
    // While a run has the lease, hints pile up.
    const lease = await store.acquire('shop', 60_000);
    for (const delivery of ['d1', 'd2', 'd3', 'd4']) {
      // oxlint-disable-next-line no-await-in-loop
      await pipeline.webhook(await hintRequest(changed('p1', 'p1', 'p2'), delivery));
    }
    await pipeline.idle();
    expect(made.fetched).toEqual([]);
    await store.release(lease);
    await pipeline.idle();
    expect(made.fetched).toEqual([['p1', 'p2']]);
    await pipeline.close();
  });

  test('about a record that is gone deletes it, and only then', async () => {
    const { made, shop, pipeline } = setUp();
    await pipeline.run();
    made.records.delete('p3');
    await pipeline.webhook(await hintRequest(changed('p3'), 'd1'));
    await pipeline.idle();
    expect([...shop.products.keys()]).toEqual(['p1', 'p2']);
    await pipeline.close();
  });

  test('about more deletes than the fuse lets through deletes nothing', async () => {
    const { made, shop, pipeline } = setUp({ deletes: { fuse: { free: 1, count: 1 } } });
    await pipeline.run();
    made.records.clear();
    const held: number[] = [];
    pipeline.on('deletes.held', ({ deletes }) => held.push(deletes));
    await pipeline.webhook(await hintRequest(changed('p1', 'p2', 'p3'), 'd1'));
    await pipeline.idle();
    expect(shop.products.size).toBe(3);
    expect(held).toEqual([3]);
    await pipeline.close();
  });

  test('of many that each delete one record blows the fuse as well', async () => {
    const { made, shop, pipeline } = setUp({ deletes: { fuse: { free: 1 } } });
    await pipeline.run();
    const held: object[] = [];
    pipeline.on('deletes.held', ({ deletes, limit }) => held.push({ deletes, limit }));
    for (const key of ['p1', 'p2']) {
      made.records.delete(key);
      // oxlint-disable-next-line no-await-in-loop
      await pipeline.webhook(await hintRequest(changed(key), key));
      // oxlint-disable-next-line no-await-in-loop
      await pipeline.idle();
    }
    expect([...shop.products.keys()]).not.toContain('p1');
    expect([...shop.products.keys()]).toContain('p2');
    expect(held).toEqual([{ deletes: 1, limit: 0 }]);
    await pipeline.close();
  });
});

describe('a webhook that is not taken', () => {
  async function statusOf(request: Request, options: Partial<PipelineOptions> = {}) {
    const { pipeline, made, store, refused } = setUp(options);
    const { status } = await pipeline.webhook(request);
    await pipeline.idle();
    expect(made.fetched).toEqual([]);
    expect(await openChanges(store)).toEqual([]);
    expect(refused).toHaveLength(1);
    await pipeline.close();
    return status;
  }

  test('forged', async () => {
    expect(await statusOf(await hintRequest(changed('p1'), 'd1', { 'x-signature': 'ab'.repeat(32) }))).toBe(
      401,
    );
    expect(await statusOf(await hintRequest(changed('p1'), 'd1', { 'x-signature': '' }))).toBe(401);
    expect(await statusOf(await hintRequest(changed('p1'), 'd1', { 'x-signature': 'no hex at all' }))).toBe(
      401,
    );
  });

  test('altered by one byte', async () => {
    const good = await hintRequest(changed('p1'), 'd1');
    const text = (await good.clone().text()).replace('p1', 'p2');
    expect(await statusOf(new Request(good.url, { method: 'POST', headers: good.headers, body: text }))).toBe(
      401,
    );
  });

  test('late, or the recording of an old one under a new id', async () => {
    const old = { ...changed('p1'), at: Date.now() - 600_000 };
    expect(await statusOf(await hintRequest(old, 'd1'))).toBe(401);
    expect(await statusOf(await hintRequest(old, 'd2'))).toBe(401);
  });

  test('empty, not JSON, of a wrong content type', async () => {
    expect(await statusOf(await hintRequest('', 'd1'))).toBe(401);
    const binary = await hintRequest('\u0000\u0001', 'd1', { 'content-type': 'image/png' });
    expect(await statusOf(binary)).toBe(401);
    const other = await hintRequest(JSON.stringify({ at: Date.now(), events: null }), 'd1');
    expect(await statusOf(other)).toBe(422);
  });

  test('by GET', async () => {
    const { pipeline } = setUp();
    const response = await pipeline.webhook(new Request('https://app.example/hooks'));
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('too large: the announced length is enough to refuse it, and so are the bytes', async () => {
    const announced = await hintRequest(changed('p1'), 'd1', { 'content-length': '50000000' });
    expect(await statusOf(announced)).toBe(413);
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536));
        if (sent >= 50_000_000) controller.close();
      },
    });
    const endless = new Request('https://app.example/hooks', {
      method: 'POST',
      body,
      duplex: 'half',
    });
    expect(await statusOf(endless)).toBe(413);
    expect(sent).toBeLessThan(2_000_000);
  });

  test('that breaks off, or never ends', async () => {
    const broken = new ReadableStream({ start: (controller) => controller.error(new Error('reset')) });
    const init = { method: 'POST', duplex: 'half' };
    expect(await statusOf(new Request('https://app.example', { ...init, body: broken } as RequestInit))).toBe(
      400,
    );
    const { made, shop } = setUp();
    const options = { source: made.source, destination: shop.destination };
    const receive = createWebhookReceiver([{ options, hint: async () => undefined }], {
      timeLimit: 20,
    });
    const silent = new ReadableStream({});
    const response = await receive(
      new Request('https://app.example', { ...init, body: silent } as RequestInit),
    );
    expect(response.status).toBe(408);
  });

  test('because the store is away: the platform is asked to deliver again, and does', async () => {
    const store = memoryStore();
    let away = true;
    const append: StateStore['append'] = async (...args) => {
      if (away) throw new ConnectorError('store.unavailable', 'The disk is full of secrets');
      return store.append(...args);
    };
    const { pipeline, shop, refused } = setUp({ store: { ...store, append } });
    const request = await hintRequest(changed('p1'), 'd1');
    const response = await pipeline.webhook(request.clone());
    expect([response.status, await response.text()]).toEqual([503, 'Try again later']);
    expect(refused).toEqual([[503, 'The disk is full of secrets']]);
    away = false;
    expect((await pipeline.webhook(request)).status).toBe(200);
    await pipeline.idle();
    expect(shop.products.has('p1')).toBe(true);
    await pipeline.close();
  });

  test('says in no answer why', async () => {
    const { pipeline, refused } = setUp();
    const forged = await pipeline.webhook(await hintRequest(changed('p1'), 'd1', { 'x-signature': 'ab' }));
    expect(await forged.text()).toBe('The webhook could not be verified');
    expect(refused).toEqual([[401, 'The signature is wrong']]);
  });

  test('of a source without webhooks, or that cannot read single records', async () => {
    const { made } = setUp();
    const { pipeline } = setUp({ source: memorySource(() => []) });
    await expect(pipeline.webhook(await hintRequest(changed('p1'), 'd1'))).rejects.toMatchObject({
      code: 'config.invalid',
    });
    const { webhooks = null } = made.source;
    const { fetch: _fetch, ...blind } = memorySource(() => []);
    const second = setUp({ source: webhooks === null ? blind : { ...blind, webhooks } });
    await expect(second.pipeline.webhook(await hintRequest(changed('p1'), 'd1'))).rejects.toMatchObject({
      code: 'config.invalid',
      hint: 'Run the pipeline on a schedule instead.',
    });
    const hint = { entity: 'product', key: 'p1', kind: 'changed' } as const;
    await expect(second.pipeline.hint([hint])).rejects.toMatchObject({ code: 'config.invalid' });
    await expect(second.pipeline.hint([], 'd1', { gap: true })).rejects.toMatchObject({
      code: 'config.invalid',
    });
  });
});

describe('one webhook for several pipelines', () => {
  test('is verified once and serves all of them', async () => {
    const made = hintingSource([upsert(testProduct('p1'))]);
    const shops = [memoryShop(), memoryShop()];
    const store = memoryStore();
    const pipelines = shops.map(({ destination }, index) =>
      createPipeline({
        name: `shop-${index}`,
        source: made.source,
        destination,
        mapping: titleMapping,
        store,
      }),
    );
    const verify = vi.spyOn(made.source.webhooks ?? { verify: () => undefined }, 'verify');
    const receive = createWebhookReceiver(pipelines);
    expect((await receive(await hintRequest(changed('p1'), 'd1'))).status).toBe(200);
    await Promise.all(pipelines.map((pipeline) => pipeline.idle()));
    expect(verify).toHaveBeenCalledTimes(1);
    expect(shops.map(({ products }) => products.size)).toEqual([1, 1]);
    await Promise.all(pipelines.map((pipeline) => pipeline.close()));
  });

  test('must be of one source', () => {
    const first = setUp().pipeline;
    const other = setUp({ source: { ...hintingSource([]).source, account: 'elsewhere' } }).pipeline;
    expect(() => createWebhookReceiver([first, other])).toThrow('the same source');
    expect(() => createWebhookReceiver([])).toThrow('the same source');
  });
});

describe('an echo of what this application wrote itself', () => {
  const body: HintBody = {
    at: Date.now(),
    events: [
      { key: 'p1', kind: 'changed', origin: 'our-client' },
      { key: 'p2', kind: 'changed', origin: 'a person' },
      { key: 'p3', kind: 'changed' },
    ],
  };

  test.each([
    ['is dropped where the connector knows its own origin', undefined, ['p2', 'p3'], 1],
    ['is dropped for the origins that the user names', ['our-client', 'a person'], ['p3'], 2],
    ['is taken if the user wants that', [], ['p1', 'p2', 'p3'], 0],
  ])('%s', async (_title, echoes, read, dropped) => {
    const options = echoes === undefined ? {} : { webhooks: { echoes } };
    const { made, pipeline, received } = setUp(options, 'our-client');
    await pipeline.webhook(await hintRequest({ ...body, at: Date.now() }, 'd1'));
    await pipeline.idle();
    expect(made.fetched.flat()).toEqual(read);
    expect(received).toMatchObject([{ echoes: dropped }]);
    await pipeline.close();
  });

  test('costs a read and no write where nobody can tell', async () => {
    const { shop, pipeline } = setUp();
    await pipeline.run();
    const writes = shop.writes.length;
    await pipeline.webhook(await hintRequest(changed('p1', 'p2'), 'd1'));
    await pipeline.idle();
    expect(shop.writes).toHaveLength(writes);
    await pipeline.close();
  });

  test('cannot make two pipelines that write to each other’s sources go in circles', async () => {
    // Each mapping adds something, so content alone would never come to rest.
    const here = hintingSource([upsert(testProduct('p1'))], 'us');
    const there = hintingSource([], 'us');
    const ends = [here, there];
    const store = memoryStore();
    const deliveries: (() => Promise<unknown>)[] = [];
    const pipelines = ends.map((from, index) => {
      const to = ends[1 - index] ?? here;
      const shop = memoryShop({
        async *write(operations, own) {
          for (const { key, payload } of operations) {
            const { title } = payload as { title: string };
            rename(to, key, `${title}!`);
            // The other side tells who wrote.
            deliveries.push(
              () =>
                pipelines[1 - index]?.hint([{ entity: 'product', key, kind: 'changed', origin: 'us' }]) ??
                Promise.resolve(),
            );
          }
          yield* own(operations);
        },
      });
      return createPipeline({
        name: `way-${index}`,
        source: from.source,
        destination: shop.destination,
        mapping: titleMapping,
        store,
      });
    });
    await pipelines[0]?.hint([{ entity: 'product', key: 'p1', kind: 'changed', origin: 'a person' }]);
    for (let round = 0; round < 5; round += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await Promise.all(pipelines.map((pipeline) => pipeline.idle()));
      // oxlint-disable-next-line no-await-in-loop
      await deliveries.shift()?.();
    }
    expect(deliveries).toEqual([]);
    expect((there.records.get('p1') as SourceRecord<'product'>).op).toBe('upsert');
    expect(here.fetched).toEqual([['p1']]);
    await Promise.all(pipelines.map((pipeline) => pipeline.close()));
  });
});
