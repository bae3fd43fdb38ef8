import { Secret, SkippingClock, createWebhookReceiver, hashValue, signHmac } from '@pim-connector/core';
import type { DesiredRecord, Pipeline } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { akeneoDestination } from './akeneo-destination.ts';
import { akeneo } from './akeneo-source.ts';
import { akeneoSubscriptions } from './akeneo-subscriptions.ts';
import type { RecordValues } from './cell-schemas.ts';
import type { AkeneoRecords } from './destination-records.ts';
import { seedCatalogue } from './simulator/index.ts';
import type { AkeneoSimulator } from './simulator/index.ts';
import { copyingPipeline, eventSecret, writingRequests } from './testing/copying-pipeline.ts';
import { readAll, testContext } from './testing/read-all.ts';
import { simulatedPim } from './testing/simulated-pim.ts';

// What an Akeneo PIM does otherwise than one would think, where it takes more than one part to get it right.

/** A pipeline from one PIM to another that has the same structure, and no products. */
function piped(original: ReturnType<typeof simulatedPim>, clock: SkippingClock) {
  const catalogue = { ...seedCatalogue, models: [], products: [] };
  return copyingPipeline(original, { clock, catalogue, entities: ['attribute', 'category', 'product'] });
}

function product(key: string, values: RecordValues): DesiredRecord<AkeneoRecords> {
  return {
    op: 'upsert',
    entity: 'product',
    key,
    data: { values, variants: [{ sku: key }] },
    variantKeys: [key],
    coverage: 'partial',
    sections: ['content'],
    remote: null,
    references: new Map(),
  };
}

async function writeAll(
  connection: Parameters<typeof akeneoDestination>[0],
  records: readonly DesiredRecord<AkeneoRecords>[],
) {
  const destination = akeneoDestination(connection);
  const context = testContext();
  return Array.fromAsync(destination.write(await destination.plan(records, context), context));
}

const start = Date.parse('2026-06-01T08:00:00Z');

function written(simulator: AkeneoSimulator) {
  return writingRequests(simulator).map(({ path }) => path);
}

test('options and categories have no date: what changed in them is found by an incremental run, and nothing else is sent', async () => {
  const clock = new SkippingClock(start);
  const original = simulatedPim({ clock });
  const { copy, pipeline } = piped(original, clock);
  await pipeline.run();
  clock.advance(3_600_000);
  original.simulator.user.save('attribute options', 'olive', { labels: { en_US: 'Drab' } }, 'color');
  original.simulator.user.save('categories', 'mugs', { labels: { en_US: 'Cups' } });
  copy.resetLog();
  expect(await pipeline.run()).toMatchObject({ counts: { created: 0, updated: 2, failed: 0, rejected: 0 } });
  expect(written(copy).toSorted()).toEqual([
    '/api/rest/v1/attributes/color/options',
    '/api/rest/v1/categories',
  ]);
  expect(copy.user.find('attribute options', 'olive', 'color')).toMatchObject({ labels: { en_US: 'Drab' } });
});

test('an amount is the same as text with four decimals and as a number: its product is not sent again', async () => {
  const clock = new SkippingClock(start);
  const hashes = await Promise.all(
    (['120.0000', '120', 120] as const).map(async (amount) => {
      const models = seedCatalogue.models.map((model) =>
        model.code === 'camp_mug'
          ? {
              ...model,
              values: {
                ...model.values,
                weight: [{ locale: null, scope: null, data: { amount, unit: 'GRAM' } }],
              },
            }
          : model,
      );
      const { connection } = simulatedPim({ clock, catalogue: { ...seedCatalogue, models } });
      const { data } = await readAll(
        akeneo(connection),
        { entity: 'product', mode: 'full' },
        testContext(clock),
      );
      expect(data.get('camp_mug')?.attributes['weight']?.values[0]?.data).toEqual({
        amount: '120',
        unit: 'GRM',
      });
      return hashValue(data.get('camp_mug'));
    }),
  );
  expect(new Set(hashes).size).toBe(1);
});

test.each([
  ['that agrees', 0],
  ['that is an hour ahead', 3_600_000],
  ['that is an hour behind', -3_600_000],
])(
  'a change in the very second in which a pass began is found by the next one, with a clock %s',
  async (_name, ahead) => {
    const clock = new SkippingClock(start);
    const { simulator, connection } = simulatedPim({ clock });
    const ours = new SkippingClock(start + ahead);
    const source = akeneo({ ...connection, clock: ours });
    const read = (more: { readonly bookmark?: string }) =>
      readAll(
        source,
        { entity: 'product', mode: more.bookmark === undefined ? 'full' : 'incremental', ...more },
        testContext(ours),
      );
    const { end } = await read({});
    const rename = (name: string) =>
      simulator.user.saveProduct('LANTERN-1', {
        values: { name: [{ locale: 'en_US', scope: null, data: name }] },
      });
    rename('In the same second');
    const bookmark = end.bookmark ?? '';
    const nameIn = ({ data }: Awaited<ReturnType<typeof read>>) =>
      data.get('LANTERN-1')?.attributes['name']?.values.find(({ locale }) => locale === 'en-US')?.data;
    expect(nameIn(await read({ bookmark }))).toBe('In the same second');
    for (const each of [clock, ours]) each.advance(1_800_000);
    const later = await read({ bookmark });
    rename('Half an hour later');
    for (const each of [clock, ours]) each.advance(1_800_000);
    const found = await read({ bookmark: later.end.bookmark ?? '' });
    expect(nameIn(found)).toBe('Half an hour later');
    // What is long past is not read again and again.
    for (const each of [clock, ours]) each.advance(3_600_000);
    const quiet = await read({ bookmark: found.end.bookmark ?? '' });
    expect(quiet.data.size).toBe(0);
  },
);

