import { AsyncLocalStorage } from 'node:async_hooks';
import { tracingChannel } from 'node:diagnostics_channel';

import { describe, expect, onTestFinished, test } from 'vitest';

import type { Adopted } from '../connector/index.ts';
import { ConnectorError, createRedactor } from '../errors/index.ts';
import { traceNames } from '../events/index.ts';
import type { TraceContext, TraceName } from '../events/index.ts';
import { memoryStore } from '../state/index.ts';
import { createPipeline } from './create-pipeline.ts';
import { hintingSource, titleMapping } from './hinting-source.ts';
import { memoryShop, testProduct, upsert } from './memory-connectors.ts';
import type { MemoryShop } from './memory-connectors.ts';
import type { PipelineOptions } from './pipeline-options.ts';

/** A piece of work as a subscriber sees it. */
interface Seen extends TraceContext {
  readonly name: TraceName;
  readonly parent: TraceName | null;
  readonly error?: unknown;
  readonly result?: unknown;
}

/** Subscribes to everything, as OpenTelemetry would; who is the parent is known by the async context. */
function listen(): Seen[] {
  const seen: Seen[] = [];
  const storage = new AsyncLocalStorage<TraceName>();
  for (const name of traceNames) {
    const channel = tracingChannel<TraceName, TraceContext>(`pim-connector:${name}`);
    const parents = new WeakMap<object, TraceName | null>();
    channel.start.bindStore(storage, (message) => {
      parents.set(message, storage.getStore() ?? null);
      return name;
    });
    const subscribers = {
      start: () => undefined,
      end: () => undefined,
      asyncStart: () => undefined,
      asyncEnd: (message: TraceContext) => {
        seen.push({ name, parent: parents.get(message) ?? null, ...message });
      },
      error: () => undefined,
    };
    channel.subscribe(subscribers);
    onTestFinished(() => {
      channel.unsubscribe(subscribers);
      channel.start.unbindStore(storage);
    });
  }
  return seen;
}

function setUp(shop: MemoryShop = memoryShop(), options: Partial<PipelineOptions> = {}) {
  const made = hintingSource(
    Array.from({ length: 25 }, (_unused, index) => upsert(testProduct(`p${index}`))),
  );
  const pipeline = createPipeline({
    name: 'shop',
    source: made.source,
    destination: shop.destination,
    mapping: titleMapping,
    store: memoryStore(),
    retry: { attempts: 1 },
    ...options,
  });
  return { made, pipeline, shop };
}

function countByName(seen: readonly Seen[]) {
  const counts: Partial<Record<TraceName, number>> = {};
  for (const { name } of seen) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

describe('traces', () => {
  test('show what a destination is asked of records that nobody knows', async () => {
    const seen = listen();
    const adopt = async () => new Map<string, Adopted>();
    const { pipeline } = setUp(memoryShop({ adopt }));
    const { run } = await pipeline.run();
    const asked = seen.filter(({ name }) => name === 'adopt');
    expect(asked[0]).toMatchObject({ run, parent: 'page', entity: 'product', connector: 'memory-shop' });
    expect(asked.reduce((sum, { records = 0 }) => sum + records, 0)).toBe(25);
  });

  test('show a run as a tree: passes, pages, and the calls of connectors, with what they are about', async () => {
    const seen = listen();
    const { pipeline } = setUp();
    const { run } = await pipeline.run();
    // Reading: an estimate, three pages, the end.
    expect(countByName(seen)).toEqual({
      run: 1,
      changes: 2,
      pass: 1,
      read: 5,
      page: 3,
      plan: 3,
      write: 3,
      commit: 3,
    });
    const tree = new Set(seen.map(({ name, parent }) => `${parent} > ${name}`));
    expect([...tree].toSorted()).toEqual([
      'null > run',
      'page > commit',
      'page > plan',
      'page > write',
      'pass > page',
      'pass > read',
      'run > changes',
      'run > pass',
    ]);
    expect(new Set(seen.map((each) => `${each.pipeline} ${each.run}`))).toEqual(new Set([`shop ${run}`]));
    const sizes = seen.filter(({ name }) => name === 'commit').map(({ records }) => records);
    expect(sizes.toSorted((a = 0, b = 0) => b - a)).toEqual([10, 10, 5]);
    expect(seen.find(({ name }) => name === 'write')).toEqual({
      name: 'write',
      parent: 'page',
      pipeline: 'shop',
      run,
      connector: 'memory-shop',
      entity: 'product',
      records: 10,
    });
  });

  test('hold no results: neither records nor payloads', async () => {
    const seen = listen();
    const { pipeline, made } = setUp();
    await pipeline.run();
    made.records.set('p1', upsert(testProduct('p1', { name: 'Tent' })));
    await pipeline.hint([{ entity: 'product', key: 'p1', kind: 'changed' }]);
    await pipeline.idle();
    expect(seen.find(({ name }) => name === 'fetch')).toMatchObject({ parent: 'changes', records: 1 });
    expect(JSON.stringify(seen)).not.toMatch(/Product p|Tent/);
    await pipeline.close();
  });

  test('tell errors of every kind, without secrets, and the run ends as it would without them', async () => {
    const seen = listen();
    const { destination } = memoryShop({
      // oxlint-disable-next-line require-yield
      async *write() {
        throw new Error('refused for canary-4711');
      },
    });
    const redact = createRedactor(['canary-4711']);
    const { pipeline } = setUp(memoryShop(), { destination: { ...destination, redact } });
    const report = await pipeline.run();
    expect(report.error?.code).toBe('connector.protocol');
    const failed = seen.filter(({ error }) => error !== undefined);
    expect(new Set(failed.map(({ name }) => name))).toEqual(new Set(['write', 'page', 'pass', 'run']));
    for (const { error } of failed) expect(error).toBeInstanceOf(ConnectorError);
    expect(failed.map(({ error }) => String(error)).join()).not.toContain('canary-4711');
  });

  test('change nothing of what a destination gave before it failed', async () => {
    const half = () =>
      memoryShop({
        async *write(operations, own) {
          yield* own(operations.slice(0, 4));
          throw new ConnectorError('connection.failed', 'Cut');
        },
      });
    const without = await setUp(half()).pipeline.run();
    const seen = listen();
    const traced = await setUp(half()).pipeline.run();
    expect(traced.counts).toEqual(without.counts);
    expect(traced.counts).toMatchObject({ created: 12, failed: 13 });
    expect(seen.filter(({ name, error }) => name === 'write' && error !== undefined)).toHaveLength(3);
  });
});
