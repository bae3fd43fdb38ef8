import { expect, test } from 'vitest';

import { createAkeneoSimulator } from './create-akeneo-simulator.ts';
import type { AkeneoSimulatorOptions } from './create-akeneo-simulator.ts';
import type { Json, JsonObject } from './json.ts';
import { connect } from './testing/api-client.ts';
import { ManualClock } from './testing/manual-clock.ts';

async function writer(options: AkeneoSimulatorOptions = {}) {
  const simulator = createAkeneoSimulator({ limits: null, ...options });
  const client = await connect(simulator);
  const patch = (identifier: string, body: JsonObject) =>
    client.send('PATCH', `/products/${identifier}`, body);
  const dataOf = (identifier: string, code: string) => simulator.product(identifier)?.values[code];
  return { simulator, client, patch, dataOf };
}

const plain = (data: Json) => [{ locale: null, scope: null, data }];

test('values are merged per locale and channel, and null clears one', async () => {
  const { patch, dataOf } = await writer();
  const answer = await patch('LANTERN-1', {
    values: {
      name: [
        { locale: 'de_DE', scope: null, data: 'Sturmlaterne' },
        { locale: 'fr_FR', scope: null, data: null },
      ],
    },
  });
  expect([answer.status, answer.text, answer.headers.get('location')]).toEqual([
    204,
    '',
    'http://pim.example/api/rest/v1/products/LANTERN-1',
  ]);
  expect(dataOf('LANTERN-1', 'name')).toEqual([
    { locale: 'en_US', scope: null, data: 'Lantern' },
    { locale: 'de_DE', scope: null, data: 'Sturmlaterne' },
  ]);
  expect(dataOf('LANTERN-1', 'brand')).toEqual(plain('kestrel'));
});

test('lists are replaced, unless they are added to by name', async () => {
  const { simulator, patch } = await writer();
  await patch('LANTERN-1', { categories: ['kitchen'] });
  expect(simulator.product('LANTERN-1')?.categories).toEqual(['kitchen']);
  await patch('LANTERN-1', { add_categories: ['lighting'], remove_categories: ['kitchen'] });
  expect(simulator.product('LANTERN-1')?.categories).toEqual(['lighting']);
  await patch('LANTERN-1', { associations: { X_SELL: { product_models: ['camp_mug'] } } });
  expect(simulator.product('LANTERN-1')?.associations['X_SELL']).toMatchObject({
    product_models: ['camp_mug'],
    groups: ['clearance'],
  });
});

test('numbers take the form of their attribute', async () => {
  const { patch, dataOf } = await writer();
  await patch('LANTERN-1', {
    values: {
      burn_time: plain(7),
      pieces: plain('3'),
      weight: plain({ amount: 1.5, unit: 'KILOGRAM' }),
      price: plain([{ amount: 9, currency: 'EUR' }]),
    },
  });
  expect(dataOf('LANTERN-1', 'burn_time')).toEqual(plain('7.0000'));
  expect(dataOf('LANTERN-1', 'pieces')).toEqual(plain(3));
  expect(dataOf('LANTERN-1', 'weight')).toEqual(plain({ amount: '1.5000', unit: 'KILOGRAM' }));
  expect(dataOf('LANTERN-1', 'price')).toEqual(plain([{ amount: '9.00', currency: 'EUR' }]));
});

test('data of the wrong shape is refused with a link to the documentation', async () => {
  const { patch } = await writer();
  const messages = async (body: JsonObject) => (await patch('LANTERN-1', body)).json();
  const end = ' Check the expected format on the API documentation.';
  expect(await messages({ group: ['promotion'] })).toEqual({
    code: 422,
    message: `Property "group" does not exist.${end}`,
    _links: { documentation: { href: 'http://api.akeneo.com/api-reference.html' } },
  });
  expect(await messages({ values: { nothing: plain('x') } })).toMatchObject({
    message: `The nothing attribute does not exist in your PIM.${end}`,
  });
  expect(await messages({ values: { brand: plain(['x']) } })).toMatchObject({
    message: `The brand attribute requires a string, a array was detected.${end}`,
  });
  expect(await messages({ family: [] })).toMatchObject({
    message: `Property "family" expects a scalar as data, "array" given.${end}`,
  });
  expect(await messages({ categories: ['sunglasses'] })).toMatchObject({
    message: `Property "categories" expects a valid category code. The category does not exist, "sunglasses" given.${end}`,
  });
});

