import type { JsonValue } from '../../json.ts';

// What such a PIM holds, and an example of it.

interface PimValue {
  readonly locale: string | null;
  readonly scope: string | null;
  readonly data: JsonValue;
}

export type PimValues = Readonly<Record<string, readonly PimValue[]>>;

export interface PimAssociations {
  readonly [type: string]: {
    readonly products: readonly string[];
    readonly product_models: readonly string[];
    readonly groups: readonly string[];
  };
}

export interface PimModel {
  readonly code: string;
  readonly parent: string | null;
  readonly family: string;
  readonly family_variant: string;
  readonly categories: readonly string[];
  readonly values: PimValues;
  readonly associations: PimAssociations;
}

export interface PimProduct {
  readonly identifier: string;
  readonly enabled: boolean;
  readonly parent: string | null;
  readonly family: string | null;
  readonly categories: readonly string[];
  readonly values: PimValues;
  readonly associations: PimAssociations;
  readonly quantified_associations: {
    readonly [type: string]: {
      readonly products: readonly { readonly identifier: string; readonly quantity: number }[];
    };
  };
}

export interface PimAttribute {
  readonly code: string;
  readonly type: string;
  readonly localizable: boolean;
  readonly scopable: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly options?: readonly {
    readonly code: string;
    readonly sort_order: number;
    readonly labels: Readonly<Record<string, string>>;
  }[];
}

export interface PimFamily {
  readonly code: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly attributes: readonly string[];
  readonly attribute_requirements: Readonly<Record<string, readonly string[]>>;
  readonly variants: readonly {
    readonly code: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly variant_attribute_sets: readonly {
      readonly level: number;
      readonly axes: readonly string[];
      readonly attributes: readonly string[];
    }[];
  }[];
}

interface PimCategory {
  readonly code: string;
  readonly parent: string | null;
  readonly labels: Readonly<Record<string, string>>;
}

export interface PimCatalogue {
  readonly attributes: readonly PimAttribute[];
  readonly families: readonly PimFamily[];
  readonly categories: readonly PimCategory[];
  readonly product_models: readonly PimModel[];
  readonly products: readonly PimProduct[];
}

const plain = { localizable: false, scopable: false, labels: {} };

function value(data: JsonValue, locale: string | null = null, scope: string | null = null): PimValue {
  return { locale, scope, data };
}

export const original: PimCatalogue = {
  attributes: [
    { ...plain, code: 'name', type: 'text', localizable: true, labels: { de_DE: 'Name', en_US: 'Name' } },
    { ...plain, code: 'description', type: 'textarea', localizable: true, scopable: true },
    {
      ...plain,
      code: 'color',
      type: 'simpleselect',
      options: [
        { code: 'red', sort_order: 1, labels: { de_DE: 'Rot' } },
        { code: 'blue', sort_order: 2, labels: {} },
      ],
    },
    { ...plain, code: 'size', type: 'simpleselect', options: [] },
    { ...plain, code: 'care', type: 'multiselect', options: [] },
    { ...plain, code: 'weight', type: 'metric' },
    { ...plain, code: 'price', type: 'price_collection', scopable: true },
    { ...plain, code: 'released', type: 'date' },
    { ...plain, code: 'organic', type: 'boolean' },
    { ...plain, code: 'stars', type: 'number' },
    { ...plain, code: 'designer', type: 'record' },
    { ...plain, code: 'pictures', type: 'asset_collection' },
    { ...plain, code: 'nutrition', type: 'table' },
  ],
  families: [
    {
      code: 'clothing',
      labels: { en_US: 'Clothing' },
      attributes: ['name', 'description', 'color', 'size', 'care', 'weight', 'price'],
      attribute_requirements: { ecommerce: ['name', 'price'], print: ['name'] },
      variants: [
        {
          code: 'by_color_and_size',
          labels: { en_US: 'By colour and size' },
          variant_attribute_sets: [
            { level: 1, axes: ['color'], attributes: ['color', 'pictures', 'care'] },
            { level: 2, axes: ['size'], attributes: ['size', 'weight', 'price'] },
          ],
        },
      ],
    },
  ],
  categories: [
    { code: 'master', parent: null, labels: { en_US: 'Master' } },
    { code: 'men', parent: 'master', labels: { en_US: 'Men', de_DE: 'Herren' } },
    { code: 'red_things', parent: 'master', labels: {} },
    { code: 'bargains', parent: 'master', labels: {} },
  ],
  product_models: [
    {
      code: 'shirt',
      parent: null,
      family: 'clothing',
      family_variant: 'by_color_and_size',
      categories: ['men'],
      values: {
        name: [value('Hemd', 'de_DE'), value('Shirt', 'en_US'), value('衬衫', 'zh_Hans_CN')],
        description: [
          value('<p>Ein Hemd</p>', 'de_DE', 'ecommerce'),
          value('<p>Hemd</p>', 'de_DE', 'print'),
          value('<p>A shirt</p>', 'en_US', 'ecommerce'),
        ],
        released: [value('2026-03-01')],
        organic: [value(true)],
        stars: [value(4)],
        designer: [value('starck')],
        nutrition: [value([{ ingredient: 'cotton', share: 95.5 }, { ingredient: 'elastane' }])],
      },
      associations: {
        UPSELL: { products: ['belt'], product_models: ['trousers'], groups: [] },
        PACK: { products: [], product_models: [], groups: ['summer'] },
      },
    },
    {
      code: 'shirt_red',
      parent: 'shirt',
      family: 'clothing',
      family_variant: 'by_color_and_size',
      categories: ['red_things'],
      values: {
        color: [value('red')],
        pictures: [value(['shirt_red_front', 'shirt_red_back'])],
        care: [value(['wash30', 'no_iron'])],
      },
      associations: { UPSELL: { products: ['red_scarf'], product_models: [], groups: [] } },
    },
    {
      code: 'shirt_blue',
      parent: 'shirt',
      family: 'clothing',
      family_variant: 'by_color_and_size',
      categories: [],
      values: { color: [value('blue')], pictures: [value([])] },
      associations: {},
    },
  ],
  products: [
    {
      identifier: 'shirt_red_s',
      enabled: true,
      parent: 'shirt_red',
      family: 'clothing',
      categories: ['bargains'],
      values: {
        size: [value('s')],
        weight: [value({ amount: '0.2500', unit: 'KILOGRAM' })],
        price: [
          value(
            [
              { amount: '19.90', currency: 'EUR' },
              { amount: '24.00', currency: 'USD' },
            ],
            null,
            'ecommerce',
          ),
          value([{ amount: '21.00', currency: 'EUR' }], null, 'print'),
        ],
      },
      associations: {},
      quantified_associations: { SET: { products: [{ identifier: 'button', quantity: 6 }] } },
    },
    {
      identifier: 'shirt_red_m',
      enabled: false,
      parent: 'shirt_red',
      family: 'clothing',
      categories: [],
      values: { size: [value('m')] },
      associations: { UPSELL: { products: [], product_models: ['jacket'], groups: [] } },
      quantified_associations: {},
    },
    {
      identifier: 'shirt_blue_s',
      enabled: true,
      parent: 'shirt_blue',
      family: 'clothing',
      categories: [],
      values: { size: [value('s')], weight: [value({ amount: '9.8000', unit: 'OUNCE' })] },
      associations: {},
      quantified_associations: {},
    },
    {
      identifier: 'belt',
      enabled: true,
      parent: null,
      family: null,
      categories: ['men'],
      values: { name: [value('Gürtel', 'de_DE')] },
      associations: {},
      quantified_associations: {},
    },
  ],
};
