import { describe, expect, test } from 'vitest';

import { VirtualClock } from '../../connector/index.ts';
import { ConnectorError } from '../../errors/index.ts';
import { memoryStore } from '../../state/index.ts';
import type { Alert } from '../../state/index.ts';
import { createPipeline } from '../create-pipeline.ts';
import { hintingSource, titleMapping } from '../hinting-source.ts';
import { leavingOutShop } from '../leaving-out-shop.ts';
import { memoryShop, testProduct, upsert } from '../memory-connectors.ts';
import type { AlertOptions, PipelineOptions } from '../pipeline-options.ts';
import { familyMapping } from '../test-pipeline.ts';

const start = Date.parse('2026-10-05T10:00:00Z');

function setUp(alerts: AlertOptions = {}, options: Partial<PipelineOptions> = {}) {
  const made = hintingSource([1, 2, 3].map((index) => upsert(testProduct(`p${index}`))));
  const clock = new VirtualClock(start);
  const store = memoryStore({ clock });
  const told: Alert[] = [];
  let broken: string | null = null;
  const shop = memoryShop({
    async *write(operations, own) {
      if (broken === 'auth') throw new ConnectorError('auth.failed', 'Wrong token');
      if (broken === 'network') throw new ConnectorError('connection.failed', 'Reset');
      yield* own(operations);
    },
  });
  const open = () =>
    createPipeline({
      name: 'shop',
      source: made.source,
      destination: shop.destination,
      mapping: titleMapping,
      store,
      clock,
      random: () => 0,
      retry: { attempts: 1 },
      ...options,
      alerts: {
        sinks: [
          async (alert) => {
            told.push(alert);
          },
        ],
        ...alerts,
      },
    });
  return {
    made,
    clock,
    store,
    told,
    open,
    fail: (how: string | null) => {
      broken = how;
    },
    heard: () => told.map(({ state, title, records }) => [state, title, records]),
  };
}