test('a search takes 800 attributes: a selection of more reads them all', async () => {
  const many = Array.from({ length: 801 }, (_, index) => `extra_${index}`);
  const attribute = (code: string) => ({ code, type: 'pim_catalog_text', group: 'general' });
  const { simulator, connection } = simulatedPim({
    catalogue: { ...seedCatalogue, attributes: [...seedCatalogue.attributes, ...many.map(attribute)] },
  });
  const read = (attributes: readonly string[]) =>
    readAll(akeneo(connection), { entity: 'product', mode: 'full', select: { attributes } });
  expect((await read(many)).data.size).toBe(6);
  expect(simulator.count(422)).toBe(0);
  simulator.resetLog();
  expect((await read(many.slice(0, 700))).data.size).toBe(6);
  expect(simulator.requests().some(({ path }) => path.includes('/products-uuid/search'))).toBe(true);
});

describe('events', () => {
  async function subscribed(clientOf: 'reader' | 'writer') {
    const clock = new SkippingClock(start);
    let receive: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 });
    const original = simulatedPim({ clock, events: { fetch: (request) => receive(request) } });
    const { copy, pipeline } = piped(original, clock);
    const bodies: string[] = [];
    const receiver = createWebhookReceiver([pipeline]);
    receive = async (request) => {
      bodies.push(await request.clone().text());
      return receiver(request);
    };
    const subscriptions = akeneoSubscriptions(original.connection);
    const subscriber = await subscriptions.subscribe({ name: 'copy', technicalEmail: 'copy@example.com' });
    await subscriptions.add(subscriber, { url: 'https://us.example/hook', secret: eventSecret });
    await pipeline.run();
    copy.resetLog();
    if (clientOf === 'reader') {
      const lantern = product('LANTERN-1', { burn_time: { '*': { '*': '77' } } });
      await writeAll(original.connection, [lantern]);
    } else {
      original.simulator.user.saveProduct('LANTERN-1', {
        values: { burn_time: [{ locale: null, scope: null, data: '77' }] },
      });
    }
    await original.simulator.events.settled();
    await pipeline.idle();
    return { copy, bodies, pipeline, receiver };
  }

  test('that tell of our own writes are dropped, those of others are not', async () => {
    const own = await subscribed('reader');
    expect(own.bodies.length).toBeGreaterThan(0);
    expect(written(own.copy)).toEqual([]);
    const other = await subscribed('writer');
    expect(written(other.copy)).toEqual(['/api/rest/v1/products']);
  });

  test('are lost while the subscription is suspended: its notice starts a run that reads everything', async () => {
    const { pipeline, receiver } = await subscribed('writer');
    expect(await modes(pipeline)).toEqual(['full', 'full', 'incremental']);
    const body = JSON.stringify({
      id: 'n-1',
      type: 'com.akeneo.event-platform.v1.subscription.suspended.delivery_failed',
      data: {},
    });
    const signature = await signHmac(new TextEncoder().encode(body), new Secret(eventSecret));
    const notice = new Request('https://us.example/hook', {
      method: 'POST',
      body,
      headers: { 'x-akeneo-signature-primary': signature },
    });
    const passes: string[] = [];
    pipeline.on('pass.ended', ({ entity, mode, ended }) => passes.push(`${entity} ${mode} ${ended}`));
    expect((await receiver(notice)).status).toBe(200);
    await pipeline.idle();
    expect(passes).toEqual(['attribute full true', 'category full true', 'product full true']);
    expect(await modes(pipeline)).toEqual(['full', 'full', 'incremental']);
  });
});

async function modes(pipeline: Pipeline) {
  return (await pipeline.run()).passes.map(({ mode }) => mode);
}

describe('bodies', () => {
  const texts = (length: number) => ({ description: { 'en-US': { ecommerce: 'x'.repeat(length) } } });

  test('that are answered 413 are halved until they fit', async () => {
    const { simulator, connection } = simulatedPim();
    let refused = 0;
    simulator.setFaults(async (request, next) => {
      const isTooLarge = request.method === 'PATCH' && (await request.clone().text()).length > 200_000;
      if (!isTooLarge) return next(request);
      refused += 1;
      return Response.json({ code: 413, message: 'Too large' }, { status: 413 });
    });
    const records = Array.from({ length: 10 }, (_, index) => product(`BIG-${index}`, texts(60_000)));
    const outcomes = await writeAll(connection, records);
    expect(outcomes.map(({ status }) => status)).toEqual(records.map(() => 'created'));
    expect(refused).toBeGreaterThan(0);
  });

  test('with a line of more than a million characters go without it', async () => {
    const { simulator, connection } = simulatedPim();
    const records = [product('LONG', texts(1_000_001)), product('SHORT', texts(10))];
    expect(await writeAll(connection, records)).toMatchObject([
      { key: 'LONG', status: 'rejected', issues: [{ code: 'value.too_long' }] },
      { key: 'SHORT', status: 'created' },
    ]);
    expect(simulator.count(413)).toBe(0);
  });
});
