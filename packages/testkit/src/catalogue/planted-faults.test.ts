import { entitySchemas } from '@pim-connector/core';
import { expect, test } from 'vitest';

import { faultNames } from './fault-name.ts';
import { generateCatalogue } from './generate-catalogue.ts';

const good = generateCatalogue({ seed: 'planted', products: 100 });
const faulty = generateCatalogue({ seed: 'planted', products: 100, faults: faultNames });

test('there is one product for each, at places that are known', () => {
  expect(faulty.faults.map(({ fault }) => fault)).toEqual(faultNames);
  const places = faulty.faults.map(({ index }) => index);
  expect(new Set(places).size).toBe(faultNames.length);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  for (const { key, index } of faulty.faults) expect(good.recordsAt('product', index)[0]?.key).toBe(key);
});

test('all other records are as they are without', async () => {
  const places = new Set(faulty.faults.map(({ index }) => index));
  for (let index = 0; index < 100; index += 1) {
    const same =
      JSON.stringify(good.recordsAt('product', index)) === JSON.stringify(faulty.recordsAt('product', index));
    expect(same).toBe(!places.has(index));
    for (const entity of ['asset', 'price', 'inventory'] as const) {
      expect(faulty.recordsAt(entity, index)).toEqual(good.recordsAt(entity, index));
    }
  }
});

test.each(faulty.faults)(
  '$fault is refused by the model if it says so, and only then',
  ({ index, expected }) => {
    const [record] = faulty.recordsAt('product', index);
    const result = entitySchemas.product.safeParse(record?.data);
    expect(result.success).toBe(expected.stage !== 'validate');
    if (expected.stage !== 'validate') return;
    const paths = result.error?.issues.map(({ path }) => path.join('.'));
    expect(paths).toContain(expected.path);
  },
);

test('names the variants whose prices and stock cannot be written either', () => {
  for (const { index, variants } of faulty.faults) {
    expect(variants).toEqual(good.recordsAt('price', index).map(({ key }) => key));
  }
});

test('the same fault can be planted more than once', () => {
  const { faults } = generateCatalogue({ products: 3, faults: ['wrongGtin', 'wrongGtin', 'wrongGtin'] });
  expect(faults.map(({ index }) => index)).toEqual([0, 1, 2]);
});
