import { assert, asyncProperty, integer, record, uniqueArray } from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { ReadEvent, ReadRequest } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import { memoryStore } from '../state/index.ts';
import type { StateStore } from '../state/index.ts';
import { assigningShop } from './assigning-shop.ts';
import { gatheringShop } from './gathering-shop.ts';
import { IdleClock } from './idle-clock.ts';
import { testProduct, upsert } from './memory-connectors.ts';
import { counted, testPipeline, testRecords } from './test-pipeline.ts';

const day = 86_400_000;

/** Pages of ten products that take a while each; told of each before it comes. */
function slowly(
  clock: IdleClock,
  { pages, every, onPage }: { pages: number; every: number; onPage?: (page: number) => void },
) {
  return async function* read(_request: ReadRequest): AsyncGenerator<ReadEvent> {
    const records = testRecords(pages * 10);
    for (let page = 0; page < pages; page += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await clock.sleep(every);
      onPage?.(page);
      yield { type: 'page', records: records.slice(page * 10, page * 10 + 10), cursor: String(page + 1) };
    }
    yield { type: 'end', bookmark: 'later', enumeratedAll: true };
  };
}

/** A store that counts what is read of receipts. */
function countingReceipts(store: StateStore) {
  const counts = { reads: 0, entries: 0 };
  const counting: StateStore = {
    ...store,
    async *entries(pipeline, kind, filter) {
      if (kind === 'receipt') counts.reads += 1;
      for await (const page of store.entries(pipeline, kind, filter)) {
        if (kind === 'receipt') counts.entries += page.length;
        yield page;
      }
    },
  };
  return { counts, store: counting };
}

