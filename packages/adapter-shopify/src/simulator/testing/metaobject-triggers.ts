import type { Scene } from './scene.ts';
import { long, repeat, triggersOf } from './triggers.ts';
import type { Trigger } from './triggers.ts';

const brandDefinition = (more: object) => ({
  definition: {
    type: 'brand',
    name: 'Brand',
    fieldDefinitions: [{ key: 'title', name: 'Title', type: 'single_line_text_field', required: true }],
    ...more,
  },
});
const field = (more: object) => () =>
  brandDefinition({ fieldDefinitions: [{ key: 'title', type: 'single_line_text_field', ...more }] });
/** Makes the definition of brands. */
export const brands = (scene: Scene) => scene.mutate('metaobjectDefinitionCreate', brandDefinition({}));
/** A brand as `metaobjectUpsert` takes it. */
export const brand = (handle: string, more: object = {}) => ({
  handle: { type: 'brand', handle },
  metaobject: { fields: [{ key: 'title', value: 'Acme' }], ...more },
});
const acme = async (scene: Scene) => {
  await brands(scene);
  await scene.mutate('metaobjectUpsert', brand('acme'));
};
const definitionId = ({ shop }: Scene) => [...shop.simulator.state.metaobjectDefinitions.values()][0]?.id;
const metaobjectId = ({ shop }: Scene) => [...shop.simulator.state.metaobjects.keys()][0];
/** A change of the definition of brands. */
const redefine = (definition: object) =>
  [brands, (scene: Scene) => ({ id: definitionId(scene), definition })] as const;
const newField = (more: object) =>
  redefine({ fieldDefinitions: [{ create: { key: 'new_field', type: 'boolean', ...more } }] });
/** A change of the brand. */
const change = (metaobject: object) =>
  [acme, (scene: Scene) => ({ id: metaobjectId(scene), metaobject })] as const;
/** A brand with a field of a type that gets a value. */
const valued = (type: string, value: string, validations: readonly object[] = []) =>
  [
    async (scene: Scene) => {
      const fieldDefinitions = [{ key: 'field', type, validations }];
      await scene.mutate('metaobjectDefinitionCreate', brandDefinition({ fieldDefinitions }));
      await scene.mutate('metaobjectUpsert', { handle: { type: 'brand', handle: 'acme' } });
    },
    (scene: Scene) => ({ id: metaobjectId(scene), metaobject: { fields: [{ key: 'field', value }] } }),
  ] as const;

