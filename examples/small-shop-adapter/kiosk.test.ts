import { readFileSync } from 'node:fs';

import { createPipeline, memoryStore } from '@pim-connector/core';
import { destinationConformance, serve, sourceConformance } from '@pim-connector/testkit';
import type { BenchTools, DestinationBench, SourceBench } from '@pim-connector/testkit';
import { describe, expect, onTestFinished, test } from 'vitest';

import { kioskDestination } from './kiosk-destination.ts';
import { kioskSource } from './kiosk-source.ts';
import { createKiosk } from './kiosk.ts';

const key = 'canary-kiosk-key';
const url = 'https://kiosk.example';
const codes = Array.from({ length: 9 }, (_, index) => `tea-${index}`);

function openSource({ around, clock }: BenchTools): SourceBench {
  const kiosk = createKiosk({ key, clock });
  for (const code of codes) kiosk.put({ code, name: `Tea ${code}`, price: 249, stock: 5 });
  return {
    source: kioskSource({ url, key, pageSize: 2, http: { clock, fetch: around(kiosk.handler) } }),
    secrets: [key],
    change: (_entity, code) => kiosk.put({ code, name: 'Another tea', price: 99, stock: 1 }),
    remove: (_entity, code) => {
      kiosk.remove(code);
    },
    add: (_entity, code) => kiosk.put({ code, name: 'Tea', price: 249, stock: 5 }),
    setPrice: (_entity, code, price) =>
      kiosk.put({
        code,
        name: 'Tea',
        price: Number(price.replace('.', '').padEnd(price.indexOf('.') + 2, '0')),
        stock: 5,
      }),
    corrupt: () => kiosk.put({ code: 'tea-5-broken', name: 'Broken', price: 1.5, stock: 1 }),
  };
}

function openDestination({ around, clock }: BenchTools): DestinationBench {
  const kiosk = createKiosk({ key, clock });
  const record = (code: string, name: string, price: string | null, stock: number) => ({
    key: code,
    data: { name, price, stock },
  });
  return {
    destination: kioskDestination({ url, key, http: { clock, fetch: around(kiosk.handler) } }),
    secrets: [key],
    sampleFor: (_entity, code) => record(code, 'Tea', '2.49', 5),
    samples: () => codes.map((code) => record(code, `Tea ${code}`, '2.49', 5)),
    changed: (_entity, sample) => record(sample.key, 'Another tea', null, 6).data,
    refused: () => record('gold', 'Tea of gold', '10000.01', 1),
    state: () => kiosk.articles(),
    count: (_entity, code) => kiosk.articles().filter((article) => article.code === code).length,
  };
}

describe('the source for the kiosk', () => {
  const { capabilities } = kioskSource({ url, key });
  const cases = sourceConformance({ capabilities, open: openSource, fetches: false });
  test.each(cases)('$id: $title', async ({ run }) => {
    await expect(run()).resolves.toBeUndefined();
  });
});

describe('the destination for the kiosk', () => {
  const { capabilities } = kioskDestination({ url, key });
  const cases = destinationConformance({ capabilities, open: openDestination });
  test.each(cases)('$id: $title', async ({ run }) => {
    await expect(run()).resolves.toBeUndefined();
  });
});

test('one kiosk is kept in step with another, over HTTP', async () => {
  const [from, to] = [createKiosk({ key }), createKiosk({ key: 'another' })];
  for (const code of codes) from.put({ code, name: `Tea ${code}`, price: 249, stock: 5 });
  const [source, destination] = await Promise.all([serve(from.handler), serve(to.handler)]);
  onTestFinished(async () => {
    await Promise.all([source.close(), destination.close()]);
  });
  const pipeline = createPipeline({
    name: 'kiosks',
    source: kioskSource({ url: source.url, key }),
    destination: kioskDestination({ url: destination.url, key: 'another' }),
    store: memoryStore(),
  });
  expect((await pipeline.run()).counts).toMatchObject({ read: 9, created: 9 });
  expect(to.articles()).toEqual(from.articles());

  from.put({ code: 'tea-1', name: 'Tea tea-1', price: null, stock: 5 });
  from.remove('tea-2');
  const report = await pipeline.run();
  expect([report.status, report.mode, report.passes[0]?.sections]).toEqual([
    'complete',
    'incremental',
    { prices: 1 },
  ]);
  expect(to.articles()).toEqual(from.articles());
});

test('the adapter has 150 lines at most, imports and comments included', () => {
  const files = ['kiosk-client.ts', 'kiosk-source.ts', 'kiosk-destination.ts'];
  const lines = files.flatMap((file) => readFileSync(new URL(file, import.meta.url), 'utf8').split('\n'));
  expect(lines.filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(150);
});