test.each<[string, JsonObject, string]>([
  [
    'an unknown option',
    { brand: plain('tommh') },
    'The tommh value is not in the brand attribute option list.',
  ],
  [
    'unknown options',
    { materials: plain(['gold', 'wool', 'tin']) },
    'The gold, tin values are not in the materials attribute option list.',
  ],
  [
    'a locale too many',
    { brand: [{ locale: 'en_US', scope: null, data: 'kestrel' }] },
    'The brand attribute does not require a locale, "en_US" was detected.',
  ],
  ['a locale too few', { name: plain('x') }, 'The name attribute requires a locale.'],
  [
    'a locale that is not active',
    { name: [{ locale: 'nl_NL', scope: null, data: 'x' }] },
    'Attribute "name" expects an existing and activated locale, "nl_NL" given.',
  ],
  [
    'another locale than its own',
    { legal_note: [{ locale: 'en_US', scope: null, data: 'x' }] },
    "The legal_note attribute is locale specific and can't be set on the en_US locale.",
  ],
  [
    'a locale that its channel has not',
    { description: [{ locale: 'fr_FR', scope: 'print', data: 'x' }] },
    'The fr_FR locale is not activated for the print channel.',
  ],
  [
    'a text that is too long',
    { name: [{ locale: 'en_US', scope: null, data: 'x'.repeat(121) }] },
    'The name attribute must not contain more than 120 characters. The submitted value is too long.',
  ],
  [
    'a text that does not match',
    { ean: plain('12') },
    'The ean attribute must match the following regular expression: /^\\d{8,14}$/.',
  ],
  [
    'a unit of another family',
    { weight: plain({ amount: 1, unit: 'LITER' }) },
    'Please specify a valid metric unit',
  ],
  [
    'decimals where there are none',
    { pieces: plain('1.5') },
    'The pieces attribute requires a non-decimal value, and 1.5 is not a valid value.',
  ],
  [
    'a number that is too small',
    { pieces: plain(0) },
    'The pieces attribute requires an equal or greater than 1 value.',
  ],
  [
    'a currency that is not active',
    { price: plain([{ amount: 1, currency: 'GBP' }]) },
    'The currency "GBP" does not exist or is not activated.',
  ],
  [
    'a day that is none',
    { release_date: [{ locale: null, scope: 'print', data: 'soon' }] },
    'The release_date attribute requires a valid date. Please use the following format yyyy-mm-dd for dates.',
  ],
  [
    'a record that there is not',
    { designer: plain('nobody') },
    'The nobody record does not exist for the designer attribute.',
  ],
  [
    'an asset that there is not',
    { packshots: plain(['lantern_front', 'gone']) },
    'The gone codes do not exist for the packshots attribute.',
  ],
  [
    'a value that must be unique',
    { ean: plain('4001234000100') },
    'The value 4001234000100 is already set on another product for the unique attribute ean',
  ],
])('%s is told as a finding', async (_, values, message) => {
  const { patch } = await writer();
  const answer = (await patch('LANTERN-1', { values })).json();
  expect(answer).toMatchObject({ code: 422, message: 'Validation failed.' });
  const [[code = '']] = [Object.keys(values)];
  expect(answer['errors']).toEqual([
    expect.objectContaining({ property: 'values', message, attribute: code }),
  ]);
});

