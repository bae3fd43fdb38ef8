import { describe, expect, test } from 'vitest';

import { referencePimSource } from '../reference-pim/index.ts';
import { referenceShopDestination } from '../reference-shop-destination/index.ts';
import { destinationConformance } from './destination-conformance.ts';
import {
  openReferencePim,
  openReferenceShop,
  openReferenceWebhooks,
  shopModes,
} from './reference-benches.ts';
import { sourceConformance } from './source-conformance.ts';
import { webhookConformance } from './webhook-conformance.ts';

const { capabilities } = referencePimSource({ url: 'https://pim.example', clientSecret: 'secret' });
const sourceCases = sourceConformance({
  capabilities,
  open: openReferencePim,
  openLarge: (tools) => openReferencePim(tools, { products: 100_000, pageSize: 1000 }),
});

describe('the source of the reference PIM', () => {
  test.each(sourceCases)('$id: $title', async ({ run }) => {
    await expect(run()).resolves.toBeUndefined();
  });
});

describe.each(shopModes)('the destination of the reference shop: $completion, $identity', (mode) => {
  const destination = referenceShopDestination({
    url: 'https://shop.example',
    token: 'token',
    ...mode,
    lookupLag: 6000,
  });
  const cases = destinationConformance({
    capabilities: destination.capabilities,
    open: (tools) => openReferenceShop(tools, mode),
    entities: ['category', 'product', 'inventory'],
  });
  test.each(cases)('$id: $title', async ({ run }) => {
    await expect(run()).resolves.toBeUndefined();
  });
});

describe('the webhooks of the reference PIM', () => {
  test.each(webhookConformance({ open: openReferenceWebhooks }))('$id: $title', async ({ run }) => {
    await expect(run()).resolves.toBeUndefined();
  });
});
