import { expect, test } from 'vitest';

import { createAkeneoSimulator } from './create-akeneo-simulator.ts';
import type { JsonObject } from './json.ts';
import { connect } from './testing/api-client.ts';

async function writer() {
  const simulator = createAkeneoSimulator({ limits: null });
  return { simulator, client: await connect(simulator) };
}

test('objects merge, lists and scalars are replaced, and null is no object', async () => {
  const { client } = await writer();
  await client.send('PATCH', '/categories/jackets', {
    parent: 'master',
    labels: { de_DE: 'Jacken und Mäntel', fr_FR: '' },
  });
  expect((await client.get('/categories/jackets')).json()).toMatchObject({
    parent: 'master',
    labels: { en_US: 'Jackets', de_DE: 'Jacken und Mäntel' },
  });
  const refused = await client.send('PATCH', '/categories/jackets', { labels: null });
  expect(refused.json()['message']).toBe(
    'Property "labels" expects an array as data, "NULL" given. Check the expected format on the API documentation.',
  );
  await client.send('PATCH', '/families/mugs', { attribute_requirements: { print: ['sku'] } });
  expect((await client.get('/families/mugs')).json()['attribute_requirements']).toEqual({
    ecommerce: ['sku', 'name', 'price', 'color'],
    print: ['sku'],
  });
});

test('codes are compared without regard to letter case', async () => {
  const { client } = await writer();
  expect((await client.get('/families/JACKETS')).json()['code']).toBe('jackets');
  expect(
    (
      await client.patchLines('/attributes/color/options', [{ code: 'RED', labels: { fr_FR: 'Vermeil' } }])
    ).lines()[0],
  ).toMatchObject({ status_code: 204 });
  expect((await client.get('/attributes/color/options/red')).json()).toMatchObject({
    code: 'Red',
    labels: { fr_FR: 'Vermeil' },
  });
});

test.each<[string, string, JsonObject, string]>([
  [
    'a code with spaces',
    '/categories',
    { code: 'two words' },
    'Category code may contain only letters, numbers and underscores',
  ],
  ['a code that is taken', '/categories', { code: 'jackets' }, 'The code \\"jackets\\" already exists.'],
  [
    'a parent that there is not',
    '/categories',
    { code: 'x', parent: 'nowhere' },
    'The category does not exist, \\"nowhere\\" given.',
  ],
  [
    'an attribute without a type',
    '/attributes',
    { code: 'x', group: 'general' },
    'This value should not be blank.',
  ],
  [
    'an attribute of an unknown type',
    '/attributes',
    { code: 'x', group: 'general', type: 'pim_catalog_hologram' },
    'does not exist',
  ],
  [
    'an attribute in no group',
    '/attributes',
    { code: 'x', type: 'pim_catalog_text', group: 'nowhere' },
    'expects a valid attribute group code',
  ],
  [
    'a measurement without a family',
    '/attributes',
    { code: 'x', type: 'pim_catalog_metric', group: 'general', decimals_allowed: true },
    'Please specify a valid metric family',
  ],
  [
    'a number that says nothing of decimals',
    '/attributes',
    { code: 'x', type: 'pim_catalog_number', group: 'general' },
    'This value should not be null.',
  ],
  [
    'a property that there is not',
    '/families',
    { code: 'x', colour: 1 },
    'Property \\"colour\\" does not exist.',
  ],
  [
    'a family with an unknown attribute',
    '/families',
    { code: 'x', attributes: ['nothing'] },
    'expects a valid attribute code',
  ],
  [
    'a family with a label of another family',
    '/families',
    { code: 'x', attributes: ['sku'], attribute_as_label: 'name' },
    'must belong to the family',
  ],
  [
    'a family that is known by a number',
    '/families',
    { code: 'x', attributes: ['sku', 'pieces'], attribute_as_label: 'pieces' },
    'only supports',
  ],
  [
    'a requirement of what it has not',
    '/families',
    { code: 'x', attributes: ['sku'], attribute_requirements: { print: ['name'] } },
    'cannot be an attribute required for the channel',
  ],
  [
    'a structure without a level',
    '/families/mugs/variants',
    { code: 'x', variant_attribute_sets: [] },
    'at least one level',
  ],
  [
    'an axis of texts',
    '/families/mugs/variants',
    { code: 'x', variant_attribute_sets: [{ level: 1, axes: ['name'] }] },
    'Variant axis \\"name\\" must be',
  ],
  [
    'an attribute of another family',
    '/families/mugs/variants',
    { code: 'x', variant_attribute_sets: [{ level: 1, axes: ['color'], attributes: ['size'] }] },
    'must be added to the family',
  ],
  [
    'a level of another shape',
    '/families/mugs/variants',
    { code: 'x', variant_attribute_sets: ['color'] },
    'expects levels',
  ],
  [
    'a channel without locales',
    '/channels',
    { code: 'x', currencies: ['EUR'], category_tree: 'master' },
    'should contain 1 element or more',
  ],
  [
    'a channel with an unknown locale',
    '/channels',
    { code: 'x', locales: ['xx_XX'] },
    'The locale does not exist',
  ],
])('%s is refused', async (_, path, body, words) => {
  const { client } = await writer();
  const answer = await client.send('POST', path, body);
  expect([answer.status, answer.text]).toEqual([422, expect.stringContaining(words)]);
});

