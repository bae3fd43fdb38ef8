import { describe, expect, test } from 'vitest';

import { VirtualClock } from '../connector/index.ts';
import { memoryStore } from '../state/index.ts';
import { createPipeline } from './create-pipeline.ts';
import { hintingSource } from './hinting-source.ts';
import { memoryShop, testMapping, testProduct, upsert } from './memory-connectors.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { sentFields } from './sent-fields.ts';

const rules = [
  { to: 'title', required: true, from: { op: 'attribute', code: 'name' } },
  { to: 'price', from: { op: 'field', path: 'variants.0.prices.0.amount' } },
];

function setUp(options: Partial<PipelineOptions> = {}) {
  const clock = new VirtualClock(Date.parse('2026-10-05T10:00:00Z'));
  const made = hintingSource(['shirt', 'shirt red'].map((key) => upsert(testProduct(key))));
  const pipeline = createPipeline({
    name: 'shop',
    source: made.source,
    destination: memoryShop().destination,
    mapping: { ...testMapping, rules },
    store: memoryStore({ clock }),
    clock,
    ...options,
  });
  return { clock, made, pipeline };
}

describe('the audit log', () => {
  test('says of each written field who wrote it, and when', async () => {
    const { clock, made, pipeline } = setUp();
    const first = await pipeline.run({ actor: 'Ann' });
    await clock.advance(60_000);
    made.records.set('shirt', upsert(testProduct('shirt', { price: '12' })));
    await pipeline.hint([{ entity: 'product', key: 'shirt', kind: 'changed' }]);
    await pipeline.idle();
    await clock.advance(60_000);
    made.records.set('shirt', { op: 'delete', entity: 'product', key: 'shirt' });
    await pipeline.run({ mode: 'full' });
    const entries = await Array.fromAsync(pipeline.audit({ entity: 'product', key: 'shirt' }));
    expect(
      entries.map(({ at, actor, action, fields, sections }) => [
        at.slice(11, 16),
        actor,
        action,
        fields,
        sections,
      ]),
    ).toEqual([
      ['10:00', 'Ann', 'created', ['title', 'price'], ['prices', 'content']],
      ['10:01', 'webhook', 'updated', ['title', 'price'], ['prices']],
      ['10:02', 'pipeline', 'deleted', [], []],
    ]);
    expect(entries[0]?.run).toBe(first.run);
    expect(await Array.fromAsync(pipeline.audit())).toHaveLength(4);
    await pipeline.close();
  });

  test('is kept as long as the user wants, beside the last runs', async () => {
    const { clock, pipeline } = setUp({ auditTime: 3_600_000 });
    await pipeline.run();
    await clock.advance(3_600_000);
    await pipeline.run();
    expect(await Array.fromAsync(pipeline.audit())).toHaveLength(2);
    await clock.advance(1);
    await pipeline.run();
    expect(await Array.fromAsync(pipeline.audit())).toEqual([]);
    expect((await pipeline.runs()).length).toBe(2);
  });

  test('is not written if the user wants none; the last runs are still known', async () => {
    const { pipeline, clock } = setUp({ auditTime: 0 });
    await pipeline.run();
    await clock.advance(1_000);
    await pipeline.run();
    expect(await Array.fromAsync(pipeline.audit())).toEqual([]);
    expect(await pipeline.runs()).toHaveLength(2);
  });
});

test('the fields of a payload are its paths; of very many the rest is counted', () => {
  expect(sentFields({ title: 'x', seo: { title: null }, variants: [{ sku: 'a' }, { tags: [] }] })).toEqual({
    fields: ['title', 'seo.title', 'variants.0.sku', 'variants.1.tags'],
    more: 0,
  });
  const { fields, more } = sentFields(Array.from({ length: 1_500 }, (_unused, index) => index));
  expect([fields.length, fields.at(-1), more]).toEqual([1_000, '999', 500]);
});
