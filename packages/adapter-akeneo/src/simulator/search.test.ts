import { expect, test } from 'vitest';

import { createAkeneoSimulator } from './create-akeneo-simulator.ts';
import type { AkeneoSimulatorOptions } from './create-akeneo-simulator.ts';
import type { Json } from './json.ts';
import { connect } from './testing/api-client.ts';
import { ManualClock } from './testing/manual-clock.ts';

async function searcher(options: AkeneoSimulatorOptions = {}) {
  const simulator = createAkeneoSimulator({ limits: null, ...options });
  const client = await connect(simulator);
  const find = async (search: Json, path = '/products', key = 'identifier') => {
    const query = new URLSearchParams({ search: JSON.stringify(search), limit: '100' });
    const answer = await client.get(`${path}?${query.toString()}`);
    if (answer.status !== 200) return answer.json()['message'];
    return answer.items().map((item) => item[key]);
  };
  return { simulator, client, find };
}

const jackets = ['STORM-BLUE-S', 'STORM-BLUE-M', 'STORM-BLUE-L', 'STORM-RED-S', 'STORM-RED-M'];
const mugs = ['MUG-BLUE', 'MUG-RED', 'MUG-OLIVE'];

test('products are found by what they have beside values', async () => {
  const { find } = await searcher();
  expect(await find({ family: [{ operator: 'IN', value: ['mugs'] }] })).toEqual(mugs);
  expect(await find({ family: [{ operator: 'EMPTY' }] })).toEqual(['LOOSE-CORD']);
  expect(await find({ enabled: [{ operator: '=', value: false }] })).toEqual(['HEADLAMP-2']);
  expect(await find({ groups: [{ operator: 'IN', value: ['clearance'] }] })).toEqual(['LIGHT-SET']);
  expect(await find({ categories: [{ operator: 'IN CHILDREN', value: ['clothing'] }] })).toEqual(jackets);
  expect(await find({ categories: [{ operator: 'IN', value: ['clothing'] }] })).toEqual([]);
  expect(await find({ categories: [{ operator: 'UNCLASSIFIED' }] })).toEqual(['LOOSE-CORD']);
  expect(
    await find({
      categories: [
        { operator: 'IN CHILDREN', value: ['master'] },
        { operator: 'NOT IN', value: ['jackets', 'mugs'] },
      ],
    }),
  ).toEqual(['LANTERN-1', 'HEADLAMP-2', 'LIGHT-SET']);
});

test('= parent finds all descendants, IN the children, EMPTY the simple ones', async () => {
  const { find } = await searcher();
  expect(await find({ parent: [{ operator: '=', value: 'storm_jacket' }] })).toEqual(jackets);
  expect(await find({ parent: [{ operator: 'IN', value: ['storm_jacket'] }] })).toEqual([]);
  // In whatever letter case the parent was written.
  expect(await find({ parent: [{ operator: 'IN', value: ['STORM_JACKET_BLUE'] }] })).toEqual(
    jackets.slice(0, 3),
  );
  expect(await find({ parent: [{ operator: 'EMPTY' }] })).toHaveLength(4);
  const community = await searcher({ edition: 'community' });
  expect(await community.find({ parent: [{ operator: 'EMPTY' }] })).toMatch(/not supported/u);
});

test('products are found by completeness and quality', async () => {
  const { find } = await searcher();
  const complete = (operator: string, more = {}) =>
    find({ completeness: [{ operator, value: 100, scope: 'ecommerce', ...more }] });
  expect(await complete('=')).toEqual([...jackets, 'MUG-BLUE', 'MUG-RED', 'LANTERN-1']);
  expect(await complete('GREATER OR EQUALS THAN ON ALL LOCALES', { locales: ['en_US', 'de_DE'] })).toEqual([
    ...jackets,
    'MUG-BLUE',
    'MUG-RED',
    'LANTERN-1',
  ]);
  expect(await complete('GREATER OR EQUALS THAN ON ALL LOCALES')).toEqual(['LANTERN-1']);
  expect(
    await find({
      quality_score: [{ operator: 'IN', value: ['A', 'B'], scope: 'ecommerce', locale: 'en_US' }],
    }),
  ).toContain('LANTERN-1');
  const models = (operator: string) =>
    find({ completeness: [{ operator, scope: 'ecommerce', locale: 'en_US' }] }, '/product-models', 'code');
  expect(await models('ALL COMPLETE')).toEqual(['storm_jacket', 'storm_jacket_blue', 'storm_jacket_red']);
  expect(await models('AT LEAST INCOMPLETE')).toEqual(['camp_mug']);
});

