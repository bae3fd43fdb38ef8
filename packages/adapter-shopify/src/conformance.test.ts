import { destinationConformance } from '@pim-connector/testkit';
import { describe, test } from 'vitest';

import { destinationCapabilities } from './destination-capabilities.ts';
import { openShopifyBench } from './testing/shopify-bench.ts';

describe('destination', () => {
  for (const { id, title, run } of destinationConformance({
    capabilities: destinationCapabilities,
    open: openShopifyBench,
  })) {
    test(`${id}: ${title}`, run);
  }
});
