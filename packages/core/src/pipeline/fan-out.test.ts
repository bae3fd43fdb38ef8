import { describe, expect, test, vi } from 'vitest';

import type { ReadEvent, ReadRequest, Source, SourceRecord } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import { memoryStore } from '../state/index.ts';
import type { StateStore } from '../state/index.ts';
import { createPipeline } from './create-pipeline.ts';
import { createFanOut } from './fan-out.ts';
import type { FanOutOptions } from './fan-out.ts';
import { hintingSource, titleMapping } from './hinting-source.ts';
import { IdleClock } from './idle-clock.ts';
import { memoryShop, memorySource, testProduct, upsert } from './memory-connectors.ts';
import type { MemoryShop } from './memory-connectors.ts';

/** A source that counts its reads, the pages it gave, and how often it was told to stop. */
function countingSource(pages: number, options: { cursors?: boolean; fail?: () => Error | null } = {}) {
  const { cursors = true, fail = () => null } = options;
  const reads: ReadRequest[] = [];
  let given = 0;
  let closed = 0;
  let passes = 0;
  const records = Array.from({ length: pages * 10 }, (_unused, index) =>
    upsert(testProduct(`p${String(index).padStart(4, '0')}`)),
  );
  async function* read(request: ReadRequest): AsyncGenerator<ReadEvent> {
    reads.push(request);
    passes += 1;
    const pass = passes;
    try {
      yield { type: 'estimate', total: records.length };
      for (let page = Number(request.cursor ?? 0); page < pages; page += 1) {
        // oxlint-disable-next-line no-await-in-loop
        await new Promise((resolve) => setImmediate(resolve));
        const error = fail();
        if (error !== null) throw error;
        given += 1;
        const some: readonly SourceRecord[] = records.slice(page * 10, page * 10 + 10);
        yield { type: 'page', records: some, ...(cursors ? { cursor: String(page + 1) } : {}) };
      }
      yield { type: 'end', bookmark: `pass ${pass}`, enumeratedAll: true };
    } finally {
      closed += 1;
    }
  }
  const source: Source = memorySource(() => records, { read });
  return { source, reads, records, given: () => given, closed: () => closed };
}

function setUp(source: Source, shops: readonly MemoryShop[], options: FanOutOptions = {}) {
  const store = memoryStore();
  const pipelines = shops.map(({ destination }, index) =>
    createPipeline({
      name: `shop-${index}`,
      source,
      destination,
      mapping: titleMapping,
      store,
      concurrency: 1,
      retry: { attempts: 1 },
      random: () => 0,
    }),
  );
  return { store, pipelines, fanOut: createFanOut(pipelines, options) };
}

/** A shop that takes its first page and then does nothing until it is let go. */
function slowShop() {
  let letGo: () => void = () => undefined;
  const free = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const shop = memoryShop({
    async *write(operations, own) {
      await free;
      yield* own(operations);
    },
  });
  return { shop, letGo: () => letGo() };
}

function brokenShop(): MemoryShop {
  return memoryShop({
    // oxlint-disable-next-line require-yield
    async *write() {
      throw new ConnectorError('auth.failed', 'Wrong token');
    },
  });
}

function only<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`there is no ${index}`);
  return item;
}

async function bookmarks(store: StateStore): Promise<unknown[]> {
  const found = await Promise.all([0, 1, 2].map((index) => store.checkpoint(`shop-${index}`, 'product')));
  return found.map((checkpoint) => checkpoint?.bookmark ?? null);
}