test('each type of attribute has operators of its own', async () => {
  const { find } = await searcher();
  expect(await find({ sku: [{ operator: 'STARTS WITH', value: 'mug' }] })).toEqual(mugs);
  expect(await find({ sku: [{ operator: 'IN', value: ['LANTERN-1', 'MUG-RED'] }] })).toEqual([
    'MUG-RED',
    'LANTERN-1',
  ]);
  expect(await find({ name: [{ operator: 'CONTAINS', value: 'becher', locale: 'de_DE' }] })).toEqual(mugs);
  expect(await find({ name: [{ operator: 'EMPTY', locale: 'en_US' }] })).toEqual(['LOOSE-CORD']);
  expect(await find({ price: [{ operator: '>', value: { amount: 100, currency: 'EUR' } }] })).toEqual(
    jackets,
  );
  expect(await find({ burn_time: [{ operator: '<=', value: 12.5 }] })).toEqual(['LANTERN-1']);
  expect(await find({ color: [{ operator: 'IN', value: ['RED'] }] })).toEqual([
    'STORM-RED-S',
    'STORM-RED-M',
    'MUG-RED',
  ]);
  expect(await find({ materials: [{ operator: 'NOT IN', value: ['enamel'] }] })).toEqual(jackets);
  expect(await find({ waterproof: [{ operator: '=', value: false }] })).toEqual(['LANTERN-1']);
  expect(
    await find({
      release_date: [{ operator: 'BETWEEN', value: ['2026-04-01', '2026-05-31'], scope: 'ecommerce' }],
    }),
  ).toEqual(['LANTERN-1']);
  expect(await find({ manual: [{ operator: 'NOT EMPTY', locale: 'en_US' }] })).toEqual(['LANTERN-1']);
});

test('a search that makes no sense is refused in the words of the PIM', async () => {
  const { client, find } = await searcher();
  expect(await find({ name: [{ operator: 'CONTAINS', value: 'x' }] })).toBe(
    'Attribute "name" expects a locale, none given.',
  );
  expect(await find({ description: [{ operator: 'EMPTY', locale: 'en_US' }] })).toBe(
    'Attribute "description" expects a scope, none given.',
  );
  expect(await find({ nothing: [{ operator: '=', value: 1 }] })).toBe(
    'Filter on property "nothing" is not supported or does not support operator "=".',
  );
  expect(await find({ color: [{ operator: 'CONTAINS', value: 'x' }] })).toMatch(
    /does not support operator "CONTAINS"/u,
  );
  expect(await find({ family: { operator: 'IN' } })).toMatch(/^Structure of filter "family"/u);
  const broken = await client.get('/products?search={');
  expect([broken.status, broken.json()['message']]).toEqual([
    400,
    'Search query parameter should be valid JSON.',
  ]);
});

test('updated counts by the second, and a variant is found when its model was changed', async () => {
  const clock = new ManualClock(Date.UTC(2026, 0, 15, 12));
  const { simulator, find } = await searcher({ clock });
  await clock.advance(60_400);
  simulator.user.saveProductModel('storm_jacket', {
    values: { waterproof: [{ locale: null, scope: null, data: false }] },
  });
  simulator.user.saveProduct('LANTERN-1', { enabled: false });
  const since = (value: string) => find({ updated: [{ operator: '>', value }] });
  expect(await since('2026-01-15 12:01:00')).toEqual([]);
  expect(await since('2026-01-15 12:00:59')).toEqual([...jackets, 'LANTERN-1']);
  expect(
    await find({ updated: [{ operator: 'BETWEEN', value: ['2026-01-15 12:01:00', '2026-01-15 12:02:00'] }] }),
  ).toHaveLength(6);
  expect(await find({ updated: [{ operator: 'SINCE LAST N DAYS', value: 4 }] })).toHaveLength(12);
  expect(await since('yesterday')).toMatch(/yyyy-mm-dd/u);
  // Equal is the whole day.
  const on = (value: string) => find({ updated: [{ operator: '=', value }] });
  expect(await on('2026-01-15 23:59:59')).toHaveLength(12);
  expect(await on('2026-01-16 00:00:00')).toEqual([]);
});

test('product models are found by their code under the name “identifier”, and by their parent since 6.0', async () => {
  const { find } = await searcher();
  const models = (search: Parameters<typeof find>[0]) => find(search, '/product-models', 'code');
  const value = ['CAMP_MUG', 'storm_jacket_blue', 'nowhere'];
  expect(await models({ identifier: [{ operator: 'IN', value }] })).toEqual([
    'camp_mug',
    'storm_jacket_blue',
  ]);
  expect(await models({ identifier: [{ operator: 'NOT IN', value }] })).toEqual([
    'storm_jacket',
    'storm_jacket_red',
  ]);
  expect(await models({ code: [{ operator: 'IN', value }] })).toMatch(/not supported/u);
  const root = { parent: [{ operator: 'EMPTY' }] };
  expect(await models(root)).toEqual(['camp_mug', 'storm_jacket']);
  const older = await searcher({ edition: 'community', version: '5.0.3' });
  expect(await older.find(root, '/product-models', 'code')).toMatch(/not supported/u);
});

