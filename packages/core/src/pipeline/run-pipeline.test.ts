import { describe, expect, test } from 'vitest';

import { ConnectorError } from '../errors/index.ts';
import type { RunReport } from '../events/index.ts';
import { hashValue } from '../model/index.ts';
import { memoryStore } from '../state/index.ts';
import { createPipeline } from './create-pipeline.ts';
import { memoryShop, memorySource, testMapping, testProduct, upsert } from './memory-connectors.ts';
import type { MemoryShop } from './memory-connectors.ts';
import type { PipelineOptions } from './pipeline-options.ts';

const rules = [
  { to: 'title', required: true, from: { op: 'attribute', code: 'name' } },
  { to: 'price', from: { op: 'field', path: 'variants.0.prices.0.amount' } },
  { to: 'stock', from: { op: 'field', path: 'variants.0.inventory.0.quantity' } },
];
const mapping = { ...testMapping, rules };

function setUp(options: Partial<PipelineOptions> = {}, shop: MemoryShop = memoryShop(), count = 35) {
  const records = Array.from({ length: count }, (_unused, index) => upsert(testProduct(`p${index}`)));
  const store = memoryStore();
  const pipeline = createPipeline({
    name: 'test',
    source: memorySource(() => records),
    destination: shop.destination,
    mapping,
    store,
    random: () => 0,
    ...options,
  });
  return { records, shop, store, pipeline };
}

