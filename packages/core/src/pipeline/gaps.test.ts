import { describe, expect, test } from 'vitest';

import { systemClock, VirtualClock } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import { memoryStore } from '../state/index.ts';
import { createPipeline } from './create-pipeline.ts';
import { hintRequest, hintingSource, titleMapping } from './hinting-source.ts';
import { memoryShop, testProduct, upsert } from './memory-connectors.ts';
import type { PipelineOptions } from './pipeline-options.ts';

function setUp(options: Partial<PipelineOptions> = {}) {
  const made = hintingSource([upsert(testProduct('p1')), upsert(testProduct('p2'))]);
  const { source } = made;
  const { webhooks } = source;
  if (webhooks === undefined) throw new Error('the source has webhooks');
  const { clock = systemClock } = options;
  const store = memoryStore({ clock });
  const shop = memoryShop();
  const pipeline = createPipeline({
    name: 'shop',
    source: {
      ...source,
      webhooks: {
        ...webhooks,
        tellsOfGap: ({ body }) => new TextDecoder().decode(body).includes('"suspended"'),
      },
    },
    destination: shop.destination,
    mapping: titleMapping,
    store,
    clock,
    random: () => 0,
    // A gap starts nothing by itself.
    webhooks: { gapPause: Infinity },
    ...options,
  });
  const modes: string[] = [];
  pipeline.on('pass.started', ({ mode }) => modes.push(mode));
  return { ...made, pipeline, modes, store, shop };
}

const notice = (delivery: string, at = Date.now()) =>
  hintRequest(JSON.stringify({ at, events: [], notice: 'suspended' }), delivery);

test('after a notice that changes went by untold the next run reads everything, and only that one', async () => {
  const { pipeline, modes } = setUp();
  await pipeline.run();
  await pipeline.run();
  expect((await pipeline.webhook(await notice('d1'))).status).toBe(200);
  await pipeline.run();
  await pipeline.run();
  expect(modes).toEqual(['full', 'incremental', 'full', 'incremental']);
  await pipeline.close();
});

test('a usual webhook changes nothing about the next run', async () => {
  const { pipeline, modes } = setUp();
  await pipeline.run();
  await pipeline.webhook(await hintRequest({ at: Date.now(), events: [] }, 'd1'));
  await pipeline.run();
  expect(modes).toEqual(['full', 'incremental']);
  await pipeline.close();
});

test('a gap that is told while everything is read is closed by the run after it', async () => {
  const { pipeline, modes } = setUp();
  await pipeline.run();
  const told: Promise<unknown>[] = [];
  pipeline.on('page.settled', () => {
    if (told.length > 0) return;
    // Later than the pass began, by the clock too.
    const later = new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
    told.push(later.then(() => pipeline.hint([], 'd1', { gap: true })));
  });
  await pipeline.run({ mode: 'full' });
  await Promise.all(told);
  await pipeline.run();
  await pipeline.run();
  expect(modes).toEqual(['full', 'full', 'full', 'incremental']);
  await pipeline.close();
});

test('the gap is kept in the store until it is closed', async () => {
  const { pipeline, store, modes } = setUp();
  await pipeline.run();
  await pipeline.hint([], undefined, { gap: true });
  const entries = (await Array.fromAsync(store.entries('shop', 'gap'))).flat();
  expect(entries).toMatchObject([{ entity: 'product' }]);
  await pipeline.run();
  expect((await Array.fromAsync(store.entries('shop', 'gap'))).flat()).toEqual([]);
  expect(modes).toEqual(['full', 'full']);
  await pipeline.close();
});

const hour = 3_600_000;

