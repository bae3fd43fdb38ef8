import { describe, expect, test } from 'vitest';

import { ConnectorError } from '../errors/index.ts';
import { memoryStore } from '../state/index.ts';
import { assigningShop } from './assigning-shop.ts';
import { formatPlan } from './format-plan.ts';
import { IdleClock } from './idle-clock.ts';
import { memoryShop, testProduct, upsert } from './memory-connectors.ts';
import type { Plan } from './plan-run.ts';
import { shopMapping, testPipeline } from './test-pipeline.ts';

function setUp(options: Parameters<typeof testPipeline>[1] = {}) {
  const shop = memoryShop();
  return { shop, ...testPipeline(shop.destination, { count: 5, ...options }) };
}

/** As it comes back from wherever it was kept while somebody looked at it. */
function kept(plan: Plan): Plan {
  return JSON.parse(JSON.stringify(plan)) as Plan;
}

describe('a plan', () => {
  test('holds no lease and leaves nothing behind', async () => {
    const { pipeline, store, shop } = setUp();
    const lease = await store.acquire('test', 1_000);
    await pipeline.plan();
    await store.release(lease);
    expect(shop.writes).toEqual([]);
    expect(await store.runs('test', 1)).toEqual([]);
    expect(await store.checkpoint('test', 'product')).toBeNull();
  });

  test('tells what would be refused, what would be deleted and what would wait', async () => {
    const { pipeline, records } = setUp();
    await pipeline.run();
    records[0] = upsert(testProduct('p0', { name: null }));
    records[1] = { op: 'delete', entity: 'product', key: 'p1' };
    const plan = await pipeline.plan();
    expect(plan.counts).toMatchObject({ read: 5, unchanged: 3, rejected: 1, deleted: 1 });
    expect(plan.deletes).toBe(1);
    expect(plan.problems).toMatchObject([{ code: 'value.missing', count: 1, examples: ['p0'] }]);
  });

  test('counts what a sweep would delete', async () => {
    const { pipeline, records } = setUp({ source: { capabilities: { deletes: 'swept' } } });
    await pipeline.run();
    records.splice(0, 2);
    expect((await pipeline.plan()).deletes).toBe(2);
    expect((await pipeline.plan({ keys: ['p3'] })).deletes).toBe(0);
  });

  test('asks the source for what the pipeline wants of it', async () => {
    const asked: unknown[] = [];
    const select = { locales: ['en-US'] };
    const { pipeline } = setUp({
      select,
      source: {
        async *read(request) {
          asked.push(request.select);
          yield { type: 'end', enumeratedAll: true };
        },
      },
    });
    await pipeline.plan();
    await pipeline.reconcile();
    expect(asked).toEqual([select, select]);
  });

  test('reads as text', async () => {
    const { pipeline, records } = setUp();
    await pipeline.run();
    records[1] = upsert(testProduct('p1', { price: '12.50', name: 'A "new" name' }));
    records[2] = upsert(testProduct('p2', { name: 'x'.repeat(50) }));
    records[3] = { op: 'delete', entity: 'product', key: 'p3' };
    records.push(upsert(testProduct('p9')));
    const plan = kept(await pipeline.plan());
    expect(formatPlan(plan).split('\n')).toEqual([
      'Plan of “test” for memory-shop memory-shop, made 2026-01-01T00:00:00.000Z',
      '1 to create, 1 to update, 2 unchanged, 1 refused; about 1 request',
      '',
      '~ update product “p1” (shop-p1): content, prices',
      '    title: "Product p1" → "A \\"new\\" name"',
      '    price: "10" → "12.5"',
      '',
      '+ create product “p9”: content, inventory, prices',
      '    title: "Product p9"',
      '    price: "10"',
      '    stock: "5"',
      '',
      'Gone in the source, deleted by a full run if its fuse lets it: 1',
      '',
      'Refused:',
      '  1 × “title” has 50 characters; at most 40 characters are allowed (p2)',
      `      ${plan.problems[0]?.hint}`,
      '',
    ]);
    const short = formatPlan(await pipeline.plan(), { records: 1, fields: 1 });
    expect(short).toContain('… and more fields: 1');
    expect(short).toContain('… and 1 more\n');
  });
});

