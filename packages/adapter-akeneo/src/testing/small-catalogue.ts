import type { RecordedCatalogue } from './recorded-pim.ts';

type Item = Readonly<Record<string, unknown>>;

/** A value that depends on no locale and no scope. */
export function value(data: unknown, locale: string | null = null, scope: string | null = null): Item {
  return { locale, scope, data };
}

/** An attribute of the API. */
function attribute(code: string, type: string, more: Item = {}): Item {
  return {
    code,
    type,
    group: 'other',
    labels: { en_US: code },
    localizable: false,
    scopable: false,
    ...more,
  };
}

/** UUIDs of the products of {@link smallCatalogue}, by identifier. */
export const uuids = {
  belt: '11111111-1111-4111-8111-111111111111',
  mug: '22222222-2222-4222-8222-222222222222',
  shirt_red_s: '33333333-3333-4333-8333-333333333333',
  shirt_red_m: '44444444-4444-4444-8444-444444444444',
  shirt_blue_s: '55555555-5555-4555-8555-555555555555',
  cap_one: '66666666-6666-4666-8666-666666666666',
} as const;

function product(identifier: keyof typeof uuids, more: Item, values: Item = {}): Item {
  return {
    uuid: uuids[identifier],
    enabled: true,
    family: null,
    categories: [],
    groups: [],
    parent: null,
    values: { sku: [value(identifier)], ...values },
    associations: {},
    quantified_associations: {},
    created: '2026-01-01T00:00:00+00:00',
    updated: '2026-01-02T00:00:00+00:00',
    ...more,
  };
}

const shirtValues = {
  name: [value('Hemd', 'de_DE'), value('Shirt', 'en_US')],
  description: [value('<p>A shirt</p>', 'en_US', 'ecommerce')],
};

const red = { ...shirtValues, color: [value('red')], pictures: [value(['front', 'back'])] };

