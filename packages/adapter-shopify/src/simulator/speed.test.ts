import { expect, test } from 'vitest';

import { upload } from './testing/media-and-bulk-triggers.ts';
import { makeScene } from './testing/scene.ts';

const input = (index: number) => ({
  title: `Product ${index}`,
  handle: `product-${index}`,
  productOptions: [{ name: 'Size', values: [{ name: 'S' }, { name: 'M' }] }],
  variants: ['S', 'M'].map((name) => ({
    sku: `${index}-${name}`,
    optionValues: [{ optionName: 'Size', name }],
  })),
  metafields: [{ namespace: 'custom', key: 'care', type: 'single_line_text_field', value: 'cold' }],
});

/** Milliseconds that this thread has worked: unlike the time of day, it stands still while others have the processor. */
function worked(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

// A scan of all products at every call would be a hundred times slower.
test('5,000 products are written by a bulk mutation and paged through in reasonable time', async () => {
  const scene = await makeScene({ plan: 'enterprise' });
  const lines = Array.from({ length: 5_000 }, (_value, index) => JSON.stringify({ input: input(index) }));
  const stagedUploadPath = await upload(scene, lines.join('\n'));
  const mutation =
    'mutation Set($input: ProductSetInput!) { productSet(input: $input) { product { id } userErrors { message } } }';
  const began = worked();
  await scene.mutate('bulkOperationRunMutation', { mutation, stagedUploadPath });
  await scene.shop.clock.advance(3_600_000);
  expect(scene.shop.simulator.bulk.list()[0]).toMatchObject({ status: 'COMPLETED', objectCount: 5_000 });
  const written = worked();
  await scene.shop.clock.advance(10_000);
  let after: string | null = null;
  let count = 0;
  do {
    // oxlint-disable-next-line no-await-in-loop
    const page = (await scene.shop.data(
      'query Page($after: String) { products(first: 250, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
      { after },
    )) as unknown as {
      readonly nodes: readonly unknown[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
    count += page.nodes.length;
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    // oxlint-disable-next-line no-await-in-loop
    await scene.shop.clock.advance(1_000);
  } while (after !== null);
  expect(count).toBe(5_002);
  const read = worked();
  for (let index = 0; index < 1_000; index += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await scene.mutate('productSet', { input: { ...input(index), handle: `direct-${index}` } });
    // oxlint-disable-next-line no-await-in-loop
    await scene.shop.clock.advance(1_000);
  }
  expect(scene.shop.simulator.state.products.size).toBe(6_002);
  const times = [began, written, read, worked()].map(Math.round);
  console.info(
    `Shopify simulator: bulk ${(times[1] ?? 0) - (times[0] ?? 0)} ms, pages ${(times[2] ?? 0) - (times[1] ?? 0)} ms, 1,000 productSet ${(times[3] ?? 0) - (times[2] ?? 0)} ms`,
  );
  expect(worked() - began).toBeLessThan(60_000);
});
