import type { AttributeType, AttributeValues } from '../attribute-value.ts';
import type { Attribute } from '../attribute.ts';
import type { Attributes } from '../attributes.ts';
import { canonicalDecimal, formatDecimal } from '../decimal.ts';
import type { Family } from '../family.ts';
import type { JsonValue } from '../json.ts';
import { normalizeLocale } from '../locale.ts';
import type { Product, Variant } from '../product.ts';
import type { Relation } from '../relation.ts';
import { extensionOf } from './canonical-records.ts';
import type { CanonicalRecords, RoundTrip } from './canonical-records.ts';

// A PIM in which a product has up to two levels of models above it: values, categories and associations are kept
// at the level they belong to, and inherited from there.

interface PimValue {
  readonly locale: string | null;
  readonly scope: string | null;
  readonly data: JsonValue;
}

type PimValues = Readonly<Record<string, readonly PimValue[]>>;

interface PimAssociations {
  readonly [type: string]: {
    readonly products: readonly string[];
    readonly product_models: readonly string[];
    readonly groups: readonly string[];
  };
}

interface PimModel {
  readonly code: string;
  readonly parent: string | null;
  readonly family: string;
  readonly family_variant: string;
  readonly categories: readonly string[];
  readonly values: PimValues;
  readonly associations: PimAssociations;
}