function counted({ counts }: RunReport) {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

describe('a run', () => {
  test('brings everything over, and a second one sends nothing', async () => {
    const { pipeline, shop } = setUp();
    const first = await pipeline.run();
    expect(first.status).toBe('complete');
    expect(counted(first)).toEqual({ read: 35, created: 35 });
    expect(shop.products.get('p7')).toEqual({ title: 'Product p7', price: '10', stock: '5' });
    const second = await pipeline.run({ mode: 'full' });
    expect(counted(second)).toEqual({ read: 35, unchanged: 35 });
    expect(shop.writes).toHaveLength(35);
  });

  test('sends exactly the sections that changed', async () => {
    const { pipeline, shop, records } = setUp();
    await pipeline.run();
    records[1] = upsert(testProduct('p1', { name: 'New name' }));
    records[2] = upsert(testProduct('p2', { price: '11' }));
    records[3] = upsert(testProduct('p3', { stock: '0' }));
    const written: unknown[] = [];
    pipeline.on('records.written', ({ records: list }) => written.push(...list));
    const report = await pipeline.run({ mode: 'full' });
    expect(counted(report)).toEqual({ read: 35, updated: 3, unchanged: 32 });
    expect(written).toEqual([
      { key: 'p1', action: 'updated', sections: ['content'] },
      { key: 'p2', action: 'updated', sections: ['prices'] },
      { key: 'p3', action: 'updated', sections: ['inventory'] },
    ]);
    expect(report.passes[0]?.sections).toEqual({ content: 1, prices: 1, inventory: 1 });
    expect(shop.writes).toHaveLength(38);
  });

  test('a new spelling of the same number sends nothing', async () => {
    const { pipeline, records } = setUp();
    await pipeline.run();
    records[0] = upsert(testProduct('p0', { price: '10.000' }));
    expect(counted(await pipeline.run({ mode: 'full' }))).toEqual({ read: 35, unchanged: 35 });
  });

  test('a changed mapping sends only the records that it really changes', async () => {
    const { pipeline, shop, store, records } = setUp();
    await pipeline.run();
    const changed = createPipeline({
      name: 'test',
      source: memorySource(() => records),
      destination: shop.destination,
      store,
      mapping: {
        ...mapping,
        rules: [
          ...rules,
          {
            to: 'note',
            from: {
              op: 'when',
              test: { op: 'equals', of: { op: 'field', path: 'key' }, to: 'p3' },
              then: { op: 'constant', value: 'third' },
            },
          },
        ],
      },
    });
    expect(counted(await changed.run({ mode: 'full' }))).toEqual({ read: 35, updated: 1, unchanged: 34 });
  });

  test('refuses bad records with the rule and the attribute, keeps them as dead letters, and lets them go when they are good', async () => {
    const { pipeline, records } = setUp();
    records[4] = upsert(testProduct('p4', { name: null }));
    records[5] = upsert(testProduct('p5', { name: 'x'.repeat(50) }));
    records[6] = upsert(testProduct('p6', { price: 'a lot' }));
    const report = await pipeline.run();
    expect(report.status).toBe('partial');
    expect(counted(report)).toEqual({ read: 35, created: 32, rejected: 3 });
    const letters = await Array.fromAsync(pipeline.deadLetters());
    expect(letters.map(({ key, stage, issues }) => [key, stage, issues[0]?.code, issues[0]?.rule])).toEqual([
      ['p4', 'map', 'value.missing', 'title'],
      ['p5', 'map', 'value.too_long', 'title'],
      ['p6', 'validate', 'value.invalid', undefined],
    ]);
    expect(letters[1]?.issues[0]).toMatchObject({
      attribute: 'name',
      message: '“title” has 50 characters; at most 40 characters are allowed',
    });
    expect(report.passes[0]?.problems).toHaveLength(3);

    records[4] = upsert(testProduct('p4'));
    records[5] = upsert(testProduct('p5'));
    await pipeline.run({ mode: 'full' });
    expect(
      (await Array.fromAsync(pipeline.deadLetters())).map(({ key, attempts }) => [key, attempts]),
    ).toEqual([['p6', 2]]);
  });

  test('deletes what the source reports as deleted, once', async () => {
    const { pipeline, shop, records } = setUp();
    await pipeline.run();
    records[0] = { op: 'delete', entity: 'product', key: 'p0' };
    expect(counted(await pipeline.run({ mode: 'full' }))).toEqual({ read: 35, deleted: 1, unchanged: 34 });
    expect(shop.products.has('p0')).toBe(false);
    expect(counted(await pipeline.run({ mode: 'full' }))).toEqual({ read: 35, skipped: 1, unchanged: 34 });
  });

  test('takes the later of two records with one key', async () => {
    const { pipeline, shop, records } = setUp();
    records[9] = upsert(testProduct('p3', { name: 'later, same page' }));
    records[19] = upsert(testProduct('p15', { name: 'later, same page' }));
    records[33] = upsert(testProduct('p1', { name: 'later page' }));
    const report = await pipeline.run();
    expect(counted(report)).toEqual({ read: 35, created: 32, updated: 1, skipped: 2 });
    expect(shop.products.get('p3')?.title).toBe('later, same page');
    expect(shop.products.get('p1')?.title).toBe('later page');
  });

  test('does not overlap another one', async () => {
    const { pipeline, store } = setUp();
    const lease = await store.acquire('test', 60_000);
    await expect(pipeline.run()).rejects.toMatchObject({ code: 'run.overlap' });
    await store.release(lease);
    expect((await pipeline.run()).status).toBe('complete');
  });

  test('stops on its signal, commits what was written, and goes on from there', async () => {
    const stop = new AbortController();
    const { pipeline, shop } = setUp({ concurrency: 1 });
    pipeline.on('page.settled', ({ index }) => {
      if (index === 1) stop.abort();
    });
    const first = await pipeline.run({ signal: stop.signal });
    expect(first.status).toBe('stopped');
    expect(first.error?.code).toBe('run.aborted');
    expect(counted(first)).toEqual({ read: 20, created: 20 });
    const second = await pipeline.run();
    expect(second.passes[0]).toMatchObject({ resumed: true, ended: true });
    expect(counted(second)).toEqual({ read: 15, created: 15 });
    expect(shop.writes).toHaveLength(35);
  });

  test('a listener that throws is reported and disturbs nothing', async () => {
    const { pipeline } = setUp();
    const failures: unknown[] = [];
    pipeline.on('listener.failed', (failure) => failures.push(failure));
    pipeline.on('run.started', () => {
      throw new Error('oops');
    });
    pipeline.on('run.ended', async () => {
      throw new Error('later');
    });
    expect((await pipeline.run()).status).toBe('complete');
    await Promise.resolve();
    expect(failures).toEqual([
      { event: 'run.started', message: 'oops' },
      { event: 'run.ended', message: 'later' },
    ]);
  });
});

describe('a destination that fails', () => {
  test('for a passing reason is asked again, and the record gets through', async () => {
    let failures = 0;
    const shop = memoryShop({
      async *write(operations, own) {
        for (const operation of operations) {
          if (failures === 0 && operation.key === 'p3') {
            failures += 1;
            yield { key: 'p3', status: 'failed', error: new ConnectorError('platform.unavailable', 'busy') };
          } else yield* own([operation]);
        }
      },
    });
    const { pipeline } = setUp({ retry: { minimumDelay: 1 } }, shop);
    const retried: unknown[] = [];
    pipeline.on('records.retried', ({ keys, attempts }) => retried.push([keys, attempts]));
    expect(counted(await pipeline.run())).toEqual({ read: 35, created: 35 });
    expect(retried).toEqual([[['p3'], 1]]);
  });

  test('for good leaves dead letters with the error and the number of attempts', async () => {
    const shop = memoryShop({
      async *write(operations, own) {
        for (const operation of operations) {
          if (operation.key === 'p3') {
            yield { key: 'p3', status: 'failed', error: new ConnectorError('platform.unavailable', 'busy') };
          } else yield* own([operation]);
        }
      },
    });
    const { pipeline } = setUp({ retry: { minimumDelay: 1, attempts: 3 } }, shop);
    const report = await pipeline.run();
    expect(report.status).toBe('partial');
    expect(counted(report)).toEqual({ read: 35, created: 34, failed: 1 });
    const [letter] = await Array.fromAsync(pipeline.deadLetters({ status: 'failed' }));
    expect(letter).toMatchObject({
      key: 'p3',
      stage: 'write',
      attempts: 3,
      error: { code: 'platform.unavailable' },
    });
  });

  test('with wrong credentials ends the run at once; nothing becomes a dead letter', async () => {
    const shop = memoryShop({
      async *write() {
        throw new ConnectorError('auth.failed', 'the token was revoked');
      },
    });
    const { pipeline } = setUp({}, shop);
    const report = await pipeline.run();
    expect(report.status).toBe('failed');
    expect(report.error).toMatchObject({ code: 'auth.failed', connector: 'memory-shop' });
    expect(await Array.fromAsync(pipeline.deadLetters())).toEqual([]);
  });

  test.each([
    ['too few outcomes', (keys: string[]) => keys.slice(1), 9, /no outcome for 1 of 10/],
    ['none at all', () => [], 0, /no outcome for 10 of 10/],
    ['an outcome twice', (keys: string[]) => [...keys, 'p0'], 10, /two outcomes for “p0”/],
    [
      'an outcome of a stranger',
      (keys: string[]) => [...keys, 'stranger'],
      10,
      /“stranger”, which was not in the batch/,
    ],
  ])('by giving %s is told so; what it did is kept', async (_what, answer, kept, message) => {
    const shop = memoryShop({
      async *write(operations) {
        const keys = operations.map(({ key }) => key);
        for (const answered of answer(keys)) yield { key: answered, status: 'created' };
      },
    });
    const { pipeline, store, records } = setUp({ concurrency: 1 }, shop);
    const report = await pipeline.run();
    expect(report.status).toBe('failed');
    expect(report.error?.code).toBe('connector.protocol');
    expect(report.error?.message).toMatch(message);
    const links = await store.links(
      'memory-shop',
      'product',
      records.map(({ key }) => key),
    );
    expect(links.size).toBe(kept);
  });

  test('by planning another number of operations is told so before anything is written', async () => {
    const shop = memoryShop({ plan: (operations) => operations.slice(1) });
    const { pipeline } = setUp({}, shop);
    const report = await pipeline.run();
    expect(report.error?.message).toMatch(/planned 9 operations for 10 records/);
    expect(shop.writes).toEqual([]);
  });
});

describe('a source that breaks its word', () => {
  const page = (cursor: string) => ({
    type: 'page' as const,
    records: [upsert(testProduct(`at-${cursor}`))],
    cursor,
  });
  const sourceOf = (events: () => AsyncIterable<never>) => memorySource(() => [], { read: events });

  test('by ending early fails the run, moves no bookmark, and is resumed', async () => {
    let complete = false;
    const source = memorySource(() => [], {
      async *read({ cursor }) {
        if (cursor === undefined) yield page('a');
        if (!complete) return;
        yield page('b');
        yield { type: 'end', bookmark: 'x', enumeratedAll: true };
      },
    });
    const { pipeline, store } = setUp({ source });
    const report = await pipeline.run();
    expect(report.status).toBe('failed');
    expect(report.error?.code).toBe('source.incomplete');
    expect(counted(report)).toEqual({ read: 1, created: 1 });
    expect(await store.checkpoint('test', 'product')).toMatchObject({
      bookmark: null,
      pass: { cursor: 'a', pages: 1 },
    });
    complete = true;
    expect(counted(await pipeline.run())).toEqual({ read: 1, created: 1 });
    expect(await store.checkpoint('test', 'product')).toMatchObject({ bookmark: 'x', pass: null });
  });

  test('by repeating a cursor is stopped', async () => {
    const source = sourceOf(async function* () {
      yield page('a') as never;
      yield page('b') as never;
      yield page('a') as never;
    });
    const { pipeline } = setUp({ source });
    expect((await pipeline.run()).error).toMatchObject({
      code: 'connector.protocol',
      message: expect.stringContaining('“a” twice'),
    });
  });

  test('by throwing fails the run with what it threw', async () => {
    const source = sourceOf(async function* () {
      yield page('a') as never;
      throw new Error('disk on fire');
    });
    const { pipeline } = setUp({ source });
    expect((await pipeline.run()).error).toMatchObject({
      code: 'source.incomplete',
      message: 'disk on fire',
      connector: 'memory',
    });
  });

  test('by giving records of another entity, or without a key', async () => {
    const source = sourceOf(async function* () {
      yield {
        type: 'page',
        records: [{ ...upsert(testProduct('x')), key: '' }, upsert(testProduct('y'))],
      } as never;
      yield { type: 'page', records: [{ ...upsert(testProduct('z')), entity: 'asset' }] } as never;
    });
    const { pipeline } = setUp({ source });
    const report = await pipeline.run();
    expect(counted(report)).toEqual({ read: 2, created: 1, rejected: 1 });
    expect(report.error?.message).toMatch(/record of the entity “asset”/);
  });
});

test('a plan shows what would be done and changes nothing', async () => {
  const { pipeline, shop, records, store } = setUp();
  const empty = await pipeline.plan();
  expect(empty.counts).toMatchObject({ read: 35, created: 35 });
  expect(empty.changes).toHaveLength(35);
  expect(empty.calls).toBe(1);
  expect(shop.writes).toEqual([]);
  expect(await store.checkpoint('test', 'product')).toBeNull();

  await pipeline.run();
  records[2] = upsert(testProduct('p2', { price: '12.5' }));
  const plan = await pipeline.plan();
  expect(plan.counts).toMatchObject({ read: 35, updated: 1, unchanged: 34 });
  expect(plan.changes).toEqual([
    {
      operation: expect.objectContaining({ key: 'p2', action: 'update', sections: ['prices'] }) as unknown,
      differences: [{ path: 'price', before: '10', after: '12.5' }],
      remote: { id: 'shop-p2' },
      live: hashValue({ title: 'Product p2', price: '10', stock: '5' }),
    },
  ]);
  expect((await pipeline.plan({ maximum: 0 })).omitted).toBe(1);
  expect((await pipeline.plan({ keys: ['p1'] })).counts).toMatchObject({ read: 1, unchanged: 1 });
});

test('progress counts, estimates and ends at the total', async () => {
  const { pipeline } = setUp();
  const seen: { read: number; total: number | null }[] = [];
  pipeline.on('run.progress', ({ counts, total }) => seen.push({ read: counts.read, total }));
  await pipeline.run();
  expect(seen.at(0)).toEqual({ read: 0, total: 35 });
  expect(seen.at(-1)).toEqual({ read: 35, total: 35 });
});