describe('alerts', () => {
  test('of refused records are grouped by cause, told once whatever runs, and recovered once', async () => {
    const { made, open, heard, told, clock } = setUp();
    for (const key of ['p1', 'p2']) made.records.set(key, upsert(testProduct(key, { name: null })));
    made.records.set('p3', upsert(testProduct('p3', { name: 'x'.repeat(60) })));
    const pipeline = open();
    await pipeline.run();
    const missing = 'Records of “product” are rejected: value.missing, attribute “name”';
    const long = 'Records of “product” are rejected: value.too_long, attribute “name”';
    expect(heard()).toEqual([
      ['raised', missing, 2],
      ['raised', long, 1],
    ]);
    expect(told[0]).toMatchObject({
      actor: 'steward',
      examples: ['p1', 'p2'],
      since: new Date(start).toISOString(),
    });
    await pipeline.run();
    // An incremental run that reads nothing does not make the trouble go away, and neither does a restart.
    await open().run({ mode: 'full' });
    await open().checkAlerts();
    expect(told).toHaveLength(2);

    await clock.advance(3_600_000);
    made.records.set('p3', upsert(testProduct('p3')));
    await open().run({ mode: 'full' });
    await open().run({ mode: 'full' });
    expect(heard().slice(2)).toEqual([['recovered', long, 1]]);
    expect(told[2]).toMatchObject({
      since: new Date(start).toISOString(),
      at: new Date(start + 3_600_000).toISOString(),
    });

    made.records.set('p3', upsert(testProduct('p3', { name: 'x'.repeat(60) })));
    await pipeline.run({ mode: 'full' });
    expect(heard().slice(3)).toEqual([['raised', long, 1]]);
  });

  test('of a wrong password come at the first run, of a broken connection at the second in a row', async () => {
    const { open, heard, fail } = setUp();
    const pipeline = open();
    fail('auth');
    await pipeline.run();
    await pipeline.run();
    expect(heard()).toEqual([['raised', 'Runs fail: auth.failed (memory-shop)', 0]]);
    fail(null);
    await pipeline.run();
    expect(heard().slice(1)).toEqual([['recovered', 'Runs fail: auth.failed (memory-shop)', 0]]);
  });

  test('of a run that somebody stopped are none, and it recovers nothing', async () => {
    const { open, heard, fail } = setUp();
    const pipeline = open();
    fail('auth');
    await pipeline.run();
    fail(null);
    await pipeline.run({ signal: AbortSignal.abort() });
    expect(heard()).toHaveLength(1);
  });

  test('of a blown fuse last until the deletes are allowed', async () => {
    const { made, open, heard, told } = setUp({}, { deletes: { fuse: { free: 1, count: 1 } } });
    const pipeline = open();
    await pipeline.run();
    for (const key of ['p1', 'p2']) made.records.set(key, { op: 'delete', entity: 'product', key });
    await pipeline.run({ mode: 'full' });
    await pipeline.run({ mode: 'full' });
    expect(heard()).toEqual([['raised', '2 deletes are held: product', 2]]);
    expect(told[0]?.message).toContain('none was deleted');
    await pipeline.run({ mode: 'full', allowDeletes: true });
    expect(heard().slice(1)).toEqual([['recovered', '2 deletes are held: product', 2]]);
  });

  test('of a stale destination come although nothing runs any more', async () => {
    const { open, heard, clock } = setUp({ staleAfter: 7_200_000 });
    const pipeline = open();
    expect(await pipeline.checkAlerts()).toEqual([]);
    await pipeline.run();
    await clock.advance(7_200_000);
    await pipeline.checkAlerts();
    expect(heard()).toEqual([]);
    await clock.advance(3_600_000);
    expect(await pipeline.checkAlerts()).toHaveLength(1);
    expect(heard()).toEqual([['raised', 'The destination may be 3 hours behind the source', 0]]);
    expect((await pipeline.status()).lag).toBe(10_800_000);
    await pipeline.run();
    expect(
      heard()
        .slice(1)
        .map(([state]) => state),
    ).toEqual(['recovered']);
    expect((await pipeline.incidents()).map(({ state }) => state)).toEqual(['recovered']);
  });

  test('of a destination that never got anything count from the first try', async () => {
    const { open, heard, clock, fail } = setUp({ staleAfter: 3_600_000 });
    const pipeline = open();
    fail('auth');
    await pipeline.run();
    await clock.advance(3_600_001);
    await pipeline.checkAlerts();
    expect(heard().map(([, title]) => title)).toContain('The destination may be 1 hour behind the source');
  });

  test('of changes that nobody works off', async () => {
    const { open, heard, clock } = setUp({ changesAfter: 60_000 });
    const pipeline = open();
    await pipeline.close();
    await pipeline.hint([{ entity: 'product', key: 'p1', kind: 'changed' }]);
    await clock.advance(61_000);
    await pipeline.checkAlerts();
    await pipeline.run();
    expect(heard()).toEqual([
      ['raised', '1 changed records wait for more than 1 minute', 1],
      ['recovered', '1 changed records wait for more than 1 minute', 1],
    ]);
  });

  test('of records that have lacked what they refer to for too long, until that is there', async () => {
    const lacking = leavingOutShop();
    const { made, open, told, heard, clock } = setUp(
      {},
      { destination: lacking.destination, mapping: familyMapping, parkTime: 60_000 },
    );
    made.records.set('p1', upsert({ ...testProduct('p1'), family: 'late' }));
    made.records.set('p2', upsert({ ...testProduct('p2'), family: 'never' }));
    const pipeline = open();
    await pipeline.run();
    await clock.advance(60_000);
    expect(await pipeline.checkAlerts()).toEqual([]);
    await clock.advance(1_000);
    await pipeline.checkAlerts();
    await pipeline.run({ mode: 'full' });
    const title = '2 records of “product” have lacked what they refer to for more than 1 minute';
    expect(heard()).toEqual([['raised', title, 2]]);
    expect(told[0]).toMatchObject({ actor: 'steward', examples: ['p1', 'p2'] });
    expect(told[0]?.message).toContain('does not have the product “late”, the product “never”, so');
    expect(await open().incidents()).toHaveLength(1);

    made.records.set('p2', upsert(testProduct('p2')));
    made.records.set('late', upsert(testProduct('late')));
    await pipeline.run({ mode: 'full' });
    expect(heard().slice(1)).toEqual([['recovered', title, 2]]);
  });

  test('of records that lack what they refer to can be left out', async () => {
    const { made, open, clock, told } = setUp(
      { unfinishedAfter: Number.POSITIVE_INFINITY },
      { destination: leavingOutShop().destination, mapping: familyMapping },
    );
    made.records.set('p1', upsert({ ...testProduct('p1'), family: 'never' }));
    const pipeline = open();
    await pipeline.run();
    await clock.advance(10 * 86_400_000);
    await pipeline.checkAlerts();
    expect(told).toEqual([]);
  });

  test('of records that webhooks bring over need no run, to raise them and to recover them', async () => {
    const { made, open, heard } = setUp();
    const pipeline = open();
    await pipeline.run();
    const hint = async (name: string | null) => {
      made.records.set('p1', upsert(testProduct('p1', { name })));
      await pipeline.hint([{ entity: 'product', key: 'p1', kind: 'changed' }]);
      await pipeline.idle();
    };
    const missing = 'Records of “product” are rejected: value.missing, attribute “name”';
    await hint(null);
    expect(heard()).toEqual([['raised', missing, 1]]);
    await hint('Tent');
    expect(heard().slice(1)).toEqual([['recovered', missing, 1]]);
    await pipeline.close();
  });

  test('of changes that fail are raised by the attempt that comes too late, and recovered by the one that succeeds', async () => {
    const { made, open, heard, clock } = setUp({ changesAfter: 1_500 });
    const pipeline = open();
    await pipeline.run();
    const failing = Promise.withResolvers<void>();
    made.onFetch = async () => {
      if (heard().length > 0) made.onFetch = async () => undefined;
      failing.resolve();
      throw new ConnectorError('connection.failed', 'Reset');
    };
    await pipeline.hint([{ entity: 'product', key: 'p1', kind: 'changed' }]);
    await failing.promise;
    await clock.advance(10_000);
    await pipeline.idle();
    expect(heard()).toEqual([
      ['raised', '1 changed records wait for more than 2 seconds', 1],
      ['recovered', '1 changed records wait for more than 2 seconds', 1],
    ]);
    await pipeline.close();
  });

  test('are looked for after changes only where something is wrong', async () => {
    const { made, open, store } = setUp();
    let looked = 0;
    const pipeline = createPipeline({
      ...open().options,
      store: {
        ...store,
        deadLetters: (...args) => {
          looked += 1;
          return store.deadLetters(...args);
        },
      },
    });
    const hint = async (name: string | null) => {
      looked = 0;
      made.records.set('p1', upsert(testProduct('p1', { name })));
      await pipeline.hint([{ entity: 'product', key: 'p1', kind: 'changed' }]);
      await pipeline.idle();
      return looked;
    };
    expect(await hint('Tent')).toBe(0);
    expect(await hint(null)).toBe(1);
    expect(await hint('Tent')).toBe(1);
    expect(await hint('Large tent')).toBe(0);
    await pipeline.close();
  });

  test('that nobody takes hold up neither changes nor a run', async () => {
    const { made, open, clock } = setUp({ sinks: [() => new Promise<void>(() => undefined)] });
    const pipeline = open();
    made.records.set('p1', upsert(testProduct('p1', { name: null })));
    const written = Promise.withResolvers<void>();
    pipeline.on('records.written', () => written.resolve());
    await pipeline.hint([{ entity: 'product', key: 'p1', kind: 'changed' }]);
    await pipeline.hint([{ entity: 'product', key: 'p2', kind: 'changed' }]);
    await written.promise;
    const running = pipeline.run();
    const closing = pipeline.close();
    await clock.advance(60_000);
    expect((await running).status).toBe('partial');
    await closing;
  });

  test('of few records can be left out', async () => {
    const { made, open, heard } = setUp({ deadLetters: 2 });
    made.records.set('p1', upsert(testProduct('p1', { name: null })));
    await open().run();
    expect(heard()).toEqual([]);
    made.records.set('p2', upsert(testProduct('p2', { name: null })));
    await open().run({ mode: 'full' });
    expect(heard()).toHaveLength(1);
  });
});

