import type { AttributeValues } from '../../attribute-value.ts';
import type { Attribute } from '../../attribute.ts';
import type { Attributes } from '../../attributes.ts';
import { canonicalDecimal } from '../../decimal.ts';
import type { Family } from '../../family.ts';
import type { JsonValue } from '../../json.ts';
import { normalizeLocale } from '../../locale.ts';
import type { Product, Variant } from '../../product.ts';
import type { Relation } from '../../relation.ts';
import type { CanonicalRecords } from '../canonical-records.ts';
import type {
  PimAssociations,
  PimAttribute,
  PimCatalogue,
  PimFamily,
  PimModel,
  PimProduct,
  PimValues,
} from './catalogue.ts';
import { canonicalTypes, units } from './translation.ts';

// From the PIM into the model.

function readLabels(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([locale, label]) => [normalizeLocale(locale) ?? '', label]),
  );
}

export function read(catalogue: PimCatalogue): CanonicalRecords {
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
