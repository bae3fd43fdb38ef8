// What real shops did with metafields (recordings of API 2025-01 and 2026-04, in our words).
import { describe, expect, test } from 'vitest';

import { makeScene } from '../testing/scene.ts';
import type { Scene } from '../testing/scene.ts';

const selection = 'metafields { namespace key type value jsonValue compareDigest ownerType }';
const set = ({ mutate, simple }: Scene, ...fields: readonly object[]) => {
  const metafields = fields.map((field) => ({
    ownerId: simple.id,
    namespace: 'custom',
    key: 'some',
    ...field,
  }));
  return mutate('metafieldsSet', { metafields }, selection);
};
const text = 'single_line_text_field';

describe('values are kept in one form', () => {
  test.each([
    ['boolean', 't', 'true', true],
    ['boolean', '1', 'true', true],
    ['boolean', ' TRUE ', 'true', true],
    // What the platform tells of `false` as JSON is a text.
    ['boolean', 'f', 'false', 'false'],
    ['boolean', 'false', 'false', 'false'],
    ['boolean', '0', 'false', 'false'],
    ['number_integer', '5.0', '5', 5],
    ['number_integer', '5.000', '5', 5],
    ['number_decimal', '1.1234567891', '1.123456789', '1.123456789'],
    ['json', '{"a":1,"run":"17"}', '{"a":1,"run":"17"}', { a: 1, run: '17' }],
    [
      'rating',
      '{"value":"4.5","scale_max":"5.0","scale_min":"1.0"}',
      '{"scale_min":"1.0","scale_max":"5.0","value":"4.5"}',
      { scale_min: '1.0', scale_max: '5.0', value: '4.5' },
    ],
    [
      'money',
      '{"amount":"12.34","currency_code":"EUR"}',
      '{"amount":"12.34","currency_code":"EUR"}',
      { amount: '12.34', currency_code: 'EUR' },
    ],
    ['date_time', '2026-11-01T10:00:00.123Z', '2026-11-01T10:00:00+00:00', '2026-11-01T10:00:00+00:00'],
    [
      'weight',
      '{"value":2,"unit":"kg"}',
      '{"value":2.0,"unit":"KILOGRAMS"}',
      { value: 2, unit: 'KILOGRAMS' },
    ],
  ])('%s “%s” as “%s”', async (type, value, kept, jsonValue) => {
    const { payload, userErrors } = await set(await makeScene(), { type, value });
    expect(userErrors).toEqual([]);
    expect(payload['metafields']).toMatchObject([{ type, value: kept, jsonValue }]);
  });

  test.each([
    ['number_integer', '+5', 'Value must be an integer.'],
    ['number_integer', '5.5', 'Value must be an integer.'],
    ['money', '{"amount":"1.00","currency_code":""}', 'Value must have a currency code.'],
    ['money', '{"amount":"abc","currency_code":"USD"}', 'Value must have a numeric amount.'],
    [
      'money',
      '{"amount":"1000000000000000001","currency_code":"EUR"}',
      'Value must be within +/-1000000000000000000.',
    ],
    [
      'money',
      '[]',
      "Value must be a stringified JSON object with amount (numeric) and currency_code (string matching the shop's currency) fields.",
    ],
    ['money', '{"amount":"1.00","currency_code":"ZZZ"}', 'Value contains an invalid currency, ZZZ.'],
  ])('%s “%s” is refused', async (type, value, message) => {
    const { payload, userErrors } = await set(await makeScene(), { type, value });
    expect(payload['metafields']).toEqual([]);
    expect(userErrors).toEqual([{ field: ['metafields', '0', 'value'], message, code: 'INVALID_VALUE' }]);
  });
});