test('a table has known columns and a hundred rows at most', async () => {
  const { client, dataOf } = await writer();
  const write = (rows: Json) =>
    client.send('PATCH', '/product-models/storm_jacket', { values: { care: plain(rows) } });
  expect((await write([{ step: 'wash', temperature: 40 }])).status).toBe(204);
  expect(dataOf('STORM-RED-S', 'care')).toBeUndefined();
  expect((await write([{ temperature: 40 }])).text).toContain('first column');
  expect((await write([{ step: 'wash', spin: 1 }])).text).toContain('\\"spin\\" column does not exist');
  expect((await write(Array.from({ length: 101 }, (_, row) => ({ step: `s${row}` })))).text).toContain(
    'maximum number of 100 rows',
  );
});

test('what did not change keeps its date', async () => {
  const clock = new ManualClock();
  const { simulator, patch } = await writer({ clock });
  const before = simulator.product('LANTERN-1')?.updated;
  await clock.advance(60_000);
  expect((await patch('LANTERN-1', { enabled: true, values: { brand: plain('kestrel') } })).status).toBe(204);
  expect(simulator.product('LANTERN-1')?.updated).toBe(before);
  await patch('LANTERN-1', { enabled: false });
  expect(simulator.product('LANTERN-1')?.updated).toBe(clock.now());
});

test('what was read can be written back; what belongs to a model is passed over on a variant', async () => {
  const { client, simulator, dataOf } = await writer();
  const before = simulator.product('STORM-BLUE-S');
  const variant = (await client.get('/products/STORM-BLUE-S?with_completenesses=true')).json();
  expect((await client.send('PATCH', '/products/STORM-BLUE-S', variant)).status).toBe(204);
  expect(simulator.product('STORM-BLUE-S')).toEqual(before);
  await client.send('PATCH', '/products/STORM-BLUE-S', {
    values: { brand: plain('kestrel'), weight: plain({ amount: 1, unit: 'KILOGRAM' }) },
  });
  expect(dataOf('STORM-BLUE-S', 'brand')).toBeUndefined();
  expect(dataOf('STORM-BLUE-S', 'weight')).toEqual(plain({ amount: '1.0000', unit: 'KILOGRAM' }));
});

test('a variant has every axis, changes none, and is unlike its siblings', async () => {
  const { client } = await writer();
  const create = (identifier: string, parent: string, values: JsonObject) =>
    client.send('POST', '/products', { identifier, parent, values });
  const finding = async (answer: Promise<{ text: string }>) => (await answer).text;
  expect((await create('NEW-L', 'storm_jacket_red', { size: plain('l') })).status).toBe(201);
  expect(await finding(create('NEW-X', 'storm_jacket_red', {}))).toContain(
    'Attribute \\"size\\" cannot be empty',
  );
  expect(await finding(create('NEW-X', 'STORM_JACKET_RED', { size: plain('L') }))).toContain(
    'as the variant product',
  );
  expect(await finding(create('NEW-X', 'storm_jacket', { size: plain('l') }))).toContain(
    'can only have other product models as children',
  );
  expect(await finding(create('NEW-X', 'no_model', {}))).toContain('The product model does not exist');
  expect(await finding(client.send('PATCH', '/products/NEW-L', { values: { size: plain('m') } }))).toContain(
    'Variant axis \\"size\\" cannot be modified',
  );
  expect(await finding(client.send('PATCH', '/products/NEW-L', { family: 'mugs' }))).toContain(
    'must be the same than its parent',
  );
});

test('identifiers are unique, whatever their letter case', async () => {
  const { client } = await writer();
  expect((await client.send('POST', '/products', { identifier: 'lantern-1' })).json()).toMatchObject({
    errors: [
      { property: 'identifier', message: 'The lantern-1 identifier is already used for another product.' },
    ],
  });
  const uuids = await client.send('POST', '/products-uuid', { values: { sku: plain('LANTERN-1') } });
  expect(uuids.json()).toMatchObject({ errors: [{ property: 'values', attribute: 'sku' }] });
  const nameless = await client.send('POST', '/products-uuid', { family: 'lamps' });
  expect(nameless.status).toBe(201);
  expect((await client.send('POST', '/products-uuid', { uuid: 'not-a-uuid' })).status).toBe(422);
});