describe('a gap that starts reading', () => {
  /** On a clock that only the test moves; `runs` are those that began by themselves. */
  function startingSetUp({
    clock = new VirtualClock(Date.parse('2026-10-05T10:00:00Z')),
    ...options
  }: Partial<Omit<PipelineOptions, 'clock'>> & { clock?: VirtualClock } = {}) {
    const made = setUp({ clock, webhooks: {}, ...options });
    const runs: (string | undefined)[] = [];
    made.pipeline.on('run.ended', ({ actor, status }) => {
      if (actor === 'webhook') runs.push(status);
    });
    const tell = async () => {
      const { status } = await made.pipeline.webhook(await notice(crypto.randomUUID(), clock.now()));
      expect(status).toBe(200);
    };
    return { ...made, clock, runs, tell };
  }

  test('finds what nobody told of, and says so', async () => {
    const { pipeline, modes, records, shop, tell, runs, store, clock } = startingSetUp();
    await pipeline.run();
    const gaps: unknown[] = [];
    pipeline.on('webhook.received', ({ gap }) => gaps.push(gap));
    records.set('p1', upsert(testProduct('p1', { name: 'Nobody told' })));
    await clock.advance(1);
    await tell();
    await pipeline.idle();
    expect(shop.products.get('p1')?.title).toBe('Nobody told');
    expect([modes, gaps, runs]).toEqual([['full', 'full'], [true], ['complete']]);
    expect((await pipeline.status()).gaps).toBe(0);
    expect((await Array.fromAsync(store.entries('shop', 'gap'))).flat()).toEqual([]);
    await pipeline.close();
  });

  test('is read once when it is told many times at once', async () => {
    const { pipeline, tell, runs } = startingSetUp();
    await Promise.all([tell(), tell(), tell()]);
    await pipeline.idle();
    expect(runs).toEqual(['complete']);
    await pipeline.close();
  });

  test('is read once an hour at most, however often it is told', async () => {
    const { pipeline, tell, runs, clock, modes } = startingSetUp();
    for (let minute = 0; minute < 150; minute += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await tell();
      // oxlint-disable-next-line no-await-in-loop
      await clock.advance(60_000);
    }
    await pipeline.idle();
    expect(runs).toEqual(['complete', 'complete', 'complete']);
    expect(modes).toEqual(['full', 'full', 'full']);
    await pipeline.close();
  });

  test('is not read more often because the process begins anew', async () => {
    const { pipeline, tell, runs, clock, store } = startingSetUp();
    await tell();
    await pipeline.idle();
    await pipeline.close();
    await clock.advance(60_000);
    const next = startingSetUp({ store, clock });
    await next.tell();
    await next.pipeline.idle();
    expect([runs, next.runs]).toEqual([['complete'], []]);
    await clock.advance(hour);
    await next.pipeline.idle();
    expect(next.runs).toEqual(['complete']);
    await next.pipeline.close();
  });

  test('does not keep hints waiting meanwhile', async () => {
    const { pipeline, tell, runs, clock, records, shop } = startingSetUp();
    await tell();
    await pipeline.idle();
    await clock.advance(60_000);
    await tell();
    records.set('p2', upsert(testProduct('p2', { name: 'Hinted' })));
    await pipeline.hint([{ entity: 'product', key: 'p2', kind: 'changed' }]);
    await clock.advance(0);
    expect(shop.products.get('p2')?.title).toBe('Hinted');
    expect(runs).toEqual(['complete']);
    await pipeline.close();
  });

  test('is tried again, later and later, while the source fails', async () => {
    const { source, pipeline, clock, ...rest } = startingSetUp();
    await pipeline.close();
    let down = true;
    const failing = startingSetUp({
      store: rest.store,
      clock,
      source: {
        ...pipeline.options.source,
        async *read(request, context) {
          if (down) throw new ConnectorError('platform.unavailable', 'Down');
          yield* source.read(request, context);
        },
      },
    });
    await failing.tell();
    await clock.advance(10_000);
    expect(failing.runs).toEqual(['failed']);
    await clock.advance(hour);
    // After 1, 2, 4, 8, 16 and 32 minutes the hour is over.
    expect(failing.runs.length).toBe(6);
    expect(await failing.pipeline.incidents()).toEqual([]);
    down = false;
    await clock.advance(hour);
    expect(failing.runs.at(-1)).toBe('complete');
    expect((await failing.pipeline.status()).gaps).toBe(0);
    await failing.pipeline.close();
  });

  test('makes way for a run, which goes on where it was left off', async () => {
    const { pipeline, tell, runs, clock, modes } = startingSetUp();
    await pipeline.run();
    await clock.advance(1);
    let running: Promise<unknown> | null = null;
    pipeline.on('pass.started', () => {
      running ??= pipeline.run();
    });
    await tell();
    await pipeline.idle();
    await (running as Promise<unknown> | null);
    expect(runs).toEqual(['stopped']);
    expect(modes).toEqual(['full', 'full', 'full']);
    expect((await pipeline.status()).gaps).toBe(0);
    await pipeline.close();
  });

  test('is told of when nothing closes it', async () => {
    const { pipeline, tell, clock } = startingSetUp({ webhooks: { gapPause: Infinity }, alerts: {} });
    await pipeline.run();
    await clock.advance(1);
    await tell();
    await pipeline.idle();
    expect(await pipeline.checkAlerts()).toEqual([]);
    await clock.advance(900_001);
    expect(await pipeline.checkAlerts()).toMatchObject([
      { cause: 'gap', state: 'raised', actor: 'operator' },
    ]);
    await pipeline.run();
    expect(await pipeline.checkAlerts()).toEqual([]);
    await pipeline.close();
  });

  test('is not told of while everything is being read', async () => {
    const { pipeline, clock, tell, source } = startingSetUp({
      webhooks: { gapPause: Infinity },
      alerts: {},
    });
    await pipeline.run();
    await clock.advance(1);
    await tell();
    await clock.advance(1);
    const alerts: unknown[] = [];
    const slow: Pick<typeof source, 'read'> = {
      async *read(request, context) {
        await clock.advance(900_001);
        alerts.push(await pipeline.checkAlerts());
        yield* source.read(request, context);
      },
    };
    await createPipeline({ ...pipeline.options, source: { ...source, ...slow } }).run();
    expect(alerts).toEqual([[]]);
    await pipeline.close();
  });

  test('raises alerts of what the run finds', async () => {
    const { pipeline, tell, records } = startingSetUp({ alerts: {} });
    records.set('p1', upsert(testProduct('p1', { name: null })));
    const causes: string[] = [];
    pipeline.on('alert.raised', ({ cause }) => causes.push(cause));
    await tell();
    await pipeline.idle();
    expect(causes).toHaveLength(1);
    await pipeline.close();
  });
});
