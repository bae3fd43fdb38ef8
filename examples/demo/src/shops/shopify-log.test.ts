import { createShopifySimulator } from '@pim-connector/adapter-shopify/simulator';
import { expect, test } from 'vitest';

import { createShopifyLog, sentToShopify } from './shopify-log.ts';

const post = (query: string, variables: object) =>
  new Request('http://shop.example/admin/api/2026-10/graphql.json', {
    method: 'POST',
    body: JSON.stringify({ query, variables }),
  });

test('the log holds what was written, by product and section, and not what was only asked', async () => {
  const { seed, state } = createShopifySimulator();
  const [id] = seed([
    {
      title: 'Tent',
      productOptions: [{ name: 'Title', values: [{ name: 'Default Title' }] }],
      variants: [
        {
          optionValues: [{ optionName: 'Title', name: 'Default Title' }],
          inventoryItem: { sku: 'TEN-000042' },
        },
      ],
    },
  ]);
  const log = createShopifyLog();
  await log.note(post('query Shop { shop { name } }', {}));
  await log.note(post('mutation Define { metafieldDefinitionCreate(definition: {}) { x } }', {}));
  await log.note(
    post('mutation Any($p: P!) { productUpdate(product: $p) { x } }', { p: { id, title: 'Tents' } }),
  );
  await log.note(post('mutation Any { productUpdate(product: {}) { x } }', { p: { id, status: 'DRAFT' } }));
  await log.note(post('mutation Any { productUpdate { x } }', { p: { id, collectionsToLeave: ['gid'] } }));
  await log.note(
    post('mutation { productVariantsBulkUpdate { x } }', { productId: id, variants: [{ price: '1' }] }),
  );
  await log.note(
    post('mutation { fileCreate { x } }', {
      files: [{ originalSource: 'https://a.example/TEN-000042-1.jpg' }],
    }),
  );
  expect(sentToShopify(log, state)).toEqual([
    { record: 'products TEN-000042', section: 'content' },
    { record: 'products TEN-000042', section: 'publication' },
    { record: 'products TEN-000042', section: 'categories' },
    { record: 'products TEN-000042', section: 'prices' },
    { record: 'assets TEN-000042-1.jpg', section: 'picture' },
  ]);
  log.reset();
  expect(sentToShopify(log, state)).toEqual([]);
});
