import { destinationConformance } from '@pim-connector/testkit';
import { describe, expect, test } from 'vitest';

import { destinationCapabilities } from './destination-capabilities.ts';
import { openShopifyBench } from './testing/shopify-bench.ts';

describe.each(['direct', 'bulk'] as const)('destination, lane %s', (lane) => {
  const cases = destinationConformance({
    capabilities: destinationCapabilities({ lane }),
    open: (tools) => openShopifyBench(tools, lane),
  });
  // Only products have two lanes.
  const those = lane === 'direct' ? cases : cases.filter((each) => each.id.endsWith(':product'));
  for (const { id, title, run } of those) {
    test(`${id}: ${title}`, async () => {
      await expect(run()).resolves.toBeUndefined();
    });
  }
});
