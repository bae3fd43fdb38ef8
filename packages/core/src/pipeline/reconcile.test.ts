import { describe, expect, test } from 'vitest';

import { ConnectorError } from '../errors/index.ts';
import { memoryStore } from '../state/index.ts';
import { assigningShop } from './assigning-shop.ts';
import { IdleClock } from './idle-clock.ts';
import { memoryShop, testProduct, upsert } from './memory-connectors.ts';
import { shopMapping, testPipeline } from './test-pipeline.ts';

describe('reconciling', () => {
  test('finds field by field what somebody changed, and what is gone', async () => {
    const shop = memoryShop();
    const { pipeline } = testPipeline(shop.destination);
    await pipeline.run();
    shop.products.set('p3', { title: 'By hand', price: '10', stock: '5', note: 'a note of the shop' });
    shop.products.delete('p5');
    const report = await pipeline.reconcile();
    expect(report).toMatchObject({ compared: 20, skipped: 0, failed: 0, drifted: 2, repairs: { read: 0 } });
    expect(report.drifts).toEqual([
      {
        entity: 'product',
        key: 'p3',
        kind: 'changed',
        differences: [{ path: 'title', before: 'By hand', after: 'Product p3' }],
      },
      {
        entity: 'product',
        key: 'p5',
        kind: 'missing',
        differences: ['title', 'price', 'stock'].map((path) => expect.objectContaining({ path }) as unknown),
      },
    ]);
    expect(shop.writes).toHaveLength(20);
  });

  test('repairs on request, and exactly what differs', async () => {
    const shop = memoryShop();
    const { pipeline, clock } = testPipeline(shop.destination);
    await pipeline.run();
    shop.products.set('p3', { title: 'Product p3', price: '99', stock: '5', note: 'stays' });
    shop.products.delete('p5');
    clock.advance(1_000);
    const sections: unknown[] = [];
    pipeline.on('records.written', ({ records }) => sections.push(...records));
    expect(await pipeline.reconcile({ repair: true })).toMatchObject({
      drifted: 2,
      repairs: { read: 2, updated: 1, created: 1 },
    });
    expect(sections[0]).toEqual({ key: 'p3', action: 'updated', sections: ['prices'] });
    expect(shop.products.get('p3')).toEqual({ title: 'Product p3', price: '10', stock: '5', note: 'stays' });
    expect(await pipeline.reconcile()).toMatchObject({ drifted: 0 });
    expect(await Array.fromAsync(pipeline.audit({ entity: 'product', key: 'p3' }))).toMatchObject([
      { actor: 'pipeline' },
      { actor: 'reconcile', sections: ['prices'] },
    ]);
  });

  test('looks at a sample, always the same one, or at some keys', async () => {
    const shop = memoryShop();
    const { pipeline } = testPipeline(shop.destination, { count: 400 });
    await pipeline.run();
    for (const key of shop.products.keys()) shop.products.set(key, { title: 'By hand' });
    const first = await pipeline.reconcile({ sample: 0.25 });
    expect(first.compared).toBeGreaterThan(60);
    expect(first.compared).toBeLessThan(140);
    const second = await pipeline.reconcile({ sample: 0.25 });
    expect(second.drifts).toEqual(first.drifts);
    expect((await pipeline.reconcile({ keys: ['p1', 'p2'] })).drifts.map(({ key }) => key)).toEqual([
      'p1',
      'p2',
    ]);
    expect(await pipeline.reconcile({ maximum: 3 })).toMatchObject({ drifted: 400, drifts: { length: 3 } });
  });

  test('finds changes that were missed', async () => {
    const shop = memoryShop();
    const { pipeline, records } = testPipeline(shop.destination);
    await pipeline.run();
    records[3] = upsert(testProduct('p3', { price: '12' }));
    expect(await pipeline.reconcile({ repair: true })).toMatchObject({ drifted: 1, repairs: { updated: 1 } });
    expect(shop.products.get('p3')?.price).toBe('12');
  });

  test('leaves alone what is set on create only, and what was never written', async () => {
    const shop = memoryShop();
    const mapping = {
      ...shopMapping,
      rules: [
        ...shopMapping.rules,
        { to: 'note', own: 'onCreate', from: { op: 'constant', value: 'at first' } },
      ],
    };
    const { pipeline, records } = testPipeline(shop.destination, { mapping });
    await pipeline.run();
    shop.products.set('p3', { title: 'Product p3', price: '10', stock: '5', note: 'the merchant’s' });
    records.push(upsert(testProduct('new')));
    expect(await pipeline.reconcile({ repair: true })).toMatchObject({
      compared: 20,
      skipped: 1,
      drifted: 0,
    });
    expect(shop.products.get('p3')?.note).toBe('the merchant’s');
  });

  test('says how much it could not ask about, instead of taking it for missing', async () => {
    let broken = false;
    const clock = new IdleClock();
    const shop = assigningShop({
      clock,
      onLookup: () => {
        if (broken) throw new ConnectorError('platform.unavailable', 'search is down');
      },
    });
    const { pipeline } = testPipeline(shop.destination, { clock, store: memoryStore({ clock }) });
    await pipeline.run();
    broken = true;
    expect(await pipeline.reconcile({ repair: true })).toMatchObject({ compared: 0, failed: 20, drifted: 0 });
    expect(shop.products).toHaveLength(20);
  });

  test('names entities that cannot be read back', async () => {
    const shop = memoryShop({ capabilities: { readBack: false } });
    const { pipeline } = testPipeline(shop.destination);
    await pipeline.run();
    expect(await pipeline.reconcile()).toMatchObject({ unreadable: ['product'], compared: 0 });
  });
});
