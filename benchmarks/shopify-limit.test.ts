import { expect, test } from 'vitest';

import { costOf, openShop, productWriter } from './shopify-shop.ts';

test('changed products take hardly longer than the plan allows, and none is throttled', async () => {
  const shop = openShop();
  const { writeAll } = productWriter(shop);
  await writeAll(400, 'First', ['content', 'variants', 'prices']);
  // The bucket fills up again.
  await shop.clock.advance(60_000);
  shop.simulator.resetCalls();
  const begun = shop.clock.now();
  await writeAll(400, 'Changed', ['content']);
  const { throttled, ideal, calls } = costOf(shop);
  expect({ throttled, calls }).toEqual({ throttled: 0, calls: 400 });
  expect((shop.clock.now() - begun) / 1000 / ideal).toBeLessThan(1.1);
});