/** A shirt of two levels of models, a cap of one, and two products without any. */
export const smallCatalogue: RecordedCatalogue = {
  attributes: [
    attribute('sku', 'pim_catalog_identifier', { is_main_identifier: true }),
    attribute('name', 'pim_catalog_text', { localizable: true, max_characters: 80 }),
    attribute('description', 'pim_catalog_textarea', {
      localizable: true,
      scopable: true,
      wysiwyg_enabled: true,
    }),
    attribute('notes', 'pim_catalog_textarea'),
    attribute('color', 'pim_catalog_simpleselect'),
    attribute('size', 'pim_catalog_simpleselect'),
    attribute('care', 'pim_catalog_multiselect'),
    attribute('weight', 'pim_catalog_metric', { metric_family: 'Weight', default_metric_unit: 'KILOGRAM' }),
    attribute('price', 'pim_catalog_price_collection'),
    attribute('stars', 'pim_catalog_number', { number_min: '0', number_max: '5.0000' }),
    attribute('organic', 'pim_catalog_boolean'),
    attribute('released', 'pim_catalog_date'),
    attribute('image', 'pim_catalog_image'),
    attribute('manual', 'pim_catalog_file'),
    attribute('designer', 'akeneo_reference_entity', { reference_data_name: 'designer' }),
    attribute('pictures', 'pim_catalog_asset_collection', { reference_data_name: 'packshots' }),
    attribute('nutrition', 'pim_catalog_table'),
    attribute('spare', 'pim_catalog_product_link'),
    attribute('ean', 'pim_catalog_text'),
    attribute('mood', 'pim_catalog_mood'),
  ],
  options: {
    color: [
      { code: 'red', attribute: 'color', sort_order: 1, labels: { de_DE: 'Rot', en_US: 'Red' } },
      { code: 'blue', attribute: 'color', sort_order: 2, labels: {} },
    ],
  },
  families: [
    {
      code: 'clothing',
      labels: { en_US: 'Clothing' },
      attributes: ['sku', 'name', 'color', 'size', 'weight', 'price'],
      attribute_as_label: 'name',
      attribute_as_image: 'image',
      attribute_requirements: { ecommerce: ['name', 'price'] },
    },
  ],
  familyVariants: {
    clothing: [
      {
        code: 'by_color_and_size',
        labels: {},
        variant_attribute_sets: [
          { level: 2, axes: ['size'], attributes: ['size', 'weight', 'price'] },
          { level: 1, axes: ['color'], attributes: ['color', 'pictures'] },
        ],
      },
      {
        code: 'by_size',
        labels: {},
        variant_attribute_sets: [{ level: 1, axes: ['size'], attributes: ['size'] }],
      },
    ],
  },
  categories: [
    { code: 'master', parent: null, labels: { en_US: 'Master' }, position: 1 },
    { code: 'men', parent: 'master', labels: { en_US: 'Men' }, position: 1 },
  ],
  models: [
    {
      code: 'shirt',
      family: 'clothing',
      family_variant: 'by_color_and_size',
      parent: null,
      categories: ['men'],
      values: shirtValues,
      associations: { UPSELL: { products: ['belt'], product_models: [], groups: [] } },
      updated: '2026-01-03T00:00:00+00:00',
    },
    {
      code: 'shirt_red',
      family: 'clothing',
      family_variant: 'by_color_and_size',
      parent: 'shirt',
      categories: [],
      values: {},
      updated: '2026-01-03T00:00:00+00:00',
    },
    {
      code: 'shirt_blue',
      family: 'clothing',
      family_variant: 'by_color_and_size',
      parent: 'SHIRT',
      categories: [],
      values: {},
      updated: '2026-01-03T00:00:00+00:00',
    },
    {
      code: 'cap',
      family: 'clothing',
      family_variant: 'by_size',
      parent: null,
      categories: [],
      values: { name: [value('Cap', 'en_US')] },
      updated: '2026-01-03T00:00:00+00:00',
    },
    {
      code: 'sock',
      family: 'clothing',
      family_variant: 'by_size',
      parent: null,
      categories: [],
      values: {},
      updated: '2026-01-03T00:00:00+00:00',
    },
  ],
  products: [
    product('belt', { family: 'clothing', categories: ['men'] }, { name: [value('Gürtel', 'de_DE')] }),
    product(
      'shirt_red_s',
      { family: 'clothing', parent: 'Shirt_Red', categories: ['men', 'bargains'] },
      {
        ...red,
        size: [value('s')],
        weight: [value({ amount: '0.2500', unit: 'KILOGRAM' })],
        price: [
          value([
            { amount: '19.90', currency: 'EUR' },
            { amount: null, currency: 'USD' },
          ]),
        ],
        ean: [value('4006381333931')],
      },
    ),
    product(
      'shirt_red_m',
      { family: 'clothing', parent: 'shirt_red', enabled: false, categories: ['men'] },
      { ...red, size: [value('m')] },
    ),
    product(
      'shirt_blue_s',
      { family: 'clothing', parent: 'shirt_blue', categories: ['men'] },
      {
        ...shirtValues,
        color: [value('blue')],
        size: [value('s')],
      },
    ),
    product(
      'cap_one',
      { family: 'clothing', parent: 'cap' },
      { name: [value('Cap', 'en_US')], size: [value('one')] },
    ),
    product(
      'mug',
      {
        associations: {
          PACK: { products: [uuids.belt, uuids.shirt_red_s], product_models: ['shirt'], groups: ['summer'] },
        },
        quantified_associations: {
          SET: {
            products: [{ uuid: uuids.belt, quantity: 2 }],
            product_models: [{ code: 'cap', quantity: 1 }],
          },
        },
        completenesses: [{ scope: 'ecommerce', locale: 'en_US', data: 50 }],
        quality_scores: [{ scope: 'ecommerce', locale: 'en_US', data: 'B' }],
      },
      {
        name: [value('Mug', 'en_US')],
        notes: [value('a < b')],
        care: [value(['wash30'])],
        weight: [
          value({ amount: 800, unit: 'GRAM' }),
          value({ amount: '0.8000', unit: 'KILOGRAM' }, 'en_US', 'ecommerce'),
        ],
        stars: [value('4.5000')],
        organic: [value(true)],
        released: [value('2026-03-01T00:00:00+01:00')],
        image: [value('0/a/b/c/abc_mug.jpg')],
        manual: [value('1/a/b/c/abc_mug.pdf')],
        designer: [value('starck')],
        nutrition: [value([{ ingredient: 'clay', share: 95.5 }])],
        spare: [value({ type: 'product', id: uuids.belt })],
        mood: [value({ happy: true })],
      },
    ),
  ],
};