interface PimProduct {
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

interface PimAttribute {
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

interface PimFamily {
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

interface PimCatalogue {
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

const original: PimCatalogue = {
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

const canonicalTypes: Readonly<Record<string, AttributeType>> = {
  text: 'text',
  textarea: 'richText',
  simpleselect: 'option',
  multiselect: 'options',
  metric: 'quantity',
  price_collection: 'money',
  date: 'date',
  boolean: 'boolean',
  number: 'number',
  record: 'references',
  asset_collection: 'references',
  table: 'json',
};

const units: Readonly<Record<string, string>> = { KILOGRAM: 'KGM', OUNCE: 'ONZ' };

function readLabels(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([locale, label]) => [normalizeLocale(locale) ?? '', label]),
  );
}

function writeLabels(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([locale, label]) => [locale.replaceAll('-', '_'), label]),
  );
}

function read(catalogue: PimCatalogue): CanonicalRecords {
  const types = new Map(catalogue.attributes.map(({ code, type }) => [code, type]));
  const models = new Map(catalogue.product_models.map((model) => [model.code, model]));
  const roots = catalogue.product_models.filter(({ parent }) => parent === null);
  const rootOf = ({ parent }: PimProduct) => models.get(models.get(parent ?? '')?.parent ?? '')?.code;
  return {
    attribute: catalogue.attributes.map(readAttribute),
    family: catalogue.families.map(readFamily),
    category: catalogue.categories.map(({ code, parent, labels }) => ({
      key: code,
      parent,
      labels: readLabels(labels),
    })),
    product: [
      ...roots.map((root): Product => ({
        key: root.code,
        family: root.family,
        categories: [...root.categories],
        attributes: readValues(root.values, types),
        relations: readAssociations(root.associations),
        variesBy: ['color', 'size'],
        extensions: {
          own: {
            familyVariant: root.family_variant,
            associations: { ...root.associations },
            models: catalogue.product_models
              .filter(({ parent }) => parent === root.code)
              .map(({ code, categories, associations }) => ({ code, categories, associations })),
          },
        },
        variants: catalogue.products
          .filter((product) => rootOf(product) === root.code)
          .map((product) => readVariant(product, models.get(product.parent ?? ''), types)),
      })),
      ...catalogue.products
        .filter(({ parent }) => parent === null)
        .map((product): Product => ({
          key: product.identifier,
          family: product.family,
          attributes: {},
          variants: [readVariant(product, undefined, types)],
        })),
    ],
  };
}

function readAttribute({ code, type, localizable, scopable, labels, options }: PimAttribute): Attribute {
  return {
    key: code,
    type: canonicalTypes[type] ?? 'json',
    localizable,
    scopable,
    labels: readLabels(labels),
    ...(options === undefined
      ? {}
      : {
          options: options.map((option) => ({
            code: option.code,
            position: option.sort_order,
            labels: readLabels(option.labels),
          })),
        }),
    extensions: { own: type },
  };
}

function readFamily(family: PimFamily): Family {
  return {
    key: family.code,
    labels: readLabels(family.labels),
    attributes: [...family.attributes],
    requirements: Object.fromEntries(
      Object.entries(family.attribute_requirements).map(([scope, codes]) => [scope, [...codes]]),
    ),
    variations: family.variants.map(({ code, labels, variant_attribute_sets }) => ({
      key: code,
      labels: readLabels(labels),
      axes: variant_attribute_sets.map(({ axes }) => [...axes]),
      attributes: variant_attribute_sets.map(({ attributes }) => [...attributes]),
    })),
  };
}

// What the model in the middle says is copied down to the variants; what is its own beside values is kept by the
// product, so that it can be written back.
function readVariant(
  product: PimProduct,
  model: PimModel | undefined,
  types: ReadonlyMap<string, string>,
): Variant {
  return {
    key: product.identifier,
    identifiers: [{ scheme: 'sku', value: product.identifier }],
    status: product.enabled ? 'active' : 'draft',
    categories: [...(model?.categories ?? []), ...product.categories],
    attributes: readValues({ ...model?.values, ...product.values }, types),
    relations: [
      ...readAssociations(model?.associations ?? {}),
      ...readAssociations(product.associations),
      ...Object.entries(product.quantified_associations).flatMap(([type, { products }]) =>
        products.map(({ identifier, quantity }): Relation => ({
          type,
          target: { entity: 'variant', key: identifier },
          quantity: String(quantity),
        })),
      ),
    ],
    extensions: { own: { parent: product.parent, associations: { ...product.associations } } },
  };
}

function readAssociations(associations: PimAssociations): Relation[] {
  return Object.entries(associations).flatMap(([type, { products, product_models }]) => [
    ...products.map((key): Relation => ({ type, target: { entity: 'variant', key } })),
    ...product_models.map((key): Relation => ({ type, target: { entity: 'product', key } })),
  ]);
}

function readValues(values: PimValues, types: ReadonlyMap<string, string>): Attributes {
  return Object.fromEntries(
    Object.entries(values).map(([code, list]) => {
      const type = types.get(code) ?? '';
      const canonical = list.map(({ locale, scope, data }) => ({
        locale: locale === null ? null : normalizeLocale(locale),
        scope,
        data: readData(type, data),
      }));
      return [code, { type: canonicalTypes[type], values: canonical } as AttributeValues];
    }),
  );
}

function readData(type: string, data: JsonValue): unknown {
  switch (type) {
    case 'metric': {
      const { amount, unit } = data as { amount: string; unit: string };
      return { amount: canonicalDecimal(amount), unit: units[unit] };
    }
    case 'price_collection':
      return (data as { amount: string; currency: string }[]).map(({ amount, currency }) => ({
        amount: canonicalDecimal(amount),
        currency,
      }));
    case 'number':
      return canonicalDecimal(data as number);
    case 'record':
      return [{ entity: 'designer', key: data }];
    case 'asset_collection':
      return (data as string[]).map((key) => ({ entity: 'asset', key }));
    default:
      return data;
  }
}

function write(records: CanonicalRecords): PimCatalogue {
  const types = new Map(
    records.attribute?.map(({ key, extensions }) => [key, extensions?.['own'] as string]),
  );
  const levels = new Map(
    records.family?.flatMap(({ variations = [] }) =>
      variations.map(({ key, attributes }) => [key, attributes ?? []]),
    ),
  );
  const products = records.product ?? [];
  return {
    attributes: (records.attribute ?? []).map(({ key, localizable, scopable, labels, options }) => ({
      code: key,
      type: types.get(key) ?? '',
      localizable,
      scopable,
      labels: writeLabels(labels),
      ...(options === undefined
        ? {}
        : {
            options: options.map((option) => ({
              code: option.code,
              sort_order: option.position ?? 0,
              labels: writeLabels(option.labels),
            })),
          }),
    })),
    families: (records.family ?? []).map(writeFamily),
    categories: (records.category ?? []).map(({ key, parent, labels }) => ({
      code: key,
      parent,
      labels: writeLabels(labels),
    })),
    product_models: products.flatMap((product) => writeModels(product, levels, types)),
    products: products.flatMap((product) =>
      product.variants.map((variant) => writeProduct(product, variant, levels, types)),
    ),
  };
}

function writeFamily(family: Family): PimFamily {
  return {
    code: family.key,
    labels: writeLabels(family.labels),
    attributes: family.attributes,
    attribute_requirements: family.requirements ?? {},
    variants: (family.variations ?? []).map(({ key, labels = {}, axes, attributes = [] }) => ({
      code: key,
      labels: writeLabels(labels),
      variant_attribute_sets: axes.map((codes, index) => ({
        level: index + 1,
        axes: codes,
        attributes: attributes[index] ?? [],
      })),
    })),
  };
}

interface ProductExtension {
  readonly familyVariant: string;
  readonly associations: PimAssociations;
  readonly models: readonly Pick<PimModel, 'code' | 'categories' | 'associations'>[];
}

interface VariantExtension {
  readonly parent: string | null;
  readonly associations: PimAssociations;
}

type Levels = ReadonlyMap<string, readonly (readonly string[])[]>;
type Types = ReadonlyMap<string, string>;

function writeModels(product: Product, levels: Levels, types: Types): PimModel[] {
  if (product.extensions === undefined) return [];
  const extension = extensionOf(product) as ProductExtension;
  const shared = { family: product.family ?? '', family_variant: extension.familyVariant };
  return [
    {
      ...shared,
      code: product.key,
      parent: null,
      categories: product.categories ?? [],
      values: writeValues(product.attributes, types),
      associations: extension.associations,
    },
    ...extension.models.map((model) => {
      const heir = product.variants.find((variant) => parentOf(variant) === model.code);
      const own =
        heir === undefined ? {} : pick(heir.attributes, levels.get(extension.familyVariant)?.[0] ?? []);
      return { ...shared, ...model, parent: product.key, values: writeValues(own, types) };
    }),
  ];
}

function writeProduct(product: Product, variant: Variant, levels: Levels, types: Types): PimProduct {
  const { parent, associations } = extensionOf(variant) as VariantExtension;
  const extension = extensionOf(product) as ProductExtension | undefined;
  const inherited = extension?.models.find(({ code }) => code === parent)?.categories.length ?? 0;
  const codes =
    extension === undefined
      ? Object.keys(variant.attributes)
      : (levels.get(extension.familyVariant)?.[1] ?? []);
  const counted = (variant.relations ?? []).filter(({ quantity }) => quantity !== undefined);
  return {
    identifier: variant.key,
    enabled: variant.status === 'active',
    parent,
    family: product.family ?? null,
    categories: (variant.categories ?? []).slice(inherited),
    values: writeValues(pick(variant.attributes, codes), types),
    associations,
    quantified_associations: Object.fromEntries(
      counted.map(({ type, target, quantity }) => [
        type,
        { products: [{ identifier: target.key, quantity: Number(quantity) }] },
      ]),
    ),
  };
}

function parentOf(variant: Variant): string | null {
  return (extensionOf(variant) as VariantExtension).parent;
}

function pick(attributes: Attributes, codes: readonly string[]): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([code]) => codes.includes(code)));
}

function writeValues(attributes: Attributes, types: Types): PimValues {
  return Object.fromEntries(
    Object.entries(attributes).map(([code, { values }]) => [
      code,
      values.map(({ locale, scope, data }) => ({
        locale: locale?.replaceAll('-', '_') ?? null,
        scope,
        data: writeData(types.get(code) ?? '', data),
      })),
    ]),
  );
}

function writeData(type: string, data: unknown): JsonValue {
  switch (type) {
    case 'metric': {
      const { amount, unit } = data as { amount: string; unit: string };
      const [name = ''] = Object.entries(units).find(([, code]) => code === unit) ?? [];
      return { amount: formatDecimal(amount, 4), unit: name };
    }
    case 'price_collection':
      return (data as { amount: string; currency: string }[]).map(({ amount, currency }) => ({
        amount: formatDecimal(amount, 2),
        currency,
      }));
    case 'number':
      return Number(data);
    case 'record':
      return (data as { key: string }[])[0]?.key ?? null;
    case 'asset_collection':
      return (data as { key: string }[]).map(({ key }) => key);
    default:
      return data as JsonValue;
  }
}

export const twoLevelModels: RoundTrip<PimCatalogue> = { original, read, write };
