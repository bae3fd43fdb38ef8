import type { SimulatorCatalogue } from '@pim-connector/adapter-akeneo/simulator';
import type { Attribute, AttributeType, Category, Family } from '@pim-connector/core';
import type { Catalogue } from '@pim-connector/testkit';

import { measurementFamilies, metricOf } from './pim-measures.ts';

/** Codes in the PIM of attributes that a product of the model holds as something else than an attribute. */
export const pimCodes = {
  sku: 'sku',
  gtin: 'ean',
  list: 'price',
  sale: 'sale_price',
  pictures: 'pictures',
} as const;

/** The asset family of the pictures. They lie on a server of the merchant’s; the PIM holds their addresses. */
export const pictureFamily = 'pictures';

/** Where the pictures are to be had: shops fetch them from there, without a login. */
const pictureServer = 'https://assets.tarnfell.example/';

/** Relation types of the catalogue, as association types of the PIM. */
export const associations = { accessory: 'ACCESSORY', crossSell: 'CROSS_SELL', upSell: 'UP_SELL' } as const;

/** Everything of the catalogue but its products, in the form of the PIM. */
export function pimStructure({ description, settings }: Catalogue): SimulatorCatalogue {
  const families = description.families.map((family) => pimFamily(family, description.attributes));
  return {
    locales: settings.locales.map(localeCode),
    currencies: settings.currencies.map((code) => ({ code, enabled: true })),
    categories: description.categories.map(pimCategory),
    channels: [
      {
        code: 'webshop',
        locales: settings.locales.map(localeCode),
        currencies: settings.currencies,
        category_tree: 'shop',
        conversion_units: {},
        labels: {},
      },
    ],
    measurementFamilies,
    attributeGroups: [{ code: 'general', sort_order: 1, labels: {} }],
    attributes: [...ownAttributes, ...kept(description.attributes).map(pimAttribute)],
    options: Object.fromEntries(
      description.attributes
        .filter(({ options = [] }) => options.length > 0)
        .map(({ key, options = [] }) => [
          key,
          options.map((option) => ({ code: option.code, labels: labelsOf(option.labels) })),
        ]),
    ),
    families,
    familyVariants: Object.fromEntries(
      description.families.map((family) => [family.key, variantsOf(family)]),
    ),
    associationTypes: Object.values(associations).map((code) => ({
      code,
      labels: {},
      is_quantified: false,
      is_two_way: false,
    })),
    groups: [],
    referenceEntities: [],
    assetFamilies: [
      {
        code: pictureFamily,
        labels: {},
        properties: { attribute_as_main_media: 'media' },
        attributes: [
          {
            code: 'media',
            type: 'media_link',
            media_type: 'image',
            prefix: pictureServer,
            suffix: null,
            labels: {},
          },
        ],
        records: [],
      },
    ],
    files: [],
    models: [],
    products: [],
  };
}

/** A locale as the PIM writes it. */
export function localeCode(locale: string): string {
  return locale.replace('-', '_');
}

/** The code of a family variant: by what its products differ. */
export function familyVariantCode(family: string, axes: readonly string[]): string {
  return [family, 'by', ...axes].join('_');
}

const ownAttributes: SimulatorCatalogue['attributes'] = [
  {
    code: pimCodes.sku,
    type: 'pim_catalog_identifier',
    group: 'general',
    unique: true,
    is_main_identifier: true,
    labels: {},
  },
  { code: pimCodes.gtin, type: 'pim_catalog_text', group: 'general', max_characters: 14, labels: {} },
  {
    code: pimCodes.list,
    type: 'pim_catalog_price_collection',
    group: 'general',
    decimals_allowed: true,
    labels: {},
  },
  {
    code: pimCodes.sale,
    type: 'pim_catalog_price_collection',
    group: 'general',
    decimals_allowed: true,
    labels: {},
  },
  {
    code: pimCodes.pictures,
    type: 'pim_catalog_asset_collection',
    group: 'general',
    reference_data_name: pictureFamily,
    labels: {},
  },
];

const types: Partial<Record<AttributeType, string>> = {
  text: 'pim_catalog_text',
  richText: 'pim_catalog_textarea',
  number: 'pim_catalog_number',
  boolean: 'pim_catalog_boolean',
  date: 'pim_catalog_date',
  option: 'pim_catalog_simpleselect',
  options: 'pim_catalog_multiselect',
  quantity: 'pim_catalog_metric',
};

/** Grams per square metre are a number in the PIM: it has no unit for them that others know. */
export const plainNumbers: ReadonlySet<string> = new Set(['arealWeight']);

/** Those that the PIM has a type for; it has none for lists of texts such as “highlights”. */
function kept(attributes: readonly Attribute[]): readonly Attribute[] {
  return attributes.filter(({ type }) => types[type] !== undefined);
}

function pimAttribute({
  key,
  labels,
  localizable,
  ...attribute
}: Attribute): SimulatorCatalogue['attributes'][number] {
  const type = plainNumbers.has(key) ? 'number' : attribute.type;
  return {
    code: key,
    type: types[type] ?? '',
    group: 'general',
    localizable: localizable ?? false,
    labels: labelsOf(labels),
    ...(type === 'richText' ? { wysiwyg_enabled: true } : {}),
    ...(type === 'number' ? { decimals_allowed: true, negative_allowed: true } : {}),
    ...(type === 'quantity' ? metricOf(key) : {}),
  };
}

function pimFamily(
  { key, labels, attributes, requirements }: Family,
  known: readonly Attribute[],
): SimulatorCatalogue['families'][number] {
  const codes = new Set(kept(known).map((attribute) => attribute.key));
  return {
    code: key,
    attributes: [...Object.values(pimCodes), ...(attributes ?? []).filter((code) => codes.has(code))],
    attribute_as_label: 'name',
    attribute_as_image: pimCodes.pictures,
    attribute_requirements: { webshop: [pimCodes.sku, ...(requirements?.['webshop'] ?? [])] },
    labels: labelsOf(labels),
  };
}

/** Products vary by all axes of their family, or by some of them: the PIM wants a family variant for each way. */
function variantsOf({ key, variations = [] }: Family): SimulatorCatalogue['familyVariants'][string] {
  const axes = variations.flatMap((variation) => variation.axes.flat());
  const ways = axes.length === 2 ? [axes, [axes[0] ?? ''], [axes[1] ?? '']] : axes.map((axis) => [axis]);
  return ways.map((way) => ({
    code: familyVariantCode(key, way),
    labels: {},
    variant_attribute_sets: [
      {
        level: 1,
        axes: way,
        attributes: [...way, pimCodes.sku, pimCodes.gtin, pimCodes.list, pimCodes.sale],
      },
    ],
  }));
}

function pimCategory({ key, parent, labels }: Category): SimulatorCatalogue['categories'][number] {
  return { code: key, parent: parent ?? null, labels: labelsOf(labels) };
}

function labelsOf(labels: Readonly<Record<string, string>> | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(labels ?? {}).map(([locale, label]) => [localeCode(locale), label]),
  );
}