/** Calls of the mutations of metaobjects and their definitions. */
export const metaobjectTriggers: readonly Trigger[] = [
  ...triggersOf('metaobjectDefinitionCreate', [
    () => brandDefinition({ name: ' ' }),
    () => brandDefinition({ name: long(256) }),
    () => brandDefinition({ description: long(256) }),
    () => brandDefinition({ type: 'ab' }),
    () => brandDefinition({ type: 'not valid' }),
    () => brandDefinition({ type: 'app--2--brand' }),
    () => brandDefinition({ displayNameKey: 'missing' }),
    () =>
      brandDefinition({
        fieldDefinitions: Array.from({ length: 41 }, (_value, index) => ({
          key: `key-${index}`,
          type: 'boolean',
        })),
      }),
    () =>
      brandDefinition({
        fieldDefinitions: ['title', 'title'].map((key) => ({ key, type: 'boolean' })),
      }),
    [brands, () => brandDefinition({})],
    [
      (s) =>
        repeat(128, (index) =>
          s.mutate('metaobjectDefinitionCreate', brandDefinition({ type: `type-${index}` })),
        ),
      () => brandDefinition({}),
    ],
    ...[
      { key: '' },
      { key: 'a' },
      { key: long(65) },
      { key: 'not valid' },
      { key: 'handle' },
      { type: 'garbage_type' },
      { type: 'list.boolean' },
      { type: 'disclosure_reference' },
    ].map(field),
  ]),
  ...triggersOf('metaobjectUpsert', [
    [brands, () => brand('acme', { capabilities: { publishable: { status: 'ACTIVE' } } })],
    () => brand('acme'),
    [brands, () => brand(' ')],
    [brands, () => brand(long(256))],
    [brands, () => brand('acme', { fields: [] })],
    [brands, () => brand('acme', { fields: [{ key: 'no', value: 'x' }] })],
    [brands, () => brand('acme', { fields: [{ key: 'title', value: 'a\nb' }] })],
    [
      async (s) => {
        await brands(s);
        await s.mutate('metaobjectUpsert', brand('acme'));
      },
      () => brand('other', { handle: 'acme' }),
    ],
  ]),
  ...triggersOf('metaobjectDefinitionUpdate', [
    redefine({ name: ' ' }),
    redefine({ name: long(256) }),
    redefine({ description: long(256) }),
    redefine({ displayNameKey: 'missing_display' }),
    redefine({ fieldDefinitions: [{ update: { key: 'missing_update' } }] }),
    redefine({ fieldDefinitions: [{ delete: { key: 'missing_delete' } }] }),
    redefine({ fieldDefinitions: [{ delete: { key: '' } }] }),
    redefine({
      fieldDefinitions: Array.from({ length: 40 }, (_value, index) => ({
        create: { key: `key-${index}`, type: 'boolean' },
      })),
    }),
    redefine({
      fieldDefinitions: ['new_field', 'new_field'].map((key) => ({ create: { key, type: 'boolean' } })),
    }),
    ...[
      { key: '' },
      { key: 'a' },
      { key: long(65) },
      { key: 'not valid' },
      { key: 'id' },
      { key: 'title' },
    ].map(newField),
    [
      async ({ shop }) => {
        const { state } = shop.simulator;
        state.metaobjectDefinitions.set('shopify--fabric', {
          id: state.newId('MetaobjectDefinition'),
          type: 'shopify--fabric',
          name: 'Fabric',
          description: null,
          displayNameKey: null,
          publishable: false,
          translatable: false,
          fields: [],
        });
      },
      (scene) => ({ id: definitionId(scene), definition: { name: 'Cloth' } }),
    ],
  ]),
  ...triggersOf('metaobjectUpdate', [
    ({ staticId }) => ({ id: staticId('Metaobject'), metaobject: {} }),
    change({ handle: '' }),
    change({ handle: '!' }),
    change({ handle: long(256) }),
    change({ fields: [{ key: 'legacy', value: 'x' }] }),
    [
      async (s) => {
        await s.mutate(
          'metaobjectDefinitionCreate',
          brandDefinition({
            fieldDefinitions: [
              { key: 'title', type: 'single_line_text_field' },
              { key: 'summary', name: 'Summary', type: 'single_line_text_field', required: true },
            ],
          }),
        );
        await s.mutate('metaobjectUpsert', brand('acme', { fields: [{ key: 'summary', value: 'x' }] }));
      },
      (s) => ({ id: metaobjectId(s), metaobject: { fields: [{ key: 'summary', value: '' }] } }),
    ],
    valued('number_integer', 'x'),
    valued('number_integer', '6', [{ name: 'max', value: '5' }]),
    valued('number_decimal', 'x'),
    valued('boolean', 'yes'),
    valued('date', 'today'),
    valued('date_time', 'now'),
    valued('weight', 'heavy'),
    valued('power', 'strong'),
    valued('rating', '{"value":"6.0","scale_min":"1.0","scale_max":"5.0"}', [
      { name: 'scale_min', value: '1.0' },
      { name: 'scale_max', value: '5.0' },
    ]),
    valued('color', 'red'),
    valued('url', 'example.com'),
    valued('url', 'ftp://example.com'),
    valued('money', '1'),
    valued('single_line_text_field', 'long', [{ name: 'max', value: '3' }]),
    ...['product', 'variant', 'collection', 'file', 'metaobject', 'mixed'].map((name) =>
      valued(`${name}_reference`, 'nothing'),
    ),
  ]),
  ...triggersOf('metaobjectDelete', [({ staticId }) => ({ id: staticId('Metaobject') })]),
];
