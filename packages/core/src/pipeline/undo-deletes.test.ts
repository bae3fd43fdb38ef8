import { describe, expect, test } from 'vitest';

import { memoryStore } from '../state/index.ts';
import { assigningShop } from './assigning-shop.ts';
import { IdleClock } from './idle-clock.ts';
import { memoryShop } from './memory-connectors.ts';
import { dyingStore, forget, full, openIntents, swept, testPipeline } from './test-pipeline.ts';

describe('undoing', () => {
  test('brings back what was there, field by field', async () => {
    const shop = memoryShop();
    const made = testPipeline(shop.destination, { source: swept });
    await made.pipeline.run();
    shop.products.set('p3', { title: 'By hand', price: '7', note: 'made by the shop' });
    forget(made, 'p3', 'p5');
    const { run } = await made.pipeline.run(full);
    const list = await Array.fromAsync(made.pipeline.undoList());
    expect(list).toMatchObject([
      {
        record: 'p3',
        run,
        reason: 'swept',
        mode: 'delete',
        before: { title: 'By hand', note: 'made by the shop' },
      },
      { record: 'p5', run },
    ]);
    expect(await made.pipeline.undoDeletes({ keys: ['p3'] })).toMatchObject({
      counts: { read: 1, created: 1 },
      lost: [],
    });
    expect(shop.products.get('p3')).toEqual({ title: 'By hand', price: '7', note: 'made by the shop' });
    expect(shop.products.has('p5')).toBe(false);
    expect(await Array.fromAsync(made.pipeline.undoList())).toHaveLength(1);
    expect(await made.pipeline.undoDeletes({ run: 'another' })).toMatchObject({ counts: { read: 0 } });
  });

  test('brings a record that came back and went again back as it was the last time', async () => {
    const shop = memoryShop();
    const made = testPipeline(shop.destination, { source: swept });
    await made.pipeline.run();
    const all = [...made.records];
    for (const price of ['7', '8']) {
      made.records.splice(0, Infinity, ...all);
      // oxlint-disable-next-line no-await-in-loop
      await made.pipeline.run(full);
      shop.products.set('p3', { title: 'By hand', price });
      forget(made, 'p3');
      // oxlint-disable-next-line no-await-in-loop
      await made.pipeline.run(full);
      made.clock.advance(60_000);
    }
    expect(await Array.fromAsync(made.pipeline.undoList())).toHaveLength(2);
    expect((await made.pipeline.undoDeletes()).counts).toMatchObject({ read: 1, created: 1 });
    expect(shop.products.get('p3')).toEqual({ title: 'By hand', price: '8' });
    expect(await Array.fromAsync(made.pipeline.undoList())).toEqual([]);
  });

  test('names what could not be read back', async () => {
    const shop = memoryShop({ capabilities: { readBack: false } });
    const made = testPipeline(shop.destination, { source: swept });
    await made.pipeline.run();
    forget(made, 'p3');
    await made.pipeline.run(full);
    expect(await made.pipeline.undoDeletes()).toMatchObject({ counts: { read: 0 }, lost: ['p3'] });
  });

  test('brings nothing back of which the destination gave what no store can keep', async () => {
    const shop = memoryShop();
    const made = testPipeline(shop.destination, { source: swept });
    await made.pipeline.run();
    shop.products.set('p3', { title: 'By hand', note: new Date(0) as never });
    forget(made, 'p3');
    await made.pipeline.run(full);
    expect(shop.products.has('p3')).toBe(false);
    expect(await made.pipeline.undoDeletes()).toMatchObject({ counts: { read: 0 }, lost: ['p3'] });
  });

  test('that dies between create and commit makes no second product the next time', async () => {
    const clock = new IdleClock();
    const shop = assigningShop({ clock, lag: 30_000 });
    const store = memoryStore({ clock });
    const made = testPipeline(shop.destination, { clock, source: swept, store });
    await made.pipeline.run();
    forget(made, 'p3');
    clock.advance(60_000);
    await made.pipeline.run(full);
    expect(shop.of('p3')).toHaveLength(0);
    const dying = dyingStore(store, ({ links }) => (links?.set?.length ? 'before' : null));
    await expect(made.again({ store: dying }).undoDeletes()).rejects.toThrow('died');
    expect(shop.of('p3')).toHaveLength(1);
    await made.pipeline.undoDeletes();
    expect(shop.of('p3')).toHaveLength(1);
    expect(shop.duplicate()).toBeUndefined();
    expect(await openIntents(store)).toEqual([]);
    expect(await Array.fromAsync(made.pipeline.undoList())).toEqual([]);
  });

  test('of a record that the source gave again meanwhile makes no second product', async () => {
    const clock = new IdleClock();
    const shop = assigningShop({ clock });
    const made = testPipeline(shop.destination, { clock, source: swept });
    await made.pipeline.run();
    const gone = made.records.splice(3, 1);
    await made.pipeline.run(full);
    made.records.push(...gone);
    await made.pipeline.run(full);
    expect(await made.pipeline.undoDeletes()).toMatchObject({ counts: { updated: 1 } });
    expect(shop.of('p3')).toHaveLength(1);
  });

  test('a delete that a platform carries out later is possible as well', async () => {
    const clock = new IdleClock();
    const shop = assigningShop({ clock, jobTime: 10_000 });
    const made = testPipeline(shop.destination, { clock, source: swept });
    await made.pipeline.run();
    forget(made, 'p3');
    const second = await made.pipeline.run(full);
    expect(second.passes[0]?.deletes.done).toBe(1);
    expect(shop.of('p3')).toHaveLength(0);
    expect(await Array.fromAsync(made.pipeline.undoList())).toMatchObject([
      { record: 'p3', reason: 'swept', before: { title: 'Product p3' } },
    ]);
    expect((await made.pipeline.run(full)).passes[0]?.deletes.done).toBe(0);
  });

  test('of a record that the platform is working on right now lists no delete, and stays possible', async () => {
    const clock = new IdleClock();
    const shop = assigningShop({ clock, jobTime: 10_000 });
    const made = testPipeline(shop.destination, { clock, source: swept });
    await made.pipeline.run();
    const gone = made.records.splice(3, 1);
    await made.pipeline.run(full);
    made.records.push(...gone);
    const report = await made.again({ settleTime: 0 }).run(full);
    expect(report.counts).toMatchObject({ accepted: 1 });
    expect(await made.pipeline.undoDeletes()).toMatchObject({ counts: { read: 1, parked: 1 } });
    expect(await Array.fromAsync(made.pipeline.deletes())).toEqual([]);
    expect(await Array.fromAsync(made.pipeline.undoList())).toMatchObject([{ record: 'p3' }]);
  });
});