describe('while pages are read', () => {
  test('jobs that are full begin, and what they end with is settled', async () => {
    const clock = new IdleClock();
    const begun = clock.now();
    const { shop, jobs, questions } = gatheringShop({ clock, size: 25, jobTime: 15_000 });
    const seen: { started: number; products: number }[] = [];
    const onPage = () =>
      seen.push({
        started: jobs.filter(({ startedAt }) => startedAt !== null).length,
        products: shop.products.length,
      });
    const read = slowly(clock, { pages: 12, every: 10_000, onPage });
    const { pipeline } = testPipeline(shop.destination, { clock, source: { read }, settleTime: day });
    const report = await pipeline.run();
    expect(report.status).toBe('complete');
    expect(counted(report)).toEqual({ read: 120, created: 120 });
    expect(seen.at(-1)?.started).toBeGreaterThanOrEqual(3);
    expect(seen.at(-1)?.products).toBeGreaterThanOrEqual(50);
    // A job waits for more as long as there may be more: only the last one was not full.
    expect(jobs.map(({ lines }) => lines.size)).toEqual([25, 25, 25, 25, 20]);
    // … and it begins as soon as nothing more comes.
    expect((jobs.at(-1)?.startedAt ?? Infinity) - begun).toBeLessThan(125_000);
    expect(questions.filter(({ request }) => request.more === false)).not.toEqual([]);
    expect(shop.duplicate()).toBeUndefined();
    expect(shop.writes).toHaveLength(120);
  });

  test('each is asked about once, however many came at the end, so that jobs that wait for that begin', async () => {
    const clock = new IdleClock();
    const { shop, jobs } = gatheringShop({ clock, size: 900, jobTime: 15_000, atOnce: true });
    // All in one moment: nothing is asked about before the last one has come.
    const { pipeline } = testPipeline(shop.destination, { clock, count: 2_000, settleTime: day });
    const report = await pipeline.run();
    expect(counted(report)).toEqual({ read: 2_000, created: 2_000 });
    expect(jobs.map(({ lines }) => lines.size)).toEqual([900, 900, 200]);
    expect(shop.duplicate()).toBeUndefined();
  });

  test('asking that is behind comes first, so that little is held that has to be asked about', async () => {
    const clock = new IdleClock();
    const spans: { begun: number; ended: number }[] = [];
    let reading = true;
    const shop = assigningShop({
      clock,
      jobTime: 3_600_000,
      async *settle(receipts, own) {
        const begun = clock.now();
        await clock.sleep(5_000);
        if (reading) spans.push({ begun, ended: clock.now() });
        yield* own(receipts);
      },
    });
    async function* read(_request: ReadRequest): AsyncGenerator<ReadEvent> {
      const records = testRecords(8_000);
      for (let page = 0; page < 80; page += 1) {
        // oxlint-disable-next-line no-await-in-loop
        await clock.sleep(1_000);
        yield { type: 'page', records: records.slice(page * 100, page * 100 + 100), cursor: String(page) };
      }
      reading = false;
      yield { type: 'end', bookmark: 'later', enumeratedAll: true };
    }
    const { pipeline } = testPipeline(shop.destination, { clock, source: { read }, settleTime: 0 });
    expect(counted(await pipeline.run())).toEqual({ read: 8_000, accepted: 8_000 });
    // After the first question there is a pause as long as that; later too much has come for any.
    const pauses = spans.slice(1).map(({ begun }, index) => begun - (spans[index]?.ended ?? 0));
    expect(pauses[0]).toBe(5_000);
    // With such pauses there is time for eight.
    expect(spans.length).toBeGreaterThan(9);
  });

  test('nobody is asked more often than the platform wants', async () => {
    const clock = new IdleClock();
    const asked = new Map<string, number[]>();
    const shop = assigningShop({
      clock,
      jobTime: 400_000,
      async *settle(receipts, own) {
        for await (const settlement of own(receipts)) {
          const { key } = settlement;
          asked.set(key, [...(asked.get(key) ?? []), clock.now()]);
          yield settlement.status === 'pending' ? { ...settlement, checkAfter: 60_000 } : settlement;
        }
      },
    });
    const read = slowly(clock, { pages: 100, every: 1_000 });
    const { pipeline } = testPipeline(shop.destination, { clock, source: { read } });
    expect((await pipeline.run()).status).toBe('complete');
    const first = asked.get('p0') ?? [];
    // Once when it has been accepted for some seconds, and then with the others every minute, until it is done.
    expect(first.length).toBeGreaterThan(1);
    expect(first.length).toBeLessThan(14);
  });

  test('a record that a page is working with is left for later, and its newer state is what is written', async () => {
    const clock = new IdleClock();
    let broken = true;
    const shop = assigningShop({
      clock,
      jobTime: 1_000,
      async *settle(receipts, own) {
        for await (const settlement of own(receipts)) {
          if (settlement.key !== 'p3' || settlement.status !== 'settled' || !broken) yield settlement;
          else {
            broken = false;
            shop.products.splice(
              shop.products.findIndex(({ key }) => key === 'p3'),
              1,
            );
            const error = new ConnectorError('platform.unavailable', 'the job was lost');
            yield { key: 'p3', status: 'settled', outcome: { key: 'p3', status: 'failed', error } };
          }
        }
      },
    });
    const newer = upsert(testProduct('p3', { price: '12' }));
    const store = memoryStore({ clock });
    let isSlow = false;
    const slow: StateStore = {
      ...store,
      // The page with the newer state knows that there is a receipt, and takes its time until it says so.
      async commit(lease, delta) {
        if (isSlow && delta.settled !== undefined) {
          isSlow = false;
          await clock.sleep(60_000);
        }
        await store.commit(lease, delta);
      },
    };
    async function* read(): AsyncGenerator<ReadEvent> {
      yield { type: 'page', records: testRecords(5), cursor: '1' };
      await clock.sleep(100);
      isSlow = true;
      yield { type: 'page', records: [newer], cursor: '2' };
      for (let page = 3; page < 9; page += 1) {
        // oxlint-disable-next-line no-await-in-loop
        await clock.sleep(10_000);
        yield {
          type: 'page',
          records: [upsert(testProduct(`other ${page}`))],
          cursor: String(page),
        };
      }
      yield { type: 'end', bookmark: 'later', enumeratedAll: true };
    }
    const { pipeline } = testPipeline(shop.destination, { clock, store: slow, source: { read } });
    const report = await pipeline.run();
    expect(shop.of('p3')).toMatchObject([{ data: { price: '12' } }]);
    expect(report.status).toBe('complete');
  });

  test('a destination that does everything at once is never asked, and no receipt is looked for', async () => {
    const clock = new IdleClock();
    const { store, counts } = countingReceipts(memoryStore({ clock }));
    const { destination } = assigningShop({ clock });
    const { pipeline } = testPipeline(destination, { clock, store, count: 100 });
    expect((await pipeline.run()).status).toBe('complete');
    expect(counts.reads).toBe(0);
  });

  test('reading stops when asking does', async () => {
    const clock = new IdleClock();
    const shop = assigningShop({
      clock,
      jobTime: 1_000,
      // oxlint-disable-next-line require-yield
      async *settle() {
        throw new ConnectorError('auth.failed', 'revoked');
      },
    });
    let read = 0;
    const pages = slowly(clock, { pages: 50, every: 1_000, onPage: (page) => (read = page) });
    const { pipeline } = testPipeline(shop.destination, { clock, source: { read: pages } });
    const report = await pipeline.run();
    expect(report.error).toMatchObject({ code: 'auth.failed', operation: 'settle' });
    expect(read).toBeLessThan(20);
  });
});

