import { expect, test } from 'vitest';

import { createAkeneoSimulator } from './create-akeneo-simulator.ts';
import { textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { connect } from './testing/api-client.ts';

const scopes = ['read_products', 'write_catalogs', 'delete_catalogs'];

const schema: JsonObject = {
  $schema: 'https://api.akeneo.com/mapping/product/1.0.4/schema',
  type: 'object',
  properties: {
    uuid: { type: 'string' },
    title: { type: 'string' },
    color: { type: 'string' },
    price: { type: 'number' },
    cost: { type: 'object', properties: { amount: { type: 'number' }, currency: { type: 'string' } } },
    materials: { type: 'array', items: { type: 'string' } },
    waterproof: { type: 'boolean' },
    note: { type: 'string' },
  },
};

async function app() {
  const simulator = createAkeneoSimulator({ limits: null });
  const client = await connect(simulator, simulator.connectApp(scopes));
  const created = (
    await client.send('POST', '/catalogs', { name: 'Shop', managed_locales: ['en_US'] })
  ).json();
  return { simulator, client, id: textOf(created['id']), created };
}

test('a catalog begins switched off, and then answers 200 with an error', async () => {
  const { simulator, client, id, created } = await app();
  expect(created).toEqual({
    id,
    name: 'Shop',
    enabled: false,
    managed_currencies: [],
    managed_locales: ['en_US'],
  });
  const off = await client.get(`/catalogs/${id}/product-uuids`);
  expect([off.status, Object.keys(off.json())]).toEqual([200, ['error']]);
  expect(off.json()['error']).toContain(`The catalog "${id}" has been disabled on the PIM side`);
  simulator.user.configureCatalog(id, { enabled: true, selection: { families: ['mugs'] } });
  expect((await client.get(`/catalogs/${id}/product-uuids`)).items()).toHaveLength(3);
  expect((await client.get(`/catalogs/${id}/products?limit=2`)).items()).toMatchObject([
    { family: 'mugs' },
    { family: 'mugs' },
  ]);
  const { uuid = '' } = simulator.product('LANTERN-1') ?? {};
  expect((await client.get(`/catalogs/${id}/products/${uuid}`)).status).toBe(404);
});

test('a catalog whose selection has become invalid is switched off by the PIM', async () => {
  const { simulator, client, id } = await app();
  simulator.user.configureCatalog(id, { enabled: true, selection: { categories: ['mugs'] } });
  expect((await client.get(`/catalogs/${id}/product-uuids`)).items()).toHaveLength(3);
  simulator.user.delete('categories', 'mugs');
  expect((await client.get(`/catalogs/${id}/product-uuids`)).json()).toHaveProperty('error');
  expect((await client.get(`/catalogs/${id}`)).json()['enabled']).toBe(false);
});

test('products come in the shape that the app asked for, without what is empty', async () => {
  const { simulator, client, id } = await app();
  expect((await client.send('PUT', `/catalogs/${id}/mapping-schemas/product`, schema)).status).toBe(204);
  expect((await client.get(`/catalogs/${id}/mapping-schemas/product`)).json()).toEqual(schema);
  simulator.user.configureCatalog(id, {
    enabled: true,
    selection: { families: ['mugs'] },
    mapping: {
      title: { source: 'name', locale: 'de_DE' },
      color: { source: 'color', labelLocale: 'en_US' },
      price: { source: 'price', currency: 'USD' },
      cost: { source: 'price', currency: 'EUR' },
      materials: { source: 'materials' },
      waterproof: { source: 'waterproof', default: false },
      note: { source: 'description', locale: 'en_US', scope: 'ecommerce' },
    },
  });
  const [, red, olive] = (await client.get(`/catalogs/${id}/mapped-products`)).items();
  expect(red).toEqual({
    uuid: '6f2a7c10-5d3e-4b1f-9a00-000000000012',
    title: 'Campingbecher',
    color: 'Red',
    price: 15.9,
    cost: { amount: 14.9, currency: 'EUR' },
    materials: ['enamel'],
    waterproof: false,
  });
  expect(olive).not.toHaveProperty('price');
});

test('a schema that the PIM cannot use is refused', async () => {
  const { client, id } = await app();
  const put = async (changes: JsonObject) =>
    (await client.send('PUT', `/catalogs/${id}/mapping-schemas/product`, { ...schema, ...changes })).status;
  expect(await put({ $schema: 'https://json-schema.org/draft/2020-12/schema' })).toBe(422);
  expect(await put({ properties: { title: { type: 'string' } } })).toBe(422);
  expect(await put({ properties: { uuid: { type: 'string' }, title: {} } })).toBe(422);
  const many = Array.from({ length: 601 }, (_, index) => [`t${index}`, { type: 'string' }]);
  expect(
    await put({ properties: { uuid: { type: 'string' }, ...Object.fromEntries(many) } as JsonObject }),
  ).toBe(422);
});

test('catalogs belong to the app that made them, and are 200 at most', async () => {
  const { simulator, client, id } = await app();
  const connection = await connect(simulator);
  expect((await connection.get(`/catalogs/${id}`)).status).toBe(404);
  const statuses: number[] = [];
  for (let count = 0; count < 200; count += 1) {
    // oxlint-disable-next-line no-await-in-loop
    statuses.push((await client.send('POST', '/catalogs', { name: `C${count}` })).status);
  }
  expect(statuses.filter((status) => status === 422)).toHaveLength(1);
  expect((await client.send('DELETE', `/catalogs/${id}`)).status).toBe(204);
  expect((await client.get(`/catalogs/${id}`)).status).toBe(404);
});
