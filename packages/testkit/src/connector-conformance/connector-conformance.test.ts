import type { SourceCapabilities } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { referencePimSource } from '../reference-pim/index.ts';
import { referenceShopDestination } from '../reference-shop-destination/index.ts';
import type { Sample, SourceBench } from './bench.ts';
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

describe('what a bench says', () => {
  const policy = { name: 'pages', kind: 'fixedWindow', limit: 1, per: 60_000, sharedBy: 'account' } as const;
  const limitCase = (counts?: NonNullable<SourceBench['counts']>) => {
    const declared = { ...capabilities, rateLimits: [{ ...policy, only: 'pages of products' }] };
    const cases = sourceConformance({
      capabilities: declared,
      open(tools) {
        const { source, ...bench } = openReferencePim(tools);
        return { ...bench, source: { ...source, capabilities: declared }, ...(counts && { counts }) };
      },
    });
    return cases.find(({ id }) => id === 'limits.declared:product');
  };

  test('lets a limit be checked that counts only some requests', async () => {
    await expect(limitCase()?.run()).resolves.toBeUndefined();
    await expect(limitCase(() => false)?.run()).resolves.toBeUndefined();
    const told = limitCase(({ url }, { name }) => name === 'pages' && url.includes('/products'));
    await expect(told?.run()).rejects.toThrow('The declared limit “pages” (fixedWindow, 1 per 60000 ms)');
  });

  test('is refused where the record that the platform refuses is one of the samples', async () => {
    const [mode] = shopModes;
    if (mode === undefined) throw new RangeError('there is a mode');
    const destination = referenceShopDestination({ url: 'https://shop.example', token: 'token', ...mode });
    const cases = destinationConformance({
      capabilities: destination.capabilities,
      entities: ['category'],
      async open(tools) {
        const bench = await openReferenceShop(tools, mode);
        return {
          ...bench,
          refused: (entity) => ({ ...bench.refused?.(entity), ...bench.samples(entity)[3] }) as Sample,
        };
      },
    });
    const partial = cases.find(({ id }) => id === 'write.partial:category');
    await expect(partial?.run()).rejects.toThrow(
      '`refused` of the bench must give a record with a key of its own',
    );
  });

  test('that single records of an entity cannot be fetched leaves out the cases of that', () => {
    const ids = (fetch: boolean) =>
      sourceConformance({
        capabilities: {
          entities: { product: { ...capabilities.entities.product, fetch } },
        } as SourceCapabilities,
        open: openReferencePim,
      }).filter(({ id }) => id.startsWith('fetch.'));
    expect(ids(true).length).toBeGreaterThan(0);
    expect(ids(false)).toEqual([]);
  });
});
