import { expect, test } from 'vitest';

import type { SourceRecord } from '../connector/index.ts';
import { memoryShop, testProduct, upsert } from './memory-connectors.ts';
import { counted, full, shopMapping, testPipeline } from './test-pipeline.ts';

test('what is set on create only is sent once, and never compared', async () => {
  const shop = memoryShop();
  const note = (value: string) => ({
    ...shopMapping,
    rules: [...shopMapping.rules, { to: 'note', own: 'onCreate', from: { op: 'constant', value } }],
  });
  const { again, records } = testPipeline(shop.destination, { count: 3, mapping: note('at first') });
  await again({}).run();
  expect(shop.products.get('p0')?.note).toBe('at first');
  shop.products.set('p0', { title: 'Product p0', price: '10', stock: '5', note: 'the merchant’s' });
  records[0] = upsert(testProduct('p0', { price: '12' }));
  records.push(upsert(testProduct('new')));
  const later = again({ mapping: note('later') });
  expect(counted(await later.run(full))).toEqual({ read: 4, updated: 1, created: 1, unchanged: 2 });
  expect(shop.products.get('p0')).toMatchObject({ price: '12', note: 'the merchant’s' });
  expect(shop.products.get('new')?.note).toBe('later');
});

test('a rule that is gone from the mapping empties nothing, and one that comes back sends only what is new', async () => {
  const shop = memoryShop();
  const { again } = testPipeline(shop.destination, { count: 3 });
  await again({}).run();
  const fewer = { ...shopMapping, rules: shopMapping.rules.slice(0, 2) };
  expect(counted(await again({ mapping: fewer }).run(full))).toEqual({ read: 3, unchanged: 3 });
  expect(shop.products.get('p1')?.stock).toBe('5');
  expect(counted(await again({}).run(full))).toEqual({ read: 3, unchanged: 3 });
  expect(shop.writes).toHaveLength(3);
});

test('a renamed key is a new record, and the old one is swept', async () => {
  const shop = memoryShop();
  const { pipeline, records } = testPipeline(shop.destination, {
    count: 20,
    source: { capabilities: { deletes: 'swept' } },
  });
  await pipeline.run();
  records[3] = upsert(testProduct('renamed', { name: 'Product p3' }));
  const report = await pipeline.run(full);
  expect(counted(report)).toEqual({ read: 20, created: 1, unchanged: 19 });
  expect(report.passes[0]?.deletes.done).toBe(1);
  expect(shop.products.has('p3')).toBe(false);
});

test('a partial record is not taken for the same as a complete one', async () => {
  const shop = memoryShop();
  const { pipeline, records } = testPipeline(shop.destination, { count: 2 });
  await pipeline.run();
  const [complete] = records;
  records[0] = { ...(complete as SourceRecord<'product'>), coverage: 'partial' } as SourceRecord;
  await pipeline.run(full);
  if (complete !== undefined) records[0] = complete;
  // Whatever was sent in between, the same data needs no further write.
  shop.writes.length = 0;
  await pipeline.run(full);
  expect(shop.writes).toEqual([]);
});

test('a partial record takes away nothing that it does not mention', async () => {
  const shop = memoryShop();
  const [name, price, stock] = shopMapping.rules;
  const mapping = { ...shopMapping, rules: [name, price, { ...stock, onMissing: 'clear' }] };
  const { pipeline, records } = testPipeline(shop.destination, { count: 1, mapping });
  await pipeline.run();
  const { key, attributes } = testProduct('p0', { name: 'Renamed' });
  const renamed = upsert({ key, attributes, variants: [{ key: 'p0-1', attributes: {} }] });
  records[0] = { ...renamed, coverage: 'partial' } as SourceRecord;
  expect(counted(await pipeline.run())).toEqual({ read: 1, updated: 1 });
  expect(shop.products.get('p0')).toEqual({ title: 'Renamed', price: '10', stock: '5' });
  records[0] = renamed;
  await pipeline.run();
  expect(shop.products.get('p0')).toEqual({ title: 'Renamed', price: '10', stock: null });
});

test('a gate that changes its mind is asked again', async () => {
  const shop = memoryShop();
  const gate = (version: string, holds: boolean) => ({
    name: 'moody',
    version,
    check: () => (holds ? [{ code: 'gate.failed', severity: 'error' as const, message: 'not now' }] : []),
  });
  const { again } = testPipeline(shop.destination, { count: 3 });
  expect(counted(await again({ gates: [gate('1', true)] }).run())).toEqual({ read: 3, rejected: 3 });
  expect(counted(await again({ gates: [gate('2', false)] }).run(full))).toEqual({ read: 3, created: 3 });
  expect(counted(await again({ gates: [gate('3', true)] }).run(full))).toEqual({ read: 3, rejected: 3 });
  expect(shop.products.size).toBe(3);
});
