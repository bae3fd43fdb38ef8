import { brand, brands } from './metaobject-triggers.ts';
import type { Scene } from './scene.ts';
import { long, repeat, triggersOf } from './triggers.ts';
import type { Trigger } from './triggers.ts';

const set =
  (more: object) =>
  ({ simple }: Scene) => ({
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
  });
const valued = (type: string, value: string) => set({ type, value });
const definition = (more: object) => ({
  definition: {
    ownerType: 'PRODUCT',
    namespace: 'custom',
    key: 'key',
    name: 'Key',
    type: 'single_line_text_field',
    ...more,
  },
});
const define = (type: string, validations: readonly object[]) => (scene: Scene) =>
  scene.mutate('metafieldDefinitionCreate', definition({ type, validations }));
const ruled = (type: string, name: string, rule: string, value: string) =>
  [define(type, [{ name, value: rule }]), set({ type, value })] as const;
const scale = [
  { name: 'scale_min', value: '1.0' },
  { name: 'scale_max', value: '5.0' },
];
const rating = (value: string, high: string) =>
  [
    define('rating', scale),
    set({ type: 'rating', value: JSON.stringify({ value, scale_min: '1.0', scale_max: high }) }),
  ] as const;
/** Calls of the mutations of metafields. */
export const metafieldTriggers: readonly Trigger[] = [
  ...triggersOf('metafieldsSet', [
    set({ namespace: 'app--2' }),
    set({ type: null }),
    set({ compareDigest: 'nonsense' }),
    valued('number_integer', 'x'),
    set({ value: '' }),
    ({ staticId }) => ({
      metafields: [{ ownerId: staticId('Product'), namespace: 'custom', key: 'key', type: 'id', value: 'x' }],
    }),
    valued('money', '1'),
    valued('url', 'example.com'),
    valued('date_time', 'now'),
    valued('weight', '{"value":-1,"unit":"kg"}'),
    ({ staticId, simple }) => ({
      metafields: [
        {
          ownerId: simple.id,
          namespace: 'custom',
          key: 'key',
          type: 'product_reference',
          value: staticId('Product'),
        },
      ],
    }),
    valued('product_reference', 'gid://shopify/Product/not-a-product'),
    ruled('number_integer', 'min', '2', '1'),
    ruled('number_integer', 'max', '5', '6'),
    ruled('number_decimal', 'max', '5.0', '6.5'),
    ruled('single_line_text_field', 'regex', '^[0-9]+$', 'x'),
    ruled('single_line_text_field', 'choices', '["red","blue"]', 'x'),
    ruled('single_line_text_field', 'max', '5', 'too long'),
    ruled('single_line_text_field', 'min', '5', 'x'),
    ruled('date', 'max', '2026-12-31', '2027-01-01'),
    ruled('date_time', 'max', '2026-12-31T23:59:59', '2027-01-01T00:00:00'),
    ruled('date_time', 'min', '2026-12-31T23:59:59', '2026-01-01T00:00:00'),
    rating('3.0', '6.0'),
    rating('6.0', '5.0'),
    [
      async (s) => {
        await brands(s);
        await s.mutate('metaobjectUpsert', brand('acme'));
        const other = 'gid://shopify/MetaobjectDefinition/1';
        await define('metaobject_reference', [{ name: 'metaobject_definition_id', value: other }])(s);
      },
      (s) => valued('metaobject_reference', [...s.shop.simulator.state.metaobjects.keys()][0] ?? '')(s),
    ],
    valued('money', '{"amount":"1.0"}'),
    valued('money', '{"amount":"much","currency_code":"EUR"}'),
    valued('money', '{"amount":"1.0","currency_code":"ZZZ"}'),
    valued('number_integer', '9007199254740993'),
    valued('url', 'ftp://example.com'),
    valued('boolean', 'yes'),
    valued('color', 'red'),
    valued('json', '{nope}'),
    valued('multi_line_text_field', long(64 * 1024 + 1)),
    valued('weight', '{"value":1,"unit":"stone"}'),
    valued('date', 'today'),
    valued('link', '{"text":"x"}'),
    valued('single_line_text_field', 'a\nb'),
    valued('list.number_integer', JSON.stringify(Array.from({ length: 129 }, () => 1))),
    valued('list.number_integer', '{}'),
    ({ simple }) => ({
      metafields: Array.from({ length: 26 }, (_value, index) => ({
        ownerId: simple.id,
        key: `key-${index}`,
        type: 'boolean',
        value: 'true',
      })),
    }),
    ...['shopify_standard', 'protected', 'shopify-l10n-fields'].map((namespace) => set({ namespace })),
    [(s) => s.mutate('metafieldsSet', set({})(s)), set({ value: 'y', compareDigest: 'a'.repeat(64) })],
    [(s) => s.mutate('metafieldsSet', set({})(s)), set({ value: 'y', compareDigest: null })],
    [define('number_integer', []), set({})],
    [
      async (s) => {
        await define('id', [])(s);
        await s.mutate('metafieldsSet', set({ type: 'id' })(s));
      },
      ({ product }) => ({
        metafields: [{ ownerId: product.id, namespace: 'custom', key: 'key', type: 'id', value: 'x' }],
      }),
    ],
    set({ namespace: long(256) }),
    set({ key: long(65) }),
    set({ namespace: 'ab' }),
    set({ key: 'a' }),
  ]),
  ...triggersOf('metafieldsDelete', [
    ({ simple }) => ({ metafields: [{ ownerId: simple.id, namespace: 'app--2', key: 'key' }] }),
  ]),
  ...triggersOf('metafieldDefinitionCreate', [
    () => definition({ type: 'id', capabilities: { uniqueValues: { enabled: false } } }),
    () => definition({ type: 'totally_made_up_type' }),
    () => definition({ namespace: 'not valid' }),
    () => definition({ key: 'not valid' }),
    [
      (s) =>
        repeat(256, (index) => s.mutate('metafieldDefinitionCreate', definition({ key: `key-${index}` }))),
      () => definition({ key: 'one-more' }),
    ],
    [(s) => s.mutate('metafieldDefinitionCreate', definition({})), () => definition({})],
    [
      (s) => s.mutate('metafieldDefinitionCreate', definition({ namespace: 'partial_ms4ux8hj' })),
      () => definition({ namespace: 'partial_ms4ux8hj' }),
    ],
    () => definition({ name: long(256) }),
    () => definition({ namespace: 'ab' }),
    () => definition({ key: 'a' }),
    () => definition({ key: long(65) }),
  ]),
];