test('a product model knows its place', async () => {
  const { client } = await writer();
  const create = (body: JsonObject) => client.send('POST', '/product-models', body);
  expect((await create({ code: 'tent_jacket', family_variant: 'jackets_by_color_size' })).status).toBe(201);
  expect(
    (
      await create({
        code: 'tent_jacket_blue',
        family_variant: 'jackets_by_color_size',
        parent: 'tent_jacket',
        values: { color: plain('blue') },
      })
    ).status,
  ).toBe(201);
  expect(
    (await create({ code: 'too_deep', parent: 'tent_jacket_blue', values: { size: plain('s') } })).text,
  ).toContain('cannot have the product model');
  expect((await create({ code: 'tent_jacket' })).text).toContain('already set on another product model');
  expect((await create({ code: 'nowhere' })).text).toContain('family variant must not be empty');
  expect((await client.send('DELETE', '/product-models/storm_jacket')).status).toBe(204);
  expect((await client.get('/products/STORM-RED-S')).status).toBe(404);
});

test('who may edit and does not own writes a draft without knowing it', async () => {
  const { simulator, client, patch, dataOf } = await writer({ edition: 'enterprise' });
  simulator.access.setCategoryRight('lighting', 'edit');
  simulator.access.setCategoryRight('print_summer', 'view');
  expect((await client.get('/products/LANTERN-1')).json()['metadata']).toEqual({
    workflow_status: 'working_copy',
  });
  expect((await patch('LANTERN-1', { values: { pieces: plain(5) } })).status).toBe(204);
  expect(dataOf('LANTERN-1', 'pieces')).toEqual(plain(1));
  const read = (await client.get('/products/LANTERN-1')).json();
  expect(read['metadata']).toEqual({ workflow_status: 'draft_in_progress' });
  expect((await client.get('/products/LANTERN-1/draft')).json()['values']).toMatchObject({
    pieces: [{ data: 5 }],
  });
  expect((await client.send('POST', '/products/LANTERN-1/proposal', {})).status).toBe(201);
  expect((await client.send('POST', '/products/LANTERN-1/proposal', {})).status).toBe(422);
  expect((await client.get('/products/LANTERN-1')).json()['metadata']).toEqual({
    workflow_status: 'proposal_waiting_for_approval',
  });
  simulator.user.approveDraft('LANTERN-1');
  expect(dataOf('LANTERN-1', 'pieces')).toEqual(plain(5));
  expect((await client.get('/products/LANTERN-1/draft')).status).toBe(404);
});

test('a right to view is none to change, and without any a product is not there', async () => {
  const { simulator, client, patch } = await writer({ edition: 'enterprise' });
  simulator.access.setCategoryRight('mugs', 'view');
  simulator.access.setCategoryRight('jackets', 'none');
  simulator.access.setCategoryRight('print_summer', 'none');
  expect((await client.get('/products/MUG-BLUE')).json()['metadata']).toEqual({
    workflow_status: 'read_only',
  });
  const lines = (
    await client.patchLines('/products', [
      { identifier: 'MUG-BLUE', enabled: false },
      { identifier: 'LANTERN-1', enabled: false },
    ])
  ).lines();
  expect(lines).toEqual([
    expect.objectContaining({ status_code: 403 }),
    { line: 2, identifier: 'LANTERN-1', status_code: 204 },
  ]);
  expect((await client.get('/products/STORM-RED-S')).status).toBe(404);
  expect((await patch('STORM-RED-S', { enabled: false })).status).toBe(404);
  expect((await client.get('/products?limit=100')).items()).toHaveLength(7);
});