describe('a fan-out', () => {
  test('reads the source once for three destinations', async () => {
    const counting = countingSource(12);
    const shops = [memoryShop(), memoryShop(), memoryShop()];
    const { fanOut, store } = setUp(counting.source, shops);
    const results = await fanOut.run();
    expect(results.map(({ pipeline, report }) => [pipeline, report?.status, report?.counts.created])).toEqual(
      [
        ['shop-0', 'complete', 120],
        ['shop-1', 'complete', 120],
        ['shop-2', 'complete', 120],
      ],
    );
    expect([counting.reads.length, counting.given(), counting.closed()]).toEqual([1, 12, 1]);
    expect(await bookmarks(store)).toEqual(['pass 1', 'pass 1', 'pass 1']);
    await fanOut.run();
    expect(counting.reads).toHaveLength(2);
    expect(counting.reads[1]).toMatchObject({ mode: 'incremental', bookmark: 'pass 1' });
  });

  test('goes on for the others when one is broken from the start, which goes on by itself the next time', async () => {
    const counting = countingSource(12);
    const shops = [memoryShop(), brokenShop(), memoryShop()];
    const { fanOut, store, pipelines } = setUp(counting.source, shops);
    const results = await fanOut.run();
    expect(results.map(({ report }) => [report?.status, report?.error?.code])).toEqual([
      ['complete', undefined],
      ['failed', 'auth.failed'],
      ['complete', undefined],
    ]);
    expect([counting.reads.length, counting.given()]).toEqual([1, 12]);
    expect(shops[2]?.products.size).toBe(120);

    // Repaired: it resumes its full pass on its own, the others share their incremental one.
    const repaired = createPipeline({ ...only(pipelines, 1).options, destination: memoryShop().destination });
    const again = createFanOut([only(pipelines, 0), repaired, only(pipelines, 2)]);
    expect((await again.run()).map(({ report }) => report?.status)).toEqual([
      'complete',
      'complete',
      'complete',
    ]);
    expect(counting.reads.slice(1).map(({ mode }) => mode)).toEqual(['incremental', 'full']);
    // From then on all of them share again, at the latest after the one that was behind has read once more.
    await again.run();
    await again.run();
    const before = counting.reads.length;
    await again.run();
    expect(counting.reads).toHaveLength(before + 1);
    expect(new Set(await bookmarks(store)).size).toBe(1);
  });

  test('lets a slow one fall behind and read on its own, and holds nobody back', async () => {
    const counting = countingSource(30);
    const slow = slowShop();
    const shops = [memoryShop(), slow.shop, memoryShop()];
    const { fanOut, pipelines } = setUp(counting.source, shops, { window: 4 });
    const ended: string[] = [];
    for (const pipeline of pipelines) {
      pipeline.on('run.ended', () => {
        ended.push(pipeline.name);
        if (ended.length === 2) slow.letGo();
      });
    }
    const results = await fanOut.run();
    expect(results.map(({ report }) => report?.counts.created)).toEqual([300, 300, 300]);
    expect(ended.at(-1)).toBe('shop-1');
    expect(counting.reads).toHaveLength(2);
    expect(Number(counting.reads[1]?.cursor)).toBeGreaterThan(0);
    await vi.waitFor(() => expect(counting.closed()).toBe(2), 60_000);
  });

  test('of a source without cursors lets who fell behind begin anew, and loses nothing', async () => {
    const counting = countingSource(20, { cursors: false });
    const slow = slowShop();
    const shops = [memoryShop(), slow.shop];
    const { fanOut, pipelines } = setUp(counting.source, shops, { window: 3 });
    pipelines[0]?.on('run.ended', slow.letGo);
    const results = await fanOut.run();
    expect(results.map(({ report }) => report?.status)).toEqual(['complete', 'complete']);
    expect(shops.map(({ products }) => products.size)).toEqual([200, 200]);
    expect(counting.reads).toHaveLength(2);
    expect(shops[1]?.writes).toHaveLength(200);
  });

  test('that loses the source tells everybody, and asks it once', async () => {
    let page = 0;
    const counting = countingSource(12, {
      fail: () => {
        page += 1;
        return page === 5 ? new ConnectorError('platform.unavailable', 'Down') : null;
      },
    });
    const shops = [memoryShop(), memoryShop(), memoryShop()];
    const { fanOut } = setUp(counting.source, shops);
    const results = await fanOut.run();
    expect(results.map(({ report }) => report?.error?.code)).toEqual(Array(3).fill('platform.unavailable'));
    expect(shops.map(({ products }) => products.size)).toEqual([40, 40, 40]);
    expect(counting.reads).toHaveLength(1);
    // All were at the same place, so they resume together.
    const again = await fanOut.run();
    expect(again.map(({ report }) => report?.status)).toEqual(Array(3).fill('complete'));
    expect(counting.reads.map(({ cursor }) => cursor)).toEqual([undefined, '4']);
    expect(counting.given()).toBe(12);
  });

  test('that is stopped stops reading, and resumes', async () => {
    const counting = countingSource(30);
    const { fanOut, pipelines } = setUp(counting.source, [memoryShop(), memoryShop()]);
    const stop = new AbortController();
    pipelines[0]?.on('page.settled', ({ index }) => {
      if (index === 3) stop.abort();
    });
    const results = await fanOut.run({ signal: stop.signal });
    expect(results.map(({ report }) => report?.status)).toEqual(['stopped', 'stopped']);
    await vi.waitFor(() => expect(counting.closed()).toBe(1), 60_000);
    const rest = await fanOut.run();
    expect(rest.map(({ report }) => [report?.status, report?.passes[0]?.resumed])).toEqual([
      ['complete', true],
      ['complete', true],
    ]);
  });

  test('in which one cannot begin runs the others', async () => {
    const counting = countingSource(3);
    const { fanOut, store } = setUp(counting.source, [memoryShop(), memoryShop()]);
    await store.acquire('shop-0', 60_000);
    const results = await fanOut.run();
    expect(results.map(({ report, error }) => [report?.status, error?.code])).toEqual([
      [undefined, 'run.overlap'],
      ['complete', undefined],
    ]);
  });

  test('is of pipelines with one source object and names of their own', () => {
    const { source } = countingSource(1);
    const { pipelines } = setUp(source, [memoryShop(), memoryShop()]);
    const other = setUp(countingSource(1).source, [memoryShop()]).pipelines;
    expect(() => createFanOut([...pipelines, ...other])).toThrow('the same source object');
    expect(() => createFanOut([])).toThrow('the same source object');
    expect(() => createFanOut([only(pipelines, 0), only(pipelines, 0)])).toThrow('the same name');
    expect(() => createFanOut(pipelines, { window: 0 })).toThrow('window');
  });
});

