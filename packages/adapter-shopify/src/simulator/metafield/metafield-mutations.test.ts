import { describe, expect, test } from 'vitest';

import { makeScene } from '../testing/scene.ts';
import type { Scene } from '../testing/scene.ts';

const set = ({ mutate, simple }: Scene, more: object) =>
  mutate(
    'metafieldsSet',
    {
      metafields: [
        {
          ownerId: simple.id,
          namespace: 'custom',
          key: 'key',
          type: 'single_line_text_field',
          value: 'x',
          ...more,
        },
      ],
    },
    'metafields { value compareDigest jsonValue }',
  );

// As recorded of real shops, or as their documentation says.
test.each([
  ['date_time', '2026-01-02T03:04:05', '2026-01-02T03:04:05+00:00'],
  ['date_time', '2026-01-02T03:04:05+02:00', '2026-01-02T01:04:05+00:00'],
  ['weight', '{"unit":"kg","value":2}', '{"value":2.0,"unit":"KILOGRAMS"}'],
  ['volume', '{"value":0.5,"unit":"ml"}', '{"value":0.5,"unit":"MILLILITERS"}'],
  ['dimension', '{"value":"3","unit":"cm"}', '{"value":3.0,"unit":"CENTIMETERS"}'],
  ['number_decimal', '5', '5.0'],
  ['number_decimal', '5.10', '5.1'],
  ['color', '#FFAA00', '#ffaa00'],
  [
    'rating',
    '{"value":"4","scale_max":"5","scale_min":"1"}',
    '{"scale_min":"1.0","scale_max":"5.0","value":"4.0"}',
  ],
  ['money', '{"amount":"5","currency_code":"EUR"}', '{"amount":"5.00","currency_code":"EUR"}'],
  ['json', '{ "a": 1 }', '{"a":1}'],
  ['list.single_line_text_field', '["a", "b"]', '["a","b"]'],
  ['boolean', 'true', 'true'],
])('a value of type %s is brought to its form: %s', async (type, value, kept) => {
  const { payload, userErrors } = await set(await makeScene(), { type, value });
  expect(userErrors).toEqual([]);
  expect(payload['metafields']).toMatchObject([{ value: kept }]);
});

describe('metafields', () => {
  test('are set all or none', async () => {
    const { shop, simple, mutate } = await makeScene();
    const good = { ownerId: simple.id, namespace: 'custom', key: 'good', type: 'boolean', value: 'true' };
    const { userErrors } = await mutate('metafieldsSet', {
      metafields: [good, { ...good, key: 'bad', value: 'yes' }],
    });
    expect(userErrors).toMatchObject([{ field: ['metafields', '1', 'value'] }]);
    expect(shop.simulator.state.metafields.get(simple.id)?.size ?? 0).toBe(0);
  });

  test('are compared with what was read: stale is refused, the same value never', async () => {
    const scene = await makeScene();
    const first = await set(scene, {});
    const [{ compareDigest } = { compareDigest: '' }] = first.payload['metafields'] as readonly {
      readonly compareDigest: string;
    }[];
    await set(scene, { value: 'y' });
    expect((await set(scene, { value: 'z', compareDigest })).userErrors).toMatchObject([
      { code: 'STALE_OBJECT' },
    ]);
    expect((await set(scene, { value: 'y', compareDigest })).userErrors).toEqual([]);
  });

  test('are deleted, and what was not there is no mistake', async () => {
    const scene = await makeScene();
    await set(scene, {});
    const metafields = ['key', 'other'].map((key) => ({
      ownerId: scene.simple.id,
      namespace: 'custom',
      key,
    }));
    const { payload } = await scene.mutate('metafieldsDelete', { metafields }, 'deletedMetafields { key }');
    expect(payload['deletedMetafields']).toEqual([{ key: 'key' }, null]);
    expect(scene.shop.simulator.state.metafieldOwners.size).toBe(0);
  });

  test('without a namespace are the app’s own', async () => {
    const scene = await makeScene();
    await set(scene, { namespace: undefined });
    const query =
      'query Own($id: ID!) { product(id: $id) { metafield(namespace: "$app", key: "key") { namespace } } }';
    expect(await scene.shop.data(query, { id: scene.simple.id })).toEqual({
      metafield: { namespace: 'app--1' },
    });
  });

  test('change their product, as webhooks and searches know it', async () => {
    const scene = await makeScene();
    await scene.shop.clock.advance(1_000);
    await set(scene, {});
    const { updatedAt } = scene.shop.simulator.state.products.get(scene.simple.id) ?? { updatedAt: 0 };
    expect(updatedAt).toBe(scene.shop.clock.now());
  });
});