describe('applying a plan', () => {
  test('that was kept as JSON does exactly what it says', async () => {
    const { pipeline, shop, records } = setUp();
    await pipeline.run();
    records[1] = upsert(testProduct('p1', { price: '12' }));
    records[2] = upsert(testProduct('p2', { price: '13' }));
    const plan = kept(await pipeline.plan({ keys: ['p1'] }));
    shop.writes.length = 0;
    const told: unknown[] = [];
    pipeline.on('records.written', ({ run, records: written }) => {
      told.push(...written.map(({ key }) => [run, key]));
    });
    const { run, ...report } = await pipeline.apply(plan);
    expect(report).toMatchObject({ pipeline: 'test', counts: { read: 1, updated: 1 } });
    expect(told).toEqual([[run, 'p1']]);
    expect(shop.writes.map(({ key, payload }) => [key, payload])).toEqual([
      ['p1', plan.changes[0]?.operation.payload],
    ]);
    // It counts as written.
    expect((await pipeline.plan()).changes.map(({ operation }) => operation.key)).toEqual(['p2']);
    const audit = await Array.fromAsync(pipeline.audit({ entity: 'product', key: 'p1' }));
    expect(audit.at(-1)).toMatchObject({ actor: 'plan', action: 'updated', sections: ['prices'] });
  });

  test('of nothing does nothing', async () => {
    const { pipeline, shop } = setUp();
    await pipeline.run();
    shop.writes.length = 0;
    expect((await pipeline.apply(kept(await pipeline.plan()))).counts.read).toBe(0);
    expect(shop.writes).toEqual([]);
  });

  test('leaves other changes alone, also of records with the same key', async () => {
    const { pipeline, shop, records } = setUp();
    const plan = kept(await pipeline.plan({ keys: ['p1'] }));
    records[2] = upsert(testProduct('p2', { price: '13' }));
    await pipeline.apply(plan);
    expect([...shop.products.keys()]).toEqual(['p1']);
  });

  const moves: readonly [string, (made: ReturnType<typeof setUp>) => void | Promise<unknown>][] = [
    ['the source', ({ records }) => void (records[1] = upsert(testProduct('p1', { price: '14' })))],
    ['the source, which has it no more', ({ records }) => void records.splice(1, 1)],
    ['the source, back to what is there', ({ records }) => void (records[1] = upsert(testProduct('p1')))],
    [
      'what the destination has',
      ({ shop }) => void shop.products.set('p1', { title: 'By hand', price: '10', stock: '5' }),
    ],
    ['what the destination had, which is gone', ({ shop }) => void shop.products.delete('p1')],
    [
      'the link',
      async ({ store }) => {
        const lease = await store.acquire('other', 1_000);
        const link = { entity: 'product', key: 'p1', remote: { id: 'another' } } as const;
        await store.commit(lease, { links: { account: 'memory-shop', set: [link] } });
      },
    ],
    ['the state, because a run was quicker', ({ pipeline }) => pipeline.run({ mode: 'full' })],
  ];
  test.each(moves)('is refused when it has moved: %s', async (_what, move) => {
    const made = setUp();
    const { pipeline, records, shop } = made;
    await pipeline.run();
    records[1] = upsert(testProduct('p1', { price: '12' }));
    records[3] = upsert(testProduct('p3', { price: '12' }));
    const plan = kept(await pipeline.plan());
    await move(made);
    shop.writes.length = 0;
    await expect(pipeline.apply(plan)).rejects.toMatchObject({
      code: 'plan.stale',
      details: { keys: expect.arrayContaining(['p1']) as unknown },
    });
    expect(shop.writes).toEqual([]);
  });

  test('is refused when somebody has made the record there meanwhile', async () => {
    const { pipeline, shop } = setUp();
    const plan = kept(await pipeline.plan({ keys: ['p1'] }));
    shop.products.set('p1', { title: 'By hand' });
    await expect(pipeline.apply(plan)).rejects.toMatchObject({ code: 'plan.stale' });
  });

  test('is refused with another mapping, and by another pipeline', async () => {
    const { pipeline, again } = setUp();
    const plan = kept(await pipeline.plan());
    const mapping = { ...shopMapping, rules: shopMapping.rules.slice(0, 2) };
    await expect(again({ mapping }).apply(plan)).rejects.toMatchObject({ code: 'plan.stale' });
    await expect(again({ name: 'other' }).apply(plan)).rejects.toMatchObject({ code: 'plan.stale' });
  });

  test('is refused for another shop, which it would fill as well', async () => {
    const { pipeline, again } = setUp();
    const plan = kept(await pipeline.plan());
    expect(formatPlan(plan)).toContain('for memory-shop memory-shop,');
    const live = memoryShop({ account: 'live' });
    await expect(again({ destination: live.destination }).apply(plan)).rejects.toMatchObject({
      code: 'plan.stale',
      message: 'The plan was made for memory-shop memory-shop, not for memory-shop live',
    });
    expect(live.writes).toEqual([]);
  });

  test('tells what was refused, by cause', async () => {
    const issue = { code: 'platform.rejected', severity: 'error', message: 'No', path: 'title' } as const;
    const { destination } = memoryShop({
      async *write(operations) {
        for (const { key } of operations) yield { key, status: 'rejected', issues: [issue] };
      },
    });
    const { pipeline } = testPipeline(destination, { count: 2 });
    expect(await pipeline.apply(await pipeline.plan())).toMatchObject({
      counts: { read: 2, rejected: 2 },
      problems: [{ code: 'platform.rejected', count: 2, examples: ['p0', 'p1'] }],
    });
  });

  test.each([
    ['nothing', null],
    ['text', 'plan'],
    ['a plan without changes', { pipeline: 'test', destination: {} }],
    ['a plan for nobody', { pipeline: 'test', changes: [] }],
    ['changes that are none', { pipeline: 'test', destination: {}, changes: [{ key: 'p0' }] }],
    ['changes without an operation', { pipeline: 'test', destination: {}, changes: [{ operation: null }] }],
  ])('is refused for what is no plan: %s', async (_what, given) => {
    const { pipeline, shop } = setUp();
    await expect(pipeline.apply(given as never)).rejects.toMatchObject({
      code: 'config.invalid',
      hint: expect.stringContaining('plan()') as string,
    });
    expect(shop.writes).toEqual([]);
  });

  test('that stops half way keeps what was written by then', async () => {
    const shop = memoryShop({
      batch: 2,
      async *write(operations, own) {
        if (operations.some(({ key }) => key === 'p2'))
          throw new ConnectorError('auth.failed', 'the password has expired');
        yield* own(operations);
      },
    });
    const { pipeline, store } = testPipeline(shop.destination, { count: 4 });
    const plan = kept(await pipeline.plan());
    await expect(pipeline.apply(plan)).rejects.toMatchObject({ code: 'auth.failed' });
    const keys = ['p0', 'p1', 'p2', 'p3'];
    const written = await store.fingerprints('test', 'product', keys);
    expect([...written.keys()]).toEqual(['p0', 'p1']);
  });

  test('does not overlap a run', async () => {
    const { pipeline, store } = setUp();
    const plan = await pipeline.plan();
    await store.acquire('test', 60_000);
    await expect(pipeline.apply(plan)).rejects.toMatchObject({ code: 'run.overlap' });
  });

  test('keeps receipts where the platform does it later', async () => {
    const clock = new IdleClock();
    const store = memoryStore({ clock });
    const shop = assigningShop({ clock, jobTime: 1_000 });
    const { pipeline } = testPipeline(shop.destination, { clock, store, count: 5 });
    expect((await pipeline.apply(kept(await pipeline.plan()))).counts).toMatchObject({ accepted: 5 });
    clock.advance(2_000);
    expect((await pipeline.run()).status).toBe('complete');
    expect(shop.products).toHaveLength(5);
    expect(shop.writes).toHaveLength(5);
  });
});
