import type { Asset } from '../../asset.ts';
import type { AttributeValues } from '../../attribute-value.ts';
import type { Attribute } from '../../attribute.ts';
import type { Attributes } from '../../attributes.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import type { Variant } from '../../product.ts';
import { extensionOf } from '../canonical-records.ts';
import type { CanonicalRecords } from '../canonical-records.ts';
import type {
  Localized,
  ShopAttributeType,
  ShopCatalogue,
  ShopImage,
  ShopProduct,
  ShopStock,
  ShopVariant,
} from './catalogue.ts';
import { writeMoney, writePrices } from './prices.ts';
import { writePointer } from './translation.ts';
import type { Types } from './translation.ts';

// From the model back into the system.

export function write(records: CanonicalRecords): ShopCatalogue {
  const attributes = records.attribute ?? [];
  const types: Types = new Map(attributes.map((attribute) => [attribute.key, writeType(attribute)]));
  const assets = new Map(records.asset?.map((asset) => [asset.key, asset]));
  return {
    attributes: attributes.map((attribute) => ({
      name: attribute.key,
      label: attribute.labels,
      type: writeType(attribute),
      attributeConstraint: (extensionOf(attribute) as { constraint: string }).constraint,
    })),
    products: (records.product ?? []).map((product): ShopProduct => {
      const { taxCategory, ...own } = extensionOf(product) as {
        id: string;
        version: number;
        categoryOrderHints: Localized;
        taxCategory: string;
      };
      const [masterVariant, ...variants] = product.variants.map((variant) =>
        writeVariant(variant, types, assets),
      );
      return {
        ...own,
        key: product.key,
        productType: { typeId: 'product-type', id: product.family ?? '' },
        name: byLocale(product.attributes['name']),
        slug: byLocale(product.attributes['slug']),
        categories: (product.categories ?? []).map((id) => ({ typeId: 'category', id })),
        searchKeywords: byLocale(product.attributes['keywords']),
        taxCategory: { typeId: 'tax-category', id: taxCategory },
        masterVariant: masterVariant as ShopVariant,
        variants,
      };
    }),
  };
}

function byLocale<Data>(attribute: AttributeValues | undefined): Readonly<Record<string, Data>> {
  return Object.fromEntries(
    (attribute?.values ?? []).map(({ locale, data }): [string, Data] => [locale ?? '', data as Data]),
  );
}

function writeType(attribute: Attribute): ShopAttributeType {
  const { name, elementType } = extensionOf(attribute) as { name: string; elementType: string | null };
  const options = attribute.options?.map(({ code, labels }) => ({ key: code, label: labels }));
  const values = options === undefined ? {} : { values: options };
  return elementType === null ? { name, ...values } : { name, elementType: { name: elementType, ...values } };
}

function writeVariant(variant: Variant, types: Types, assets: ReadonlyMap<string, Asset>): ShopVariant {
  return {
    id: (extensionOf(variant) as { id: number }).id,
    sku: variant.key,
    prices: writePrices(variant.prices ?? []),
    images: (variant.assets ?? []).map(({ asset }) => writeImage(assets.get(asset))),
    attributes: writeAttributes(variant.attributes, types),
    availability: {
      channels: Object.fromEntries(
        (variant.inventory ?? []).map((level): [string, ShopStock] => [
          level.location ?? '',
          {
            availableQuantity: Number(level.quantity),
            ...(extensionOf(level) as { isOnStock: boolean; restockableInDays?: number }),
          },
        ]),
      ),
    },
  };
}

function writeImage(asset: Asset | undefined): ShopImage {
  const own = asset === undefined ? undefined : (extensionOf(asset) as { label: string } | undefined);
  return { url: asset?.url ?? '', ...own, dimensions: { w: asset?.width ?? 0, h: asset?.height ?? 0 } };
}

function writeAttributes(attributes: Attributes, types: Types): ShopVariant['attributes'] {
  return Object.entries(attributes).map(([name, attribute]) => {
    const type = types.get(name) ?? { name: 'nested' };
    const value =
      type.name === 'ltext' ? byLocale<string>(attribute) : writeData(attribute.values[0]?.data, type);
    return { name, value };
  });
}

function writeData(data: unknown, type: ShopAttributeType): JsonValue {
  const option = (code: string): JsonObject => {
    const values = type.values ?? type.elementType?.values;
    return { key: code, label: values?.find(({ key }) => key === code)?.label ?? {} };
  };
  switch (type.name === 'set' ? `set of ${type.elementType?.name}` : type.name) {
    case 'lenum':
      return option(data as string);
    case 'set of lenum':
      return (data as string[]).map(option);
    case 'reference':
      return (data as { entity: string; key: string }[]).map(writePointer)[0] ?? null;
    case 'set of reference':
      return (data as { entity: string; key: string }[]).map(writePointer);
    case 'number':
      return Number(data);
    case 'money':
      return (data as { amount: string; currency: string }[]).map(writeMoney)[0] ?? null;
    default:
      return data as JsonValue;
  }
}