test('what was decided once stays', async () => {
  const { client } = await writer();
  const refused = async (path: string, body: JsonObject) => (await client.send('PATCH', path, body)).text;
  expect(await refused('/attributes/name', { type: 'pim_catalog_textarea' })).toContain(
    'This property cannot be changed.',
  );
  expect(await refused('/attributes/name', { localizable: false })).toContain(
    'This property cannot be changed.',
  );
  expect(await refused('/association-types/PACK', { is_quantified: false })).toContain(
    'This property cannot be changed.',
  );
  expect(
    await refused('/families/mugs/variants/mugs_by_color', {
      variant_attribute_sets: [{ level: 1, axes: ['color', 'waterproof'] }],
    }),
  ).toContain('This property cannot be changed.');
  expect(await refused('/categories/master', { parent: 'jackets' })).toContain('cannot be below itself');
  expect(await refused('/categories/jackets', { code: 'coats' })).toContain('must match the code');
});

test('a family with products cannot be deleted', async () => {
  const { client } = await writer();
  expect((await client.send('DELETE', '/families/mugs')).status).toBe(422);
  await client.send('POST', '/families', { code: 'empty', attributes: ['sku'] });
  expect((await client.send('DELETE', '/families/empty')).status).toBe(204);
  expect((await client.get('/families/empty')).status).toBe(404);
});

test('an attribute that moves to another group leaves the old one', async () => {
  const { client } = await writer();
  await client.send('PATCH', '/attributes/brand', { group: 'marketing' });
  expect((await client.get('/attribute-groups/general')).json()['attributes']).not.toContain('brand');
  await client.send('PATCH', '/attribute-groups/media', {
    attributes: ['picture', 'manual', 'packshots', 'brand'],
  });
  expect((await client.get('/attributes/brand')).json()).toMatchObject({
    group: 'media',
    group_labels: { en_US: 'Media' },
  });
});

test('measurement families keep their standard unit', async () => {
  const { client } = await writer();
  const write = async (family: JsonObject) => {
    const answer = await client.send('PATCH', '/measurement-families', [family]);
    return (JSON.parse(answer.text) as JsonObject[])[0]?.['status_code'];
  };
  const ounce = {
    code: 'OUNCE',
    convert_from_standard: [{ operator: 'mul', value: '0.0283' }],
    symbol: 'oz',
  };
  expect(await write({ code: 'Weight', units: { OUNCE: ounce } })).toBe(204);
  expect(await write({ code: 'Weight', standard_unit_code: 'OUNCE' })).toBe(422);
  expect(
    await write({ code: 'Weight', units: { STONE: { code: 'STONE', convert_from_standard: [] } } }),
  ).toBe(422);
  expect(
    await write({ code: 'Weight', units: { STONE: { code: 'STONE', convert_from_standard: 'x' } } }),
  ).toBe(422);
  const families = JSON.parse((await client.get('/measurement-families')).text) as { units: object }[];
  expect(Object.keys(families[0]?.units ?? {})).toEqual(['GRAM', 'KILOGRAM', 'POUND', 'OUNCE']);
});

test('a person in the PIM deletes what the API cannot', async () => {
  const { simulator, client } = await writer();
  simulator.user.delete('attribute options', 'olive', 'color');
  expect((await client.get('/attributes/color/options/olive')).status).toBe(404);
  expect((await client.get('/products/MUG-OLIVE')).json()['values']).toMatchObject({
    color: [{ data: 'olive' }],
  });
  simulator.user.delete('attributes', 'brand');
  expect((await client.get('/products/LANTERN-1')).json()['values']).not.toHaveProperty('brand');
  expect(() => simulator.user.delete('families', 'nowhere')).toThrow('nothing called "nowhere"');
});
