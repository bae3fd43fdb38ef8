import { createPipeline, memoryStore } from '@pim-connector/core';
import type { Attribute, Attributes, Product, SourceRecord } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { openShop } from './testing/open-shop.ts';
import { recordSource } from './testing/record-source.ts';

type Values = Attributes[string];

const text = (data: string): Values => ({ type: 'text', values: [{ locale: 'en', scope: null, data }] });
const option = (data: string): Values => ({ type: 'option', values: [{ locale: null, scope: null, data }] });

/** An attribute with options s and l. */
const axis = (key: string, label: string, options: readonly string[] = ['S', 'L']): Attribute => ({
  key,
  type: 'option',
  labels: { en: label },
  localizable: false,
  scopable: false,
  options: ['s', 'l'].map((code, index) => ({ code, labels: { en: options[index] ?? code } })),
});

/** A product of which two variants differ by attributes. */
function product(axes: readonly Attribute[], attributes: Attributes = {}): Product {
  const codes = axes.map(({ key }) => key);
  return {
    key: 'p',
    attributes: { name: text('Product'), ...attributes },
    variesBy: codes,
    variants: ['s', 'l'].map((value) => ({
      key: value,
      attributes: Object.fromEntries(codes.map((code) => [code, option(value)])),
    })),
  };
}

/** What becomes of a product without a mapping: what the shop has then, and what is wrong. */
async function firstSync(data: Product, attributes: readonly Attribute[]) {
  const shop = openShop();
  const record = { op: 'upsert', entity: 'product', key: data.key, data, coverage: 'complete' } as const;
  const pipeline = createPipeline({
    name: 'first-sync',
    source: recordSource({ records: [record as SourceRecord], description: { attributes: [...attributes] } }),
    destination: shop.destination,
    entities: ['product'],
    store: memoryStore(),
    clock: shop.clock,
  });
  await pipeline.run();
  const [made] = shop.state.products.values();
  const letters = await Array.fromAsync(pipeline.deadLetters());
  return {
    vendor: made?.vendor,
    options: made?.options.map(({ name, values }) => [name, ...values.map((value) => value.name)]) ?? [],
    issues: letters.flatMap(({ issues }) => issues.map(({ code, message }) => `${code} ${message}`)),
    drifted: made === undefined ? 0 : (await pipeline.reconcile()).drifted,
  };
}

describe('without a mapping', () => {
  test.each([
    ['as they are', axis('size', 'Size'), ['Size', 'S', 'L']],
    ['without what Shopify writes between values', axis('size', 'Size / Fit'), ['Size/Fit', 'S', 'L']],
    ['without blanks around them', axis('size', ' Size ', [' S ', 'Extra  L']), ['Size', 'S', 'Extra L']],
    ['as long as they may be', axis('size', 'x'.repeat(300)), ['x'.repeat(255), 'S', 'L']],
    ['in any script', axis('尺寸', '尺寸', ['小', '大']), ['尺寸', '小', '大']],
  ])('options are called %s', async (_what, attribute, [name = '', ...values]) => {
    const { options, issues, drifted } = await firstSync(product([attribute]), [attribute]);
    expect(issues).toEqual([]);
    expect(options).toEqual(
      [[name, ...values.toSorted()]].map((each) => expect.arrayContaining(each) as unknown),
    );
    expect(drifted).toBe(0);
  });

  test('a brand is as long as it may be', async () => {
    const size = axis('size', 'Size');
    const brand: Attribute = { ...size, key: 'brand', type: 'text', localizable: true };
    const data = product([size], { brand: text('b'.repeat(300)) });
    const { vendor, issues } = await firstSync(data, [size, brand]);
    expect([vendor, issues]).toEqual(['b'.repeat(255), []]);
  });

  test.each([
    [
      'two that are called the same',
      [axis('size', 'Size'), axis('fit', 'Size')],
      'Two options have the same name',
    ],
    [
      'values that are called the same',
      [axis('size', 'Size', ['One', 'One'])],
      'have the same option values (One)',
    ],
    ['four', ['a', 'b', 'c', 'd'].map((key) => axis(key, key)), 'at most 3 entries'],
  ])('what Shopify cannot have as options is told: %s', async (_what, axes, said) => {
    const { options, issues } = await firstSync(product(axes), axes);
    expect(options).toEqual([]);
    expect(issues.join()).toContain(said);
  });
});
