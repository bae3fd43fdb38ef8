import { describe, expect, test } from 'vitest';

import { VirtualClock } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import { memoryStore } from '../state/index.ts';
import type { StateStore } from '../state/index.ts';
import { assigningShop } from './assigning-shop.ts';
import { createPipeline } from './create-pipeline.ts';
import { hintingSource, titleMapping } from './hinting-source.ts';
import type { HintingSource } from './hinting-source.ts';
import { memoryShop, testProduct, upsert } from './memory-connectors.ts';
import type { MemoryShop } from './memory-connectors.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { shopMapping } from './test-pipeline.ts';

function setUp(options: Partial<PipelineOptions> = {}, shop: MemoryShop = memoryShop()) {
  const made = hintingSource([1, 2, 3, 4, 5].map((index) => upsert(testProduct(`p${index}`))));
  const clock = new VirtualClock(Date.parse('2026-10-05T10:00:00Z'));
  const store = memoryStore({ clock });
  const pipeline = createPipeline({
    name: 'shop',
    source: made.source,
    destination: shop.destination,
    mapping: titleMapping,
    store,
    clock,
    random: () => 0,
    ...options,
  });
  const hint = (...keys: string[]) =>
    pipeline.hint(keys.map((key) => ({ entity: 'product', key, kind: 'changed' })));
  const failures: unknown[] = [];
  pipeline.on('changes.failed', ({ error, delay }) => failures.push([error.code, delay]));
  return { made, clock, store, shop, pipeline, hint, failures };
}

function rename({ records }: HintingSource, key: string, name: string) {
  records.set(key, upsert(testProduct(key, { name })));
}

async function openChanges(store: StateStore): Promise<string[]> {
  return (await Array.fromAsync(store.entries('shop', 'change'))).flat().map(({ key }) => key);
}

describe('hints', () => {
  test('that come while their record is being read are not forgotten, even in the same millisecond', async () => {
    const { made, hint, pipeline } = setUp();
    made.onFetch = async () => {
      made.onFetch = async () => undefined;
      // The record changes right after it was read; the clock stands still.
      await hint('p1');
    };
    await hint('p1');
    await pipeline.idle();
    expect(made.fetched).toEqual([['p1'], ['p1']]);
    await pipeline.close();
  });

  test('about what the pipeline does not sync, or that is no key, are left out', async () => {
    const { store, pipeline, made } = setUp();
    const taken = await pipeline.hint([
      { entity: 'category', key: 'c1', kind: 'changed' },
      { entity: 'product', key: '', kind: 'changed' },
      { entity: 'product', key: 'a\u0000b', kind: 'deleted' },
      { entity: 'product', key: 'x'.repeat(300), kind: 'changed' },
    ]);
    expect(taken).toEqual({ duplicate: false, changes: 0, echoes: 0, gap: false, ended: false });
    await pipeline.idle();
    expect(await openChanges(store)).toEqual([]);
    expect(made.fetched).toEqual([]);
  });

  test('that name parts of a record by other keys bring the record over once, and are done with', async () => {
    const { made, shop, store, pipeline, hint } = setUp();
    await pipeline.run();
    rename(made, 'p1', 'Tent');
    const whole = made.records.get('p1');
    if (whole === undefined) throw new Error('the source has the record');
    made.records.set('uuid-1', whole);
    made.records.set('uuid-2', whole);
    const before = shop.writes.length;
    await hint('uuid-1', 'uuid-2');
    await pipeline.idle();
    expect(await openChanges(store)).toEqual([]);
    expect(shop.writes.slice(before).map(({ key }) => key)).toEqual(['p1']);
    await pipeline.close();
  });

  test('with a delivery id of any length are told apart by it', async () => {
    const { pipeline } = setUp();
    const hints = [{ entity: 'product', key: 'p1', kind: 'changed' }] as const;
    const long = 'x'.repeat(5_000);
    expect((await pipeline.hint(hints, `${long}1`)).duplicate).toBe(false);
    expect((await pipeline.hint(hints, `${long}2`)).duplicate).toBe(false);
    expect((await pipeline.hint(hints, `${long}1`)).duplicate).toBe(true);
    await pipeline.close();
  });
});

