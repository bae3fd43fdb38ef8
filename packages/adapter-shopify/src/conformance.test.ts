import { destinationConformance } from '@pim-connector/testkit';
import { describe, expect, test } from 'vitest';

import { destinationCapabilities } from './destination-capabilities.ts';
import { openShopifyBench } from './testing/shopify-bench.ts';

describe('destination', () => {
  for (const { id, title, run } of destinationConformance({
    capabilities: destinationCapabilities,
    open: openShopifyBench,
  })) {
    test(`${id}: ${title}`, async () => {
      await expect(run()).resolves.toBeUndefined();
    });
  }
});
