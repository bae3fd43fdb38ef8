import { expect, test } from 'vitest';

import { createAkeneoSimulator } from './create-akeneo-simulator.ts';
import type { AkeneoSimulatorOptions } from './create-akeneo-simulator.ts';
import { connect } from './testing/api-client.ts';

const reads = [
  '/products',
  '/products-uuid',
  '/system-information',
  '/asset-families',
  '/reference-entities',
  '/published-products',
  '/catalogs',
];

test.each<[string, AkeneoSimulatorOptions, readonly string[]]>([
  ['Community', { edition: 'community' }, reads.slice(0, 3)],
  ['Community 6', { edition: 'community', version: '6.0.80' }, ['/products', '/system-information']],
  ['Community 5', { edition: 'community', version: '5.0.1' }, ['/products']],
  ['Growth', { edition: 'growth' }, [...reads.slice(0, 3), '/catalogs']],
  ['Enterprise', { edition: 'enterprise' }, reads.slice(0, 6)],
  ['Serenity', { edition: 'saas' }, reads],
])('%s has what it has, and lists it', async (_, options, expected) => {
  const simulator = createAkeneoSimulator({ ...options, limits: null });
  const client = await connect(simulator);
  const statuses = await Promise.all(reads.map(async (path) => (await client.get(path)).status));
  expect(reads.filter((__, index) => statuses[index] === 200)).toEqual(expected);
  const { routes } = (await client.get('')).json() as { readonly routes: Record<string, { route: string }> };
  const listed = new Set(Object.values(routes).map(({ route }) => route.replace('/api/rest/v1', '')));
  expect(reads.filter((path) => listed.has(path))).toEqual(expected);
});

test('what an edition does not know is not in its catalogue either', async () => {
  const simulator = createAkeneoSimulator({ edition: 'community', limits: null });
  const client = await connect(simulator);
  const codes = (await client.get('/attributes?limit=100')).items().map(({ code }) => code);
  expect(codes).not.toEqual(expect.arrayContaining(['packshots']));
  expect((await client.get('/families/jackets')).json()['attributes']).not.toContain('designer');
  const jacket = (await client.get('/products/STORM-BLUE-S?with_completenesses=true')).json();
  expect(jacket).not.toHaveProperty('metadata');
  expect(jacket).not.toHaveProperty('root_parent');
  const older = await connect(createAkeneoSimulator({ edition: 'community', version: '5.0.1' }));
  expect(
    (await older.get('/products/MUG-BLUE?with_completenesses=true&with_quality_scores=true')).json(),
  ).toHaveProperty('quality_scores');
  expect((await older.get('/products/MUG-BLUE?with_completenesses=true')).json()).not.toHaveProperty(
    'completenesses',
  );
});

test('jobs are launched and remembered', async () => {
  const simulator = createAkeneoSimulator();
  const client = await connect(simulator);
  expect((await client.send('POST', '/jobs/export/csv_product_export')).json()).toEqual({
    execution_id: '1',
  });
  expect(
    (await client.send('POST', '/jobs/import/csv_product_import', { import_mode: 'sometimes' })).status,
  ).toBe(422);
  expect((await client.send('POST', '/jobs/export/nothing')).status).toBe(404);
  expect(simulator.launches()).toMatchObject([{ kind: 'export', code: 'csv_product_export' }]);
});