describe('a sink', () => {
  test('that fails is asked again, and the others are not told twice', async () => {
    const good: string[] = [];
    let tries = 0;
    const { made, open } = setUp({
      sinks: [
        async ({ state }) => {
          good.push(state);
        },
        async () => {
          tries += 1;
          if (tries < 3) throw new Error('no mail with password=hunter2 today');
        },
      ],
    });
    made.records.set('p1', upsert(testProduct('p1', { name: null })));
    const pipeline = open();
    const failures: string[] = [];
    pipeline.on('alert.failed', ({ message }) => failures.push(message));
    const report = await pipeline.run();
    expect(report.status).toBe('partial');
    await pipeline.checkAlerts();
    await pipeline.checkAlerts();
    await pipeline.checkAlerts();
    expect([good, tries]).toEqual([['raised'], 3]);
    expect(failures).toHaveLength(2);
    expect(failures.join()).not.toContain('hunter2');
  });

  test('that never heard of an incident does not hear that it is over', async () => {
    const heard: string[] = [];
    let works = false;
    const { made, open } = setUp({
      sinks: [
        async ({ state }) => {
          if (!works) throw new Error('down');
          heard.push(state);
        },
      ],
    });
    made.records.set('p1', upsert(testProduct('p1', { name: null })));
    const pipeline = open();
    await pipeline.run();
    made.records.set('p1', upsert(testProduct('p1')));
    works = true;
    await pipeline.run({ mode: 'full' });
    await pipeline.checkAlerts();
    expect(heard).toEqual([]);
  });

  test('that never returns does not hold the run', async () => {
    const { made, open, clock } = setUp({ sinks: [() => new Promise<void>(() => undefined)] });
    made.records.set('p1', upsert(testProduct('p1', { name: null })));
    const pipeline = open();
    const failures: string[] = [];
    pipeline.on('alert.failed', ({ message }) => failures.push(message));
    const running = pipeline.run();
    await clock.advance(30_000);
    await running;
    expect(failures).toEqual(['The sink did not return in time']);
  });

  test('is told once although two processes look at the same moment', async () => {
    const { made, open, told } = setUp();
    made.records.set('p1', upsert(testProduct('p1', { name: null })));
    const quiet = createPipeline({ ...open().options, alerts: { sinks: [] } });
    const { alerts: _alerts, ...rest } = quiet.options;
    await createPipeline(rest).run();
    await Promise.all([open().checkAlerts(), open().checkAlerts(), open().checkAlerts()]);
    expect(told).toHaveLength(1);
  });

  test('is not what a run depends on: alerts that the store does not take change nothing of it', async () => {
    const { made, open, store, told } = setUp();
    made.records.set('p1', upsert(testProduct('p1', { name: null })));
    const pipeline = createPipeline({
      ...open().options,
      store: {
        ...store,
        append: async () => {
          throw new ConnectorError('store.unavailable', 'Gone');
        },
      },
    });
    const failures: unknown[] = [];
    pipeline.on('alert.failed', ({ alert, message }) => failures.push([alert, message]));
    expect((await pipeline.run()).status).toBe('partial');
    expect([told, failures]).toEqual([[], [[null, 'Gone']]]);
  });
});

test('incidents that are over are forgotten in the end', async () => {
  const { made, open, clock } = setUp();
  made.records.set('p1', upsert(testProduct('p1', { name: null })));
  const pipeline = open();
  await pipeline.run();
  made.records.set('p1', upsert(testProduct('p1')));
  await pipeline.run({ mode: 'full' });
  expect(await pipeline.incidents()).toHaveLength(1);
  await clock.advance(31 * 86_400_000);
  await pipeline.run({ mode: 'full' });
  expect(await pipeline.incidents()).toEqual([]);
});
