import { describe, expect, test } from 'vitest';

import { memoryShop, testProduct, upsert } from './memory-connectors.ts';
import type { Hooks } from './pipeline-options.ts';
import { counted, testPipeline } from './test-pipeline.ts';

function setUp(hooks: Hooks) {
  const shop = memoryShop();
  return { shop, ...testPipeline(shop.destination, { hooks }) };
}

describe('a hook that is asked before writing', () => {
  test('sees exactly what would be sent, and refuses what it likes', async () => {
    const seen: unknown[] = [];
    const { pipeline, shop } = setUp({
      beforeWrite: async ({ operations, entity, pipeline: name }) => {
        seen.push(...operations.map(({ payload }) => payload));
        expect([name, entity]).toEqual(['test', 'product']);
        return operations.some(({ key }) => key === 'p3') ? [{ key: 'p3', reason: 'not on a Friday' }] : [];
      },
    });
    expect(counted(await pipeline.run())).toEqual({ read: 20, created: 19, rejected: 1 });
    expect(seen).toHaveLength(20);
    expect(shop.products.has('p3')).toBe(false);
    expect(await Array.fromAsync(pipeline.deadLetters())).toMatchObject([
      { key: 'p3', stage: 'gate', issues: [{ code: 'gate.failed', message: 'not on a Friday' }] },
    ]);
  });

  test('that refuses a record leaves no doubt about what the destination has of it', async () => {
    let refuses = false;
    const { pipeline, shop, records } = setUp({
      beforeWrite: async ({ operations }) =>
        refuses ? operations.map(({ key }) => ({ key, reason: 'not on a Friday' })) : [],
    });
    await pipeline.run();
    records[3] = upsert(testProduct('p3', { price: '12' }));
    refuses = true;
    expect(counted(await pipeline.run({ mode: 'full' }))).toEqual({ read: 20, unchanged: 19, rejected: 1 });
    records[3] = upsert(testProduct('p3'));
    refuses = false;
    expect(counted(await pipeline.run({ mode: 'full' }))).toEqual({ read: 20, unchanged: 20 });
    expect(shop.writes).toHaveLength(20);
  });

  test('is not asked when there is nothing to write', async () => {
    let asked = 0;
    const { pipeline } = setUp({ beforeWrite: async () => ((asked += 1), []) });
    await pipeline.run();
    const before = asked;
    await pipeline.run({ mode: 'full' });
    expect(asked).toBe(before);
  });

  test.each<[string, Hooks['beforeWrite'], RegExp]>([
    ['throws', async () => Promise.reject(new Error('oops')), /oops/],
    [
      'throws at once',
      () => {
        throw new Error('oops at once');
      },
      /oops at once/,
    ],
    ['gives nothing', (async () => undefined) as never, /undefined/],
    ['never returns', () => new Promise(() => undefined), /did not return within 30000 ms/],
  ])('ends the run with nothing written if it %s', async (_what, beforeWrite, message) => {
    const { pipeline, shop } = setUp(beforeWrite === undefined ? {} : { beforeWrite });
    const report = await pipeline.run();
    expect(report.status).toBe('failed');
    expect(report.error).toMatchObject({ code: 'hook.failed', operation: 'beforeWrite' });
    expect(report.error?.message).toMatch(message);
    expect(shop.writes).toEqual([]);
    expect(await Array.fromAsync(pipeline.deadLetters())).toEqual([]);
  });

  test('holds no run up that is to stop', async () => {
    const stop = new AbortController();
    const { pipeline, clock } = setUp({
      beforeWrite: () => {
        stop.abort();
        return new Promise(() => undefined);
      },
    });
    const before = clock.now();
    expect((await pipeline.run({ signal: stop.signal })).error?.code).toBe('run.aborted');
    expect(clock.now()).toBe(before);
  });
});

test('a gate that throws holds its record back, and no other', async () => {
  const shop = memoryShop();
  const { pipeline } = testPipeline(shop.destination, {
    gates: [
      {
        name: 'brittle',
        version: '1',
        check: ({ record }) => {
          if (record.key === 'p3') throw new TypeError('cannot read that');
          return [];
        },
      },
    ],
  });
  expect(counted(await pipeline.run())).toEqual({ read: 20, created: 19, rejected: 1 });
  expect(await Array.fromAsync(pipeline.deadLetters())).toMatchObject([
    { key: 'p3', stage: 'gate', issues: [{ message: 'The gate “brittle” failed: cannot read that' }] },
  ]);
});

test('listeners that throw, hang or reject change nothing', async () => {
  const shop = memoryShop();
  const { pipeline } = testPipeline(shop.destination);
  const failures: string[] = [];
  pipeline.on('listener.failed', ({ event }) => failures.push(event));
  pipeline.on('page.settled', () => {
    throw new Error('oops');
  });
  pipeline.on('records.written', async () => Promise.reject(new Error('later')));
  pipeline.on('run.ended', () => new Promise(() => undefined));
  pipeline.on('run.progress', () => {
    throw new Error('oops');
  });
  expect(await pipeline.run()).toMatchObject({ status: 'complete', counts: { created: 20 } });
  expect(new Set(failures)).toEqual(new Set(['page.settled', 'records.written', 'run.progress']));
});
