import type { Asset } from '../../asset.ts';
import type { AttributeValues } from '../../attribute-value.ts';
import type { Attribute } from '../../attribute.ts';
import { canonicalDecimal } from '../../decimal.ts';
import type { InventoryLevel } from '../../inventory.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import type { Product, Variant } from '../../product.ts';
import type { CanonicalRecords } from '../canonical-records.ts';
import type {
  CentAmount,
  Localized,
  Pointer,
  ShopAttributeType,
  ShopCatalogue,
  ShopImage,
  ShopVariant,
} from './catalogue.ts';
import { readMoney, readPrice } from './prices.ts';
import { canonicalType, imageKey, readPointer } from './translation.ts';
import type { Types } from './translation.ts';

// From the system into the model.

export function read({ attributes, products }: ShopCatalogue): CanonicalRecords {
  const types: Types = new Map(attributes.map(({ name, type }) => [name, type]));
  const assets: Asset[] = products
    .flatMap(({ masterVariant, variants }) => [masterVariant, ...variants])
    .flatMap((variant) => variant.images.map((image, index) => readImage(image, imageKey(variant, index))));
  return {
    attribute: attributes.map(({ name, label, type, attributeConstraint }): Attribute => {
      const values = type.values ?? type.elementType?.values;
      return {
        key: name,
        type: canonicalType(type),
        labels: { ...label },
        localizable: type.name === 'ltext',
        scopable: false,
        ...(values === undefined
          ? {}
          : { options: values.map((option) => ({ code: option.key, labels: { ...option.label } })) }),
        extensions: {
          own: {
            name: type.name,
            elementType: type.elementType?.name ?? null,
            constraint: attributeConstraint,
          },
        },
      };
    }),
    asset: assets,
    product: products.map((product): Product => ({
      key: product.key,
      family: product.productType.id,
      categories: product.categories.map(({ id }) => id),
      attributes: {
        name: localized(product.name),
        slug: localized(product.slug),
        keywords: {
          type: 'json',
          values: Object.entries(product.searchKeywords).map(([locale, data]) => ({
            locale,
            scope: null,
            data,
          })),
        },
      },
      extensions: {
        own: {
          id: product.id,
          version: product.version,
          categoryOrderHints: product.categoryOrderHints,
          taxCategory: product.taxCategory.id,
        },
      },
      variants: [product.masterVariant, ...product.variants].map((variant) => readVariant(variant, types)),
    })),
  };
}

function localized(texts: Localized): AttributeValues {
  return {
    type: 'text',
    values: Object.entries(texts).map(([locale, data]) => ({ locale, scope: null, data })),
  };
}

function readImage({ url, label, dimensions }: ShopImage, key: string): Asset {
  return {
    key,
    url,
    width: dimensions.w,
    height: dimensions.h,
    ...(label === undefined ? {} : { extensions: { own: { label } } }),
  };
}

function readVariant(variant: ShopVariant, types: Types): Variant {
  return {
    key: variant.sku,
    identifiers: [{ scheme: 'sku', value: variant.sku }],
    attributes: Object.fromEntries(
      variant.attributes.map(({ name, value }) => [
        name,
        readValue(value, types.get(name) ?? { name: 'nested' }),
      ]),
    ),
    assets: variant.images.map((_image, index) => ({ asset: imageKey(variant, index) })),
    prices: variant.prices.flatMap(readPrice),
    inventory: Object.entries(variant.availability.channels).map(([location, stock]): InventoryLevel => ({
      location,
      quantity: String(stock.availableQuantity),
      extensions: {
        own: {
          isOnStock: stock.isOnStock,
          ...(stock.restockableInDays === undefined ? {} : { restockableInDays: stock.restockableInDays }),
        },
      },
    })),
    extensions: { own: { id: variant.id } },
  };
}

function readValue(value: JsonValue, type: ShopAttributeType): AttributeValues {
  if (type.name === 'ltext') return localized(value as Localized);
  const data = readData(value, type);
  return { type: canonicalType(type), values: [{ locale: null, scope: null, data }] } as AttributeValues;
}

function readData(value: JsonValue, { name, elementType }: ShopAttributeType): unknown {
  switch (name === 'set' ? `set of ${elementType?.name}` : name) {
    case 'lenum':
      return (value as { key: string }).key;
    case 'set of lenum':
      return (value as { key: string }[]).map(({ key }) => key);
    case 'reference':
      return [readPointer(value as Pointer & JsonObject)];
    case 'set of reference':
      return (value as (Pointer & JsonObject)[]).map(readPointer);
    case 'number':
      return canonicalDecimal(value as number);
    case 'money':
      return [readMoney(value as CentAmount & JsonObject)];
    default:
      return value;
  }
}
