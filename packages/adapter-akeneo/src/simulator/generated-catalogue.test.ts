import { expect, test } from 'vitest';

import { createAkeneoSimulator } from './create-akeneo-simulator.ts';
import { generatedCatalogue } from './generated-catalogue.ts';
import { connect } from './testing/api-client.ts';

test('a generated catalogue of any size has sixty values in a product, and can be edited', async () => {
  const simulator = createAkeneoSimulator({
    catalogue: generatedCatalogue({ products: 100_000 }),
    limits: null,
  });
  const client = await connect(simulator);
  expect(simulator.sizes()).toEqual({ products: 100_000, productModels: 5000 });
  const [first] = (await client.get('/products-uuid?pagination_type=search_after&limit=1')).items();
  expect(Object.values(first?.['values'] as Record<string, unknown[]>).flat().length).toBeGreaterThanOrEqual(
    60,
  );

  simulator.user.saveProduct('GEN-00099999', { enabled: false });
  expect((await client.get('/products/gen-00099999')).json()).toMatchObject({
    enabled: false,
    parent: 'gen_model_00004999',
  });
  simulator.user.deleteProduct('GEN-00000000');
  const [next] = (await client.get('/products-uuid?pagination_type=search_after&limit=1')).items();
  expect(next?.['uuid']).toBe('00000000-0000-4000-8000-000000000001');
  expect(simulator.sizes().products).toBe(99_999);
});

test('what is generated keeps to the rules of the PIM', async () => {
  const simulator = createAkeneoSimulator({
    edition: 'community',
    catalogue: generatedCatalogue({ products: 40, variantShare: 0.5 }),
    limits: null,
  });
  const client = await connect(simulator);
  const products = (await client.get('/products?limit=100')).items();
  const models = (await client.get('/product-models?limit=100')).items();
  expect([products.length, models.length]).toEqual([40, 5]);
  const changed = products.map((product) => ({ ...product, enabled: product['enabled'] !== true }));
  const lines = [
    ...(await client.patchLines('/products', changed)).lines(),
    ...(await client.patchLines('/product-models', models)).lines(),
  ];
  expect(lines.filter((line) => line['status_code'] !== 204)).toEqual([]);
});