test('a PIM in another time zone reads and writes dates by its own clocks, also when they change', async () => {
  // Twenty past two in the night in which the clocks go back: it is so twice.
  const clock = new ManualClock(Date.UTC(2026, 9, 25, 0, 20));
  const { client, find } = await searcher({ edition: 'community', timeZone: 'Europe/Berlin', clock });
  expect((await client.get('/products/LANTERN-1')).json()['updated']).toBe('2026-10-25T02:20:00+02:00');
  expect(await find({ updated: [{ operator: '>', value: '2026-10-25 01:19:59' }] })).toHaveLength(12);
  expect(await find({ updated: [{ operator: '>', value: '2026-10-25 03:00:00' }] })).toEqual([]);
});

test('an asset that is changed touches no product, unless linked entities are asked for', async () => {
  const clock = new ManualClock(Date.UTC(2026, 0, 15, 12));
  const { simulator, client, find } = await searcher({ clock });
  await clock.advance(60_000);
  simulator.user.saveAsset('packshots', 'lantern_front', {
    values: { rights_end: [{ locale: null, channel: null, data: '2030-01-01' }] },
  });
  simulator.user.saveRecord('designers', 'ida_holm', {
    values: { born: [{ locale: null, channel: null, data: '1985' }] },
  });
  const since = { operator: '>', value: '2026-01-15 12:00:30' };
  expect(await find({ updated: [since] })).toEqual([]);
  expect(await find({ updated_including_linked_entities: [since] })).toEqual([...jackets, 'LANTERN-1']);
  expect(
    await find({
      updated_including_linked_entities: [since],
      updated_including_linked_type: [{ operator: 'IN', value: ['asset'] }],
    }),
  ).toEqual(['LANTERN-1']);
  const assets = await client.get(
    `/asset-families/packshots/assets?search=${encodeURIComponent('{"updated":[{"operator":">","value":"2026-01-15T12:00:30Z"}]}')}`,
  );
  expect(assets.items().map(({ code }) => code)).toEqual(['lantern_front']);
  expect(await find({ updated_including_linked_entities: [since] }, '/product-models', 'code')).toEqual([
    'storm_jacket',
    'storm_jacket_blue',
    'storm_jacket_red',
  ]);
});

test('a search in the body has limits', async () => {
  const { client } = await searcher();
  const search = (body: Json) =>
    client.send('POST', '/products-uuid/search?pagination_type=search_after', body);
  const found = await search({
    search: '{"family":[{"operator":"IN","value":["mugs"]}]}',
    attributes: 'sku',
  });
  expect(found.items().map(({ values }) => Object.keys(values as object))).toEqual([
    ['sku'],
    ['sku'],
    ['sku'],
  ]);
  const many = Array.from({ length: 21 }, () => ({ operator: 'NOT EMPTY' }));
  expect((await search({ search: JSON.stringify({ family: many }) })).json()['message']).toMatch(
    /search criteria is 20/u,
  );
  const uuids = Array.from({ length: 801 }, () => 'x');
  expect(
    (await search({ search: JSON.stringify({ uuid: [{ operator: 'IN', value: uuids }] }) })).status,
  ).toBe(422);
});

test('options know no date, and structure does', async () => {
  const clock = new ManualClock(Date.UTC(2026, 0, 15, 12));
  const { simulator, client, find } = await searcher({ clock });
  await clock.advance(60_000);
  simulator.user.save('categories', 'jackets', { labels: { en_US: 'All jackets' } });
  simulator.user.save('attribute options', 'blue', { labels: { en_US: 'Navy' } }, 'color');
  const since = { updated: [{ operator: '>', value: '2026-01-15T12:00:30Z' }] };
  expect(await find(since, '/categories', 'code')).toEqual(['jackets']);
  expect(await find(since, '/attributes', 'code')).toEqual([]);
  expect(await find({ is_root: [{ operator: '=', value: true }] }, '/categories', 'code')).toEqual([
    'master',
    'print',
  ]);
  expect(
    await find({ type: [{ operator: 'IN', value: ['pim_catalog_date'] }] }, '/attributes', 'code'),
  ).toEqual(['release_date']);
  expect(await find({ has_products: [{ operator: '=', value: true }] }, '/families', 'code')).toEqual([
    'jackets',
    'mugs',
    'lamps',
  ]);
  expect((await client.get('/attributes/color/options')).items()[0]).toMatchObject({
    code: 'blue',
    labels: { en_US: 'Navy' },
  });
});
