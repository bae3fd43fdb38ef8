import { expect, onTestFinished, test } from 'vitest';

import { Secret, signHmac, systemClock, verifiedWebhook, verifyHmac } from '../connector/index.ts';
import type { Destination, SettleRequest, Webhooks } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import { memoryStore } from '../state/index.ts';
import { assigningShop } from './assigning-shop.ts';
import { createPipeline } from './create-pipeline.ts';
import { hintRequest, hintingSource } from './hinting-source.ts';
import { memorySource } from './memory-connectors.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { counted, shopMapping, testRecords } from './test-pipeline.ts';

const secret = new Secret('a secret of the shop that nobody knows');
const hour = 3_600_000;

const webhooks: Webhooks = {
  async verify({ headers, body }) {
    if (!(await verifyHmac(body, headers.get('x-shop-signature') ?? '', [secret])))
      throw new ConnectorError('webhook.refused', 'The signature is wrong');
    return verifiedWebhook({ id: headers.get('x-delivery') ?? 'none', topic: 'ended', headers, body });
  },
  parse: () => [{ entity: 'product', key: 'p0', kind: 'deleted' }],
  tellsOfOutcomes: ({ body }) => new TextDecoder().decode(body) === 'ended',
};

async function ended(delivery: string, body = 'ended', by = secret): Promise<Request> {
  const bytes = new TextEncoder().encode(body);
  return new Request('https://app.example/hooks', {
    method: 'POST',
    body: bytes,
    headers: { 'x-delivery': delivery, 'x-shop-signature': await signHmac(bytes, by) },
  });
}

/** A shop whose jobs end when somebody says so, and that nobody need ask for an hour. */
function setUp(options: Partial<PipelineOptions> = {}) {
  let done = false;
  const asked: SettleRequest[] = [];
  const shop = assigningShop({
    clock: systemClock,
    jobTime: 0,
    async *settle(receipts, own, request) {
      asked.push(request);
      if (done) yield* own(receipts);
      else for (const { key } of receipts) yield { key, status: 'pending', checkAfter: hour };
    },
  });
  const destination: Destination = { ...shop.destination, webhooks };
  const { fetch: _fetch, ...source } = memorySource(() => testRecords(3));
  const pipeline = createPipeline({
    name: 'test',
    source,
    destination,
    mapping: shopMapping,
    store: memoryStore(),
    settleTime: 2 * hour,
    ...options,
  });
  onTestFinished(() => pipeline.close());
  const received: unknown[] = [];
  pipeline.on('webhook.received', ({ delivery, changes, duplicate, ended: told }) =>
    received.push({ delivery, changes, duplicate, ended: told }),
  );
  const end = () => {
    done = true;
  };
  return { shop, destination, pipeline, asked, received, end };
}

const accepted = (pipeline: { on: ReturnType<typeof createPipeline>['on'] }) =>
  new Promise<void>((resolve) => {
    pipeline.on('page.settled', () => resolve());
  });

test('a run that waits asks at once when the platform says that jobs have ended', async () => {
  const { pipeline, asked, received, end } = setUp();
  const written = accepted(pipeline);
  const run = pipeline.run();
  await written;
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  const before = asked.length;
  end();
  expect((await pipeline.webhook(await ended('d1'))).status).toBe(200);
  const report = await run;
  expect(counted(report)).toEqual({ read: 3, created: 3 });
  expect(asked.slice(0, before).map((request) => request.ended)).not.toContain(true);
  expect(asked.at(-1)).toMatchObject({ ended: true });
  expect(received).toEqual([{ delivery: 'd1', changes: 0, duplicate: false, ended: true }]);
});

test('what is open between runs is settled at once, and only once', async () => {
  const { pipeline, shop, asked, received, end } = setUp({ settleTime: 0 });
  expect(counted(await pipeline.run())).toEqual({ read: 3, accepted: 3 });
  end();
  asked.length = 0;
  await pipeline.webhook(await ended('d1'));
  await expect.poll(() => shop.products.length).toBe(3);
  await pipeline.idle();
  expect(asked[0]).toMatchObject({ ended: true });
  const questions = asked.length;
  await pipeline.webhook(await ended('d1'));
  await pipeline.idle();
  expect(asked).toHaveLength(questions);
  expect(received.at(-1)).toEqual({ delivery: 'd1', changes: 0, duplicate: true, ended: false });
});

test('a webhook that is forged, or says nothing of outcomes, makes nobody ask', async () => {
  const { pipeline, asked, received, end } = setUp({ settleTime: 0 });
  await pipeline.run();
  end();
  asked.length = 0;
  const forged = await ended('d1', 'ended', new Secret('another secret'));
  expect((await pipeline.webhook(forged)).status).toBe(401);
  expect((await pipeline.webhook(await ended('d2', 'something else'))).status).toBe(200);
  expect(asked).toEqual([]);
  expect(received).toEqual([{ delivery: 'd2', changes: 0, duplicate: false, ended: false }]);
});

test('source and destination share an address; what either says is for it alone', async () => {
  const made = hintingSource(testRecords(3));
  const { pipeline, received } = setUp({ source: made.source, settleTime: 0 });
  const at = Date.now();
  await pipeline.webhook(await hintRequest({ at, events: [{ key: 'p1', kind: 'changed' }] }, 'd1'));
  await pipeline.webhook(await ended('d2'));
  expect(received).toEqual([
    { delivery: 'd1', changes: 1, duplicate: false, ended: false },
    { delivery: 'd2', changes: 0, duplicate: false, ended: true },
  ]);
});