describe('changes', () => {
  test('that an earlier process did not work off are worked off by the next run, and reported', async () => {
    const first = setUp();
    await first.pipeline.run();
    await first.pipeline.close();
    rename(first.made, 'p2', 'Tent');
    await first.hint('p2');
    expect(first.made.fetched).toEqual([]);

    const report = await first.pipeline.run();
    expect(report.changes).toMatchObject({ read: 1, updated: 1 });
    expect(first.shop.products.get('p2')?.title).toBe('Tent');
    expect(await openChanges(first.store)).toEqual([]);
  });

  test('that an earlier process did not work off are worked off on request', async () => {
    const first = setUp();
    await first.pipeline.close();
    await first.hint('p2');
    const { made, shop, pipeline } = setUp({ store: first.store });
    await pipeline.idle();
    expect(made.fetched).toEqual([['p2']]);
    expect(shop.products.size).toBe(1);
    await pipeline.close();
  });

  test('during a run are worked off by it, after the page that may hold the old state', async () => {
    const shop = memoryShop();
    const { made, pipeline, hint } = setUp({}, shop);
    await pipeline.run();
    rename(made, 'p1', 'Older');
    const off = pipeline.on('page.settled', () => {
      off();
      rename(made, 'p1', 'Newer');
      void hint('p1');
    });
    const report = await pipeline.run({ mode: 'full' });
    expect(report.changes).toMatchObject({ read: 1, updated: 1 });
    expect(shop.products.get('p1')?.title).toBe('Newer');
    expect(made.fetched).toEqual([['p1']]);
    await pipeline.close();
  });

  test('make way for a run of the same process instead of keeping it from beginning', async () => {
    const { made, pipeline, hint, clock } = setUp();
    let letGo: () => void = () => undefined;
    made.onFetch = () =>
      new Promise((resolve) => {
        letGo = resolve;
      });
    await hint('p1');
    await clock.advance(0);
    const running = pipeline.run();
    await clock.advance(0);
    made.onFetch = async () => undefined;
    letGo();
    expect((await running).status).toBe('complete');
    await pipeline.close();
  });

  test('that no webhook told of, because of an outage, are found by the next run', async () => {
    const { made, pipeline, shop } = setUp();
    await pipeline.run();
    rename(made, 'p4', 'Nobody told');
    await pipeline.run();
    expect(shop.products.get('p4')?.title).toBe('Nobody told');
  });

  test('that are refused become dead letters', async () => {
    const { made, pipeline, hint } = setUp();
    made.records.set('p1', upsert(testProduct('p1', { name: null })));
    await hint('p1');
    await pipeline.idle();
    const letters = await Array.fromAsync(pipeline.deadLetters());
    expect(letters.map(({ key, stage }) => [key, stage])).toEqual([['p1', 'map']]);
    await pipeline.close();
  });
});

