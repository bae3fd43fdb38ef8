import type { Attributes } from '../../attributes.ts';
import { formatDecimal } from '../../decimal.ts';
import type { Family } from '../../family.ts';
import type { JsonValue } from '../../json.ts';
import type { Product, Variant } from '../../product.ts';
import { extensionOf } from '../canonical-records.ts';
import type { CanonicalRecords } from '../canonical-records.ts';
import type { PimCatalogue, PimFamily, PimModel, PimProduct, PimValues } from './catalogue.ts';
import { units } from './translation.ts';
import type { ProductExtension, VariantExtension } from './translation.ts';

// From the model back into the PIM.

function writeLabels(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([locale, label]) => [locale.replaceAll('-', '_'), label]),
  );
}

export function write(records: CanonicalRecords): PimCatalogue {
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