test.each(['by the run itself', 'while the run waits'])(
  'an older page that is shared does not undo what was read anew because of a hint, %s',
  async (when) => {
    const clock = new IdleClock();
    const store = memoryStore({ clock });
    const hinting = hintingSource([upsert(testProduct('p1', { name: 'old' }))]);
    const shops = [memoryShop(), memoryShop()];
    const pipelines = shops.map(({ destination }, index) =>
      createPipeline({
        name: `shop-${index}`,
        source: hinting.source,
        destination: { ...destination, account: `shop-${index}` },
        mapping: titleMapping,
        store,
        clock,
      }),
    );
    const [, hinted] = pipelines;
    const fanOut = createFanOut(pipelines);
    await fanOut.run();
    const asked = Promise.withResolvers<void>();
    // It changes after its page was read, and before it is read by its key.
    hinting.onFetch = async () => {
      asked.resolve();
      await clock.sleep(1_000);
      hinting.records.set('p1', upsert(testProduct('p1', { name: 'new' })));
    };
    const change = { entity: 'product', key: 'p1', kind: 'changed' } as const;
    if (when === 'by the run itself') {
      const at = new Date(clock.now()).toISOString();
      await store.append('shop-1', 'change', [{ ...change, at }]);
    } else {
      await hinted?.hint([change]);
      await asked.promise;
    }
    await fanOut.run({ mode: 'full' });
    expect(shops[1]?.products.get('p1')?.title).toBe('new');
    await Promise.all(pipelines.map((pipeline) => pipeline.close()));
  },
);