describe('a source that fails', () => {
  test('is asked again, later and later, and then everything is brought over', async () => {
    const { made, pipeline, hint, clock, shop, failures } = setUp();
    made.onFetch = async () => {
      throw new ConnectorError('platform.unavailable', 'Down');
    };
    await hint('p1', 'p2');
    await clock.advance(10_000);
    expect(failures).toEqual([
      ['platform.unavailable', 1_000],
      ['platform.unavailable', 2_000],
      ['platform.unavailable', 4_000],
      ['platform.unavailable', 8_000],
    ]);
    // Whoever waits for the worker is not kept waiting by a system that is down.
    await pipeline.idle();
    made.onFetch = async () => undefined;
    await clock.advance(60_000);
    expect(shop.products.size).toBe(2);
    await pipeline.close();
  });

  test('because of its password is asked very rarely', async () => {
    const { made, pipeline, hint, clock, failures } = setUp();
    made.onFetch = async () => {
      throw new ConnectorError('auth.failed', 'Wrong password');
    };
    await hint('p1');
    await clock.advance(600_000);
    await hint('p2');
    await clock.advance(60_000);
    expect(failures).toEqual([['auth.failed', 900_000]]);
    expect(made.fetched).toHaveLength(1);
    await pipeline.close();
  });

  test('for one record only makes a dead letter of that one', async () => {
    const { made, pipeline, hint, shop, store } = setUp();
    made.onFetch = async (keys) => {
      if (keys.includes('p3')) throw new ConnectorError('request.rejected', 'I choke on p3');
    };
    await hint('p1', 'p2', 'p3', 'p4', 'p5');
    await pipeline.idle();
    expect([...shop.products.keys()].toSorted()).toEqual(['p1', 'p2', 'p4', 'p5']);
    const [letter] = await Array.fromAsync(pipeline.deadLetters());
    expect(letter).toMatchObject({ key: 'p3', stage: 'read', issues: [{ message: 'I choke on p3' }] });
    expect(await openChanges(store)).toEqual([]);
    await pipeline.close();
  });

  test('does not keep a run from reading everything else', async () => {
    const { made, pipeline, hint, failures } = setUp();
    await pipeline.close();
    await hint('p1');
    made.onFetch = async () => {
      throw new ConnectorError('platform.unavailable', 'Down');
    };
    expect((await pipeline.run()).status).toBe('complete');
    expect(failures).toEqual([
      ['platform.unavailable', null],
      ['platform.unavailable', null],
    ]);
  });

  test('to mention a record has not said that it is gone', async () => {
    const { made, pipeline, hint, shop, failures } = setUp();
    await pipeline.run();
    const silent = createPipeline({
      ...pipeline.options,
      source: { ...made.source, fetch: async () => new Map() },
    });
    silent.on('changes.failed', ({ error }) => failures.push(error.message));
    await silent.hint([{ entity: 'product', key: 'p1', kind: 'deleted' }]);
    await silent.idle();
    expect(failures).toEqual(['memory did not say what became of the product “p1”']);
    expect(shop.products.has('p1')).toBe(true);
    await Promise.all([hint(), silent.close(), pipeline.close()]);
  });
});

describe('a change that is not over when it was written', () => {
  /** To a platform that gives its own ids. */
  function toAssigning(shopOptions: { jobTime?: number } = {}, options: Partial<PipelineOptions> = {}) {
    const clock = new VirtualClock(Date.parse('2026-10-05T10:00:00Z'));
    const shop = assigningShop({ clock, ...shopOptions });
    const { destination } = shop;
    const made = setUp({
      clock,
      store: memoryStore({ clock }),
      destination,
      mapping: shopMapping,
      ...options,
    });
    return { ...made, clock, store: made.pipeline.options.store, assigning: shop };
  }

  test('because the platform carries it out later is asked about until it is', async () => {
    const { pipeline, hint, clock, assigning } = toAssigning({ jobTime: 5_000 });
    await hint('p1');
    await clock.advance(0);
    expect((await pipeline.status()).openReceipts).toBe(1);
    await clock.advance(60_000);
    expect((await pipeline.status()).openReceipts).toBe(0);
    expect(assigning.of('p1')).toHaveLength(1);
    expect(clock.sleeping).toBe(0);
    await pipeline.close();
  });

  test('because another pipeline is creating the record is brought over when that is done', async () => {
    const { pipeline, hint, clock, store, assigning } = toAssigning();
    const lease = await store.acquire('other', 30_000);
    const at = new Date(clock.now()).toISOString();
    const claim = { entity: 'product' as const, key: 'p1', run: 'r', at, link: null, over: null };
    await store.claim(lease, 'assigning-shop', [claim]);
    await hint('p1');
    await clock.advance(10_000);
    expect(assigning.products).toEqual([]);
    expect((await pipeline.status()).parked.count).toBe(1);
    // The other one dies: its lease ends, and what became of its create is looked up.
    await clock.advance(120_000);
    expect(assigning.of('p1')).toHaveLength(1);
    expect((await pipeline.status()).parked.count).toBe(0);
    await pipeline.close();
  });
});

describe('closing', () => {
  test('brings what is under way to its end and leaves the rest in the store', async () => {
    const { made, pipeline, hint, store, shop, clock } = setUp();
    let letGo: () => void = () => undefined;
    made.onFetch = () =>
      new Promise((resolve) => {
        letGo = resolve;
      });
    await hint('p1');
    await clock.advance(0);
    const closing = pipeline.close();
    await hint('p2');
    letGo();
    await closing;
    expect(shop.products.size).toBeLessThanOrEqual(1);
    expect(await openChanges(store)).toContain('p2');
    // Nothing holds the lease, and no timer is left.
    await store.release(await store.acquire('shop', 1_000));
    expect(clock.sleeping).toBe(0);
  });
});