describe('receipts of one job', () => {
  async function accepted(count: number) {
    const clock = new IdleClock();
    const { store, counts } = countingReceipts(memoryStore({ clock }));
    const made = gatheringShop({ clock, size: count, jobTime: day });
    const { pipeline } = testPipeline(made.shop.destination, {
      clock,
      store,
      count,
      settleTime: 0,
      source: { pageSize: 500 },
    });
    expect(counted(await pipeline.run())).toEqual({ read: count, accepted: count });
    return { ...made, clock, counts, pipeline };
  }

  test('are asked about by one of them, and all when that one has an outcome', async () => {
    const { clock, counts, pipeline, questions, jobs } = await accepted(700);
    expect(jobs).toHaveLength(1);
    questions.length = 0;
    counts.reads = counts.entries = 0;
    clock.advance(day / 2);
    expect((await pipeline.run()).status).toBe('partial');
    // What is there is found out by reading it once, and asked about once, each time that a run looks at all.
    expect(questions.every(({ keys }) => keys.length <= 500)).toBe(true);
    const rounds = questions.length;
    expect(rounds).toBeLessThan(8);
    questions.length = 0;
    clock.advance(day);
    const last = await pipeline.run();
    expect(last.status).toBe('complete');
    expect(questions.flatMap(({ keys }) => keys)).toHaveLength(700);
  });

  test('whose job was lost go into one job again, however many pages of them there are', async () => {
    const clock = new IdleClock();
    const { shop, jobs } = gatheringShop({ clock, size: 1_000, jobTime: 10_000, lost: 1 });
    const options = { clock, count: 700, settleTime: day, source: { pageSize: 500 } };
    const { pipeline } = testPipeline(shop.destination, options);
    expect((await pipeline.run()).status).toBe('complete');
    expect(jobs.map(({ lines }) => lines.size)).toEqual([700, 700]);
    expect(shop.products).toHaveLength(700);
  });

  test('cost one read of one receipt for each further question', async () => {
    const clock = new IdleClock();
    const { store, counts } = countingReceipts(memoryStore({ clock }));
    const asked: number[] = [];
    const shop = assigningShop({
      clock,
      jobTime: 300_000,
      async *write(operations, own) {
        for await (const outcome of own(operations)) {
          if (outcome.status === 'accepted')
            yield { ...outcome, receipt: { ...outcome.receipt, job: 'the one' } };
        }
      },
      async *settle(receipts, own) {
        asked.push(receipts.length);
        yield* own(receipts);
      },
    });
    const { pipeline } = testPipeline(shop.destination, {
      clock,
      store,
      count: 1_000,
      source: { pageSize: 500 },
    });
    expect((await pipeline.run()).status).toBe('complete');
    const single = asked.filter((length) => length === 1).length;
    expect(single).toBeGreaterThan(10);
    // Together with others each is asked about twice at most: when it was accepted, and at the end. It is read once more
    // when all are looked at. Whether a question comes between two pages depends on how busy the machine is.
    expect(asked.filter((length) => length > 1).reduce((sum, length) => sum + length, 0)).toBeLessThan(2_000);
    expect(counts.entries - single).toBeLessThan(3_000);
  });
});

test('a question that failed is asked anew of everything', async () => {
  const clock = new IdleClock();
  const made = gatheringShop({ clock, size: 1_000, jobTime: 10_000 });
  const { destination } = made.shop;
  let calls = 0;
  const { pipeline } = testPipeline(
    {
      ...destination,
      settle(receipts, context, request) {
        calls += 1;
        // The receipts have their places in the store, and the shop does not get to know that.
        if (calls === 3) throw new ConnectorError('platform.unavailable', 'maintenance');
        return destination.settle?.(receipts, context, request) ?? (async function* none() {})();
      },
    },
    { clock, count: 20 },
  );
  const report = await pipeline.run();
  expect(calls).toBeGreaterThan(3);
  expect(report.status).toBe('complete');
  expect(made.jobs).toHaveLength(1);
});

test('however pages, jobs and questions fall together, each record is counted once and made once', async () => {
  await assert(
    asyncProperty(
      record({
        size: integer({ min: 1, max: 40 }),
        jobTime: integer({ min: 0, max: 100_000 }),
        every: integer({ min: 0, max: 20_000 }),
        pages: integer({ min: 1, max: 12 }),
        concurrency: integer({ min: 1, max: 4 }),
        failing: uniqueArray(integer({ min: 1, max: 12 }), { maxLength: 4 }),
      }),
      async ({ size, jobTime, every, pages, concurrency, failing }) => {
        const clock = new IdleClock();
        const { shop } = gatheringShop({ clock, size, jobTime });
        const { destination } = shop;
        let calls = 0;
        const { pipeline } = testPipeline(
          {
            ...destination,
            settle(receipts, context, request) {
              calls += 1;
              if (failing.includes(calls)) throw new ConnectorError('platform.unavailable', 'maintenance');
              return destination.settle?.(receipts, context, request) ?? (async function* none() {})();
            },
          },
          { clock, concurrency, source: { read: slowly(clock, { pages, every }) }, settleTime: day },
        );
        const report = await pipeline.run();
        expect(report.error).toBeNull();
        expect(counted(report)).toEqual({ read: pages * 10, created: pages * 10 });
        expect(shop.products).toHaveLength(pages * 10);
        expect(shop.writes).toHaveLength(pages * 10);
      },
    ),
    { numRuns: 25 },
  );
});
