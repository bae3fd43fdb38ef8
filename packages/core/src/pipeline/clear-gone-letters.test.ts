import { describe, expect, test } from 'vitest';

import { ConnectorError } from '../errors/index.ts';
import { memoryShop, memorySource, testProduct, upsert } from './memory-connectors.ts';
import { dyingStore, forget, full, swept, testPipeline } from './test-pipeline.ts';

type Options = NonNullable<Parameters<typeof testPipeline>[1]>;

/** Of twenty products `p2` is refused here, and `p4` by the shop. */
function setUp(options: Options = {}) {
  const shop = memoryShop({
    async *write(operations, own) {
      for (const operation of operations) {
        const { key } = operation;
        const issue = { code: 'platform.rejected', severity: 'error' as const, message: 'no' };
        if (key === 'p4') yield { key, status: 'rejected', issues: [issue] };
        else yield* own([operation]);
      }
    },
  });
  const made = testPipeline(shop.destination, options);
  made.records[2] = upsert(testProduct('p2', { name: null }));
  const letters = async () => (await Array.fromAsync(made.pipeline.deadLetters())).map(({ key }) => key);
  return { ...made, shop, letters };
}

describe.each<[string, Options]>([
  ['sweeps', { source: swept }],
  ['sweeps, and keeps what is gone', { source: swept, deletes: { mode: 'keep' } }],
  ['tells of deletes', {}],
])('when a source that %s has let a record go, its dead letter', (_how, options) => {
  test('goes with the next pass that gives everything, and only that one', async () => {
    const made = setUp(options);
    await made.pipeline.run();
    expect(await made.letters()).toEqual(['p2', 'p4']);
    forget(made, 'p2');
    made.clock.advance(60_000);
    await made.pipeline.run({ mode: 'incremental' });
    expect(await made.letters()).toEqual(['p2', 'p4']);
    await made.pipeline.run(full);
    expect(await made.letters()).toEqual(['p4']);
    forget(made, 'p4');
    made.clock.advance(60_000);
    await made.pipeline.run(full);
    expect(await made.letters()).toEqual([]);
  });

  test('stays after a pass that did not give everything', async () => {
    let all = true;
    const made = setUp({ ...options, source: { ...options.source, enumeratedAll: () => all } });
    await made.pipeline.run();
    forget(made, 'p2');
    made.clock.advance(60_000);
    all = false;
    await made.pipeline.run(full);
    expect(await made.letters()).toEqual(['p2', 'p4']);
  });

  test('stays while a pass is broken off, and goes when it is brought to its end', async () => {
    const made = setUp({ ...options, concurrency: 1 });
    await made.pipeline.run();
    forget(made, 'p2');
    made.clock.advance(60_000);
    const dying = dyingStore(made.store, ({ settled }) => (settled?.index === 0 ? 'after' : null));
    await made.again({ store: dying }).run(full);
    expect(await made.letters()).toEqual(['p2', 'p4']);
    made.clock.advance(60_000);
    await made.pipeline.run(full);
    expect(await made.letters()).toEqual(['p4']);
  });
});

describe('a dead letter stays', () => {
  test('when its record was given and not sent again, with what it says and when it may be sent', async () => {
    const made = setUp();
    await made.pipeline.run();
    const before = (await Array.fromAsync(made.pipeline.deadLetters({ keys: ['p4'] })))[0];
    made.clock.advance(60_000);
    const { run } = await made.pipeline.run(full);
    const [after] = await Array.fromAsync(made.pipeline.deadLetters({ keys: ['p4'] }));
    const at = new Date(made.clock.now()).toISOString();
    expect(after).toEqual({ ...before, seen: { run, at } });
    expect(made.shop.writes.filter(({ key }) => key === 'p4')).toEqual([]);
  });

  test('when the clock was set back since', async () => {
    const made = setUp();
    await made.pipeline.run();
    let back = false;
    const pipeline = made.again({
      source: memorySource(() => {
        // Between the begin of the pass and its first page.
        if (!back) made.clock.advance(-7_200_000);
        back = true;
        return made.records;
      }),
    });
    await pipeline.run(full);
    expect(back).toBe(true);
    expect(await made.letters()).toEqual(['p2', 'p4']);
  });

  test('when a row that cannot be read may be its record', async () => {
    let broken = false;
    const made = setUp();
    const source: Options['source'] = {
      async *read() {
        const row = {
          place: 'line 7',
          issues: [{ code: 'record.unreadable', severity: 'error' as const, message: 'x' }],
        };
        yield { type: 'page', records: made.records, cursor: '1', ...(broken ? { invalid: [row] } : {}) };
        yield { type: 'end', enumeratedAll: true };
      },
    };
    const pipeline = made.again({ source: memorySource(() => made.records, source) });
    await pipeline.run();
    forget(made, 'p2');
    made.clock.advance(60_000);
    broken = true;
    await pipeline.run(full);
    expect(await made.letters()).toEqual(['line 7', 'p2', 'p4']);
    broken = false;
    made.clock.advance(60_000);
    await pipeline.run(full);
    expect(await made.letters()).toEqual(['p4']);
  });

  test('when it is a delete that failed', async () => {
    let fails = true;
    const shop = memoryShop({
      async *write(operations, own) {
        for (const operation of operations) {
          if (operation.action === 'delete' && fails) {
            const error = new ConnectorError('request.rejected', 'still in use');
            yield { key: operation.key, status: 'failed', error };
          } else yield* own([operation]);
        }
      },
    });
    const made = testPipeline(shop.destination);
    await made.pipeline.run();
    made.records[3] = { op: 'delete', entity: 'product', key: 'p3' };
    await made.pipeline.run(full);
    const letters = () => Array.fromAsync(made.pipeline.deadLetters());
    expect(await letters()).toMatchObject([{ key: 'p3', record: { op: 'delete' } }]);
    forget(made, 'p3');
    made.clock.advance(60_000);
    await made.pipeline.run(full);
    expect(await letters()).toMatchObject([{ key: 'p3', record: { op: 'delete' } }]);
    fails = false;
    await made.pipeline.replay();
    await made.pipeline.run();
    expect(shop.products.has('p3')).toBe(false);
    expect(await letters()).toEqual([]);
  });
});