describe('a digest', () => {
  const none = '0'.repeat(64);

  test('of what is not there is refused as invalid', async () => {
    const { payload, userErrors } = await set(await makeScene(), {
      type: text,
      value: 'a',
      compareDigest: none,
    });
    expect(payload['metafields']).toEqual([]);
    expect(userErrors).toEqual([
      {
        field: ['metafields', '0'],
        message: 'Invalid `compareDigest` value.',
        code: 'INVALID_COMPARE_DIGEST',
      },
    ]);
  });

  test('of another value is stale, and nothing of the call is written', async () => {
    const scene = await makeScene();
    await set(scene, { type: text, value: 'a' });
    const { userErrors } = await set(
      scene,
      { type: text, value: 'other', key: 'more' },
      { type: text, value: 'b', compareDigest: none },
    );
    expect(userErrors).toMatchObject([{ field: ['metafields', '1'], code: 'STALE_OBJECT' }]);
    const own = scene.shop.simulator.state.metafields.get(scene.simple.id);
    expect([...(own?.values() ?? [])].map(({ value }) => value)).toEqual(['a']);
  });

  test.each([none, 'malformed'])(
    '%s does not matter if the value is there already',
    async (compareDigest) => {
      const scene = await makeScene();
      await set(scene, { type: text, value: 'a' });
      const { payload, userErrors } = await set(scene, { type: text, value: 'a', compareDigest });
      expect(userErrors).toEqual([]);
      expect(payload['metafields']).toMatchObject([{ value: 'a', ownerType: 'PRODUCT' }]);
    },
  );

  test('that is null lets a metafield be made, and not be changed', async () => {
    const scene = await makeScene();
    const first = await set(scene, { type: text, value: 'a', compareDigest: null });
    expect(first.userErrors).toEqual([]);
    const second = await set(scene, { type: text, value: 'b', compareDigest: null });
    expect(second.userErrors).toMatchObject([{ code: 'STALE_OBJECT' }]);
  });
});

describe('metafields are read', () => {
  const read = async (args: string) => {
    const scene = await makeScene();
    const namespace = 'connection_args';
    await set(
      scene,
      { type: text, namespace, key: 'alpha', value: 'A' },
      { type: text, namespace, key: 'bravo', value: 'B' },
      { type: text, namespace: 'details', key: 'size', value: 'M' },
      { type: text, namespace, key: 'charlie', value: 'C' },
    );
    const { data } = await scene.shop.call(
      `query Read($id: ID!) { product(id: $id) { metafields(${args}) { nodes { namespace key value } pageInfo { hasNextPage } } } }`,
      { id: scene.simple.id },
    );
    return data?.['product'];
  };

  test.each([
    ['by keys without a namespace, none', 'first: 10, keys: ["bravo", "size"]', [], false],
    [
      'by full keys, in the order of these and with full keys',
      'first: 10, keys: ["details.size", "connection_args.bravo"]',
      [
        { namespace: 'details', key: 'details.size', value: 'M' },
        { namespace: 'connection_args', key: 'connection_args.bravo', value: 'B' },
      ],
      false,
    ],
    [
      'backwards, in a namespace',
      'first: 2, namespace: "connection_args", reverse: true',
      [
        { namespace: 'connection_args', key: 'charlie', value: 'C' },
        { namespace: 'connection_args', key: 'bravo', value: 'B' },
      ],
      true,
    ],
  ])('%s', async (_name, args, nodes, hasNextPage) => {
    expect(await read(args)).toEqual({ metafields: { nodes, pageInfo: { hasNextPage } } });
  });
});

test('metafieldsDelete tells of each, and of none where there was none', async () => {
  const scene = await makeScene();
  await set(scene, { type: text, value: 'a' });
  const owned = { ownerId: scene.simple.id, namespace: 'custom' };
  const metafields = [
    { ...owned, key: 'some' },
    { ...owned, key: 'other' },
  ];
  const { payload } = await scene.mutate(
    'metafieldsDelete',
    { metafields },
    'deletedMetafields { ownerId namespace key }',
  );
  expect(payload).toEqual({ deletedMetafields: [metafields[0], null], userErrors: [] });
});
