import { expect, test } from 'vitest';

import { createAkeneoSimulator } from './create-akeneo-simulator.ts';
import type { AkeneoSimulatorOptions } from './create-akeneo-simulator.ts';
import type { Json } from './json.ts';
import { connect } from './testing/api-client.ts';

type Values = Record<
  string,
  { locale: string | null; scope: string | null; data: Json; [name: string]: Json }[]
>;

async function reader(options: AkeneoSimulatorOptions = {}) {
  const simulator = createAkeneoSimulator({ limits: null, ...options });
  const client = await connect(simulator);
  const valuesOf = async (identifier: string, query = '') => {
    const search = encodeURIComponent(JSON.stringify({ sku: [{ operator: '=', value: identifier }] }));
    const [item] = (await client.get(`/products-uuid?search=${search}&${query}`)).items();
    return item?.['values'] as Values;
  };
  return { simulator, client, valuesOf };
}

test('a variant comes with the values and categories of its models', async () => {
  const { client } = await reader();
  const variant = (await client.get('/products/STORM-BLUE-S')).json();
  expect(variant).toMatchObject({
    parent: 'storm_jacket_blue',
    family: 'jackets',
    categories: ['jackets', 'print_summer'],
  });
  expect(Object.keys(variant['values'] as object)).toEqual(
    expect.arrayContaining(['name', 'color', 'size', 'weight']),
  );
  const model = (await client.get('/product-models/storm_jacket_blue')).json();
  expect(Object.keys(model['values'] as object)).toEqual(expect.arrayContaining(['name', 'color']));
  expect(Object.keys(model['values'] as object)).not.toContain('size');
});

test('every type of value has its own form', async () => {
  const { valuesOf } = await reader({ edition: 'enterprise' });
  const lantern = await valuesOf('LANTERN-1');
  const data = (code: string) => lantern[code]?.[0]?.data;
  expect(data('weight')).toEqual({ amount: '800.0000', unit: 'GRAM' });
  expect(data('burn_time')).toBe('12.5000');
  expect(data('pieces')).toBe(1);
  expect(data('price')).toEqual([
    { amount: '59.50', currency: 'EUR' },
    { amount: '64.00', currency: 'USD' },
  ]);
  expect(data('manual')).toMatch(/^\w\/\w\/\w\/\w\/\w{40}_lantern-manual\.pdf$/u);
  expect(data('packshots')).toEqual(['lantern_front']);
  expect(lantern['release_date']).toHaveLength(2);
  expect((await valuesOf('MUG-BLUE'))['volume']?.[0]?.data).toEqual({ amount: 350, unit: 'MILLILITER' });
  const [name] = lantern['name'] ?? [];
  expect(Object.keys(name ?? {})).toEqual(['locale', 'scope', 'data']);
});

test('where the PIM is a service, values tell their types and measurements their symbols', async () => {
  const { valuesOf } = await reader();
  const jacket = await valuesOf('STORM-BLUE-S');
  expect(jacket['weight']?.[0]).toEqual({
    locale: null,
    scope: null,
    data: { amount: '0.6200', unit: 'KILOGRAM', symbol: 'kg' },
    attribute_type: 'pim_catalog_metric',
  });
  expect(jacket['designer']?.[0]).toMatchObject({
    attribute_type: 'akeneo_reference_entity',
    reference_data_name: 'designers',
  });
});

test('values are narrowed to a channel, locales and attributes; a channel hides what is not in its tree', async () => {
  const { client, valuesOf } = await reader();
  const print = await valuesOf('LANTERN-1', 'scope=print');
  expect(print['release_date']).toEqual([
    expect.objectContaining({ scope: 'print', data: '2026-06-01T00:00:00+00:00' }),
  ]);
  expect(print['name']?.map(({ locale }) => locale)).toEqual(['en_US', 'de_DE']);
  expect(print['description']).toBeUndefined();
  expect(await valuesOf('MUG-BLUE', 'scope=print')).toBeUndefined();
  const french = await valuesOf('LANTERN-1', 'locales=fr_FR&attributes=name,pieces');
  expect(french).toMatchObject({ name: [{ locale: 'fr_FR', data: 'Lanterne' }], pieces: [{ locale: null }] });
  expect(Object.keys(french)).toEqual(['name', 'pieces']);
  const messages = await Promise.all(
    ['scope=web', 'locales=nl_NL', 'attributes=nothing,never', 'scope=print&locales=fr_FR'].map(
      async (query) => (await client.get(`/products-uuid?${query}`)).json()['message'],
    ),
  );
  expect(messages).toEqual([
    'Scope "web" does not exist.',
    'Locale "nl_NL" does not exist or is not activated.',
    'Attributes "nothing, never" do not exist.',
    'Locale "fr_FR" is not activated for the scope "print".',
  ]);
});

