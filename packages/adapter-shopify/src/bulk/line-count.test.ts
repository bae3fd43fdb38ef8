import type { PlannedOperation } from '@pim-connector/core';
import { expect, test } from 'vitest';

import { openBulkShop, someProducts } from '../testing/bulk-shop.ts';
import { completeProducts, marketShop, plainlyTranslated } from '../testing/complete-products.ts';
import { lineCount } from './line-count.ts';

async function written(operations: readonly PlannedOperation[]) {
  const shop = openBulkShop({}, { ...marketShop });
  const process = shop.start();
  await process.write(operations);
  await shop.finish(process);
  return shop;
}

const wanted = [
  ['plain', someProducts(1)],
  ['translated, priced and published', plainlyTranslated(1)],
  ['translated in all its parts', completeProducts(1)],
] as const;

test.each(wanted)('a new product that is %s takes the lines that are counted', async (_what, products) => {
  const operations = await openBulkShop({}, { ...marketShop }).planAll(products);
  const shop = await written(operations);
  const lines = shop.operations().reduce((sum, { objectCount }) => sum + objectCount, 0);
  expect(operations.map(lineCount)).toMatchObject([{ lines }]);
});

test('a change takes a line for each part, and another stage for what has to come after', async () => {
  const shop = openBulkShop({}, { ...marketShop });
  const [product] = plainlyTranslated(1);
  if (product === undefined) throw new RangeError('there is one');
  const process = shop.start();
  await process.write(await shop.planAll([product]));
  await shop.finish(process);
  const outcome = shop.outcomes.get('p0');
  const remote = outcome !== undefined && 'remote' in outcome ? (outcome.remote ?? null) : null;
  const count = async (sections: readonly string[]) => {
    const [operation] = await shop.planAll([{ ...product, remote, sections }]);
    return operation === undefined ? null : lineCount(operation);
  };
  expect(await count(['tags'])).toEqual({ lines: 1, stages: 1 });
  expect(await count(['prices', 'metafields'])).toEqual({ lines: 2, stages: 1 });
  expect(await count(['content'])).toEqual({ lines: 2, stages: 2 });
  expect(await count(['content', 'translations', 'marketPrices', 'publication'])).toEqual({
    lines: 5,
    stages: 4,
  });
});