test('the values of a locale that is not active any more are gone, and come back with it', async () => {
  const { simulator, client, valuesOf } = await reader();
  const german = async () => (await valuesOf('LANTERN-1'))['name']?.some(({ locale }) => locale === 'de_DE');
  expect(await german()).toBe(true);
  simulator.user.deactivateLocale('de_DE');
  expect(await german()).toBe(false);
  expect((await client.get('/locales/de_DE')).json()).toEqual({ code: 'de_DE', enabled: false });
  simulator.user.activateLocale('de_DE', 'ecommerce');
  expect(await german()).toBe(true);
  simulator.user.activateLocale('pt_BR', 'print');
  expect((await client.get('/channels/print')).json()['locales']).toContain('pt_BR');
});

test('labels of options and public links of assets come when they are asked for', async () => {
  const { client } = await reader();
  const query = 'with_attribute_options=true&with_asset_share_links=true';
  const values = (await client.get(`/products/STORM-RED-M?${query}`)).json()['values'] as Values;
  expect(values['color']?.[0]?.['linked_data']).toEqual({
    attribute: 'color',
    code: 'Red',
    labels: { en_US: 'Red', de_DE: 'Rot', fr_FR: 'Rouge' },
  });
  expect(Object.keys(values['materials']?.[0]?.['linked_data'] as object)).toEqual(['nylon', 'wool']);
  expect(values['packshots']?.[0]?.['linked_data']).toMatchObject({
    storm_jacket_red_front: {
      share_links: [{ attribute: 'media', _links: { self: { href: expect.stringMatching(/^https:/u) } } }],
    },
  });
});

test('a converted measurement has a locale and a channel that its attribute has not', async () => {
  const { client, valuesOf } = await reader();
  const converted = await valuesOf('STORM-BLUE-S', 'convert_measurements=true&scope=ecommerce');
  expect(
    converted['weight']?.map(({ locale, scope, data }) => [
      locale,
      scope,
      (data as { amount: string }).amount,
    ]),
  ).toEqual([
    [null, null, '0.6200'],
    ['de_DE', 'ecommerce', '620.0000'],
    ['en_US', 'ecommerce', '620.0000'],
    ['fr_FR', 'ecommerce', '620.0000'],
  ]);
  expect((await client.get('/products-uuid?convert_measurements=true')).status).toBe(422);
});

test('an attribute of a type that nobody knows gives its values all the same', async () => {
  const { simulator, client } = await reader();
  simulator.user.addAttribute({ code: 'hologram', type: 'pim_catalog_hologram', group: 'media' }, 'lamps');
  const value = { locale: null, scope: null, data: { beams: [1, 2] } };
  simulator.user.saveProduct('LANTERN-1', { values: { hologram: [value] } });
  const values = (await client.get('/products/LANTERN-1')).json()['values'] as Values;
  expect(values['hologram']).toEqual([{ ...value, attribute_type: 'pim_catalog_hologram' }]);
  expect((await client.get('/attributes/hologram')).json()['type']).toBe('pim_catalog_hologram');
});

test('a product goes on naming a family that is gone', async () => {
  const { simulator, client } = await reader();
  simulator.user.delete('families', 'lamps');
  expect((await client.get('/families/lamps')).status).toBe(404);
  const lantern = (await client.get('/products/LANTERN-1?with_completenesses=true')).json();
  expect(lantern).toMatchObject({ family: 'lamps', completenesses: [] });
});

test('completenesses and quality scores come per channel and locale', async () => {
  const { client } = await reader();
  const mug = (
    await client.get('/products/MUG-OLIVE?with_completenesses=true&with_quality_scores=true')
  ).json();
  // No price in dollars, no name in French.
  expect(mug['completenesses']).toEqual([
    { scope: 'ecommerce', locale: 'de_DE', data: 75 },
    { scope: 'ecommerce', locale: 'en_US', data: 75 },
    { scope: 'ecommerce', locale: 'fr_FR', data: 50 },
    { scope: 'print', locale: 'de_DE', data: 100 },
    { scope: 'print', locale: 'en_US', data: 100 },
  ]);
  expect(mug['quality_scores']).toHaveLength(5);
  const loose = (await client.get('/products/LOOSE-CORD?with_completenesses=true')).json();
  expect(loose).toMatchObject({ family: null, completenesses: [], categories: [] });
});

test('associations name products by uuid or by identifier, as the endpoint does', async () => {
  const { client, simulator } = await reader();
  const { uuid } = simulator.product('LANTERN-1') ?? {};
  const old = (await client.get('/products/LIGHT-SET')).json();
  expect(old['quantified_associations']).toMatchObject({
    PACK: {
      products: [
        { identifier: 'LANTERN-1', quantity: 1 },
        { identifier: 'HEADLAMP-2', quantity: 2 },
      ],
    },
  });
  const now = (await client.get(`/products-uuid/${simulator.product('LIGHT-SET')?.uuid ?? ''}`)).json();
  expect(now['quantified_associations']).toMatchObject({
    PACK: {
      products: [{ uuid, quantity: 1 }, {}],
      product_models: [{ identifier: 'camp_mug', quantity: 2 }],
    },
  });
});
