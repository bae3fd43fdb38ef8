import type { Asset } from '../asset.ts';
import type { AttributeType, AttributeValues } from '../attribute-value.ts';
import type { Attribute } from '../attribute.ts';
import type { Attributes } from '../attributes.ts';
import { canonicalDecimal, multiplyDecimals } from '../decimal.ts';
import type { InventoryLevel } from '../inventory.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import type { Price } from '../price.ts';
import type { Product, Variant } from '../product.ts';
import { extensionOf } from './canonical-records.ts';
import type { CanonicalRecords, RoundTrip } from './canonical-records.ts';

// A commerce system in which every variant has its own attributes, also sets and nested ones, and prices per
// country, customer group, channel and validity, in cents.

interface Pointer {
  readonly typeId: string;
  readonly id: string;
}

interface CentAmount {
  readonly type: 'centPrecision' | 'highPrecision';
  readonly currencyCode: string;
  readonly centAmount: number;
  readonly preciseAmount?: number;
  readonly fractionDigits: number;
}

interface ShopPrice {
  readonly id: string;
  readonly value: CentAmount;
  readonly country?: string;
  readonly customerGroup?: Pointer;
  readonly channel?: Pointer;
  readonly validFrom?: string;
  readonly validUntil?: string;
  readonly tiers?: readonly { readonly minimumQuantity: number; readonly value: CentAmount }[];
  readonly discounted?: { readonly value: CentAmount; readonly discount: Pointer };
  readonly custom?: JsonObject;
}

interface ShopImage {
  readonly url: string;
  readonly label?: string;
  readonly dimensions: { readonly w: number; readonly h: number };
}

interface ShopStock {
  readonly availableQuantity: number;
  readonly isOnStock: boolean;
  readonly restockableInDays?: number;
}

interface ShopVariant {
  readonly id: number;
  readonly sku: string;
  readonly prices: readonly ShopPrice[];
  readonly images: readonly ShopImage[];
  readonly attributes: readonly { readonly name: string; readonly value: JsonValue }[];
  readonly availability: { readonly channels: Readonly<Record<string, ShopStock>> };
}

type Localized = Readonly<Record<string, string>>;

interface ShopProduct {
  readonly id: string;
  readonly version: number;
  readonly key: string;
  readonly productType: Pointer;
  readonly name: Localized;
  readonly slug: Localized;
  readonly categories: readonly Pointer[];
  readonly categoryOrderHints: Localized;
  readonly searchKeywords: Readonly<Record<string, readonly JsonObject[]>>;
  readonly taxCategory: Pointer;
  readonly masterVariant: ShopVariant;
  readonly variants: readonly ShopVariant[];
}

interface ShopAttributeType {
  readonly name: string;
  readonly values?: readonly { readonly key: string; readonly label: Localized }[];
  readonly elementType?: ShopAttributeType;
}

interface ShopCatalogue {
  readonly attributes: readonly {
    readonly name: string;
    readonly label: Localized;
    readonly type: ShopAttributeType;
    readonly attributeConstraint: string;
  }[];
  readonly products: readonly ShopProduct[];
}

function euros(centAmount: number): CentAmount {
  return { type: 'centPrecision', currencyCode: 'EUR', centAmount, fractionDigits: 2 };
}

function definition(name: string, type: ShopAttributeType): ShopCatalogue['attributes'][number] {
  return { name, label: { en: name }, type, attributeConstraint: 'None' };
}

const red = { key: 'red', label: { en: 'Red', 'de-DE': 'Rot' } };

const original: ShopCatalogue = {
  attributes: [
    { ...definition('color', { name: 'lenum', values: [red] }), attributeConstraint: 'CombinationUnique' },
    definition('title', { name: 'ltext' }),
    definition('sizes', {
      name: 'set',
      elementType: {
        name: 'lenum',
        values: [
          { key: 's', label: { en: 'S' } },
          { key: 'm', label: {} },
        ],
      },
    }),
    definition('features', { name: 'set', elementType: { name: 'ltext' } }),
    definition('codes', { name: 'set', elementType: { name: 'text' } }),
    definition('parts', { name: 'nested' }),
    definition('layers', { name: 'set', elementType: { name: 'nested' } }),
    definition('madeBy', { name: 'reference' }),
    definition('goesWith', { name: 'set', elementType: { name: 'reference' } }),
    definition('volume', { name: 'number' }),
    definition('limited', { name: 'boolean' }),
    definition('since', { name: 'date' }),
    definition('opens', { name: 'time' }),
    definition('soldFrom', { name: 'datetime' }),
    definition('deposit', { name: 'money' }),
  ],
  products: [
    {
      id: '8c1f2a',
      version: 7,
      key: 'bag',
      productType: { typeId: 'product-type', id: 'bags' },
      name: { en: 'Bag', 'de-DE': 'Tasche' },
      slug: { en: 'bag', 'de-DE': 'tasche' },
      categories: [
        { typeId: 'category', id: 'c1' },
        { typeId: 'category', id: 'c2' },
      ],
      categoryOrderHints: { c1: '0.5' },
      searchKeywords: {
        en: [{ text: 'bag' }, { text: 'shopping sack', suggestTokenizer: { type: 'whitespace' } }],
      },
      taxCategory: { typeId: 'tax-category', id: 'standard' },
      masterVariant: {
        id: 1,
        sku: 'bag-red',
        prices: [
          { id: 'p1', value: euros(1990) },
          {
            id: 'p2',
            value: euros(1790),
            country: 'DE',
            customerGroup: { typeId: 'customer-group', id: 'vip' },
            channel: { typeId: 'channel', id: 'berlin' },
            validFrom: '2026-01-01T00:00:00.000Z',
            validUntil: '2026-02-01T00:00:00.000Z',
            tiers: [
              { minimumQuantity: 10, value: euros(1500) },
              { minimumQuantity: 100, value: euros(1200) },
            ],
            discounted: { value: euros(1690), discount: { typeId: 'product-discount', id: 'winter' } },
            custom: { type: { typeId: 'type', id: 't1' }, fields: { note: 'agreed by phone', level: 3 } },
          },
          { id: 'p3', value: euros(1850), country: 'FR' },
          {
            id: 'p4',
            value: { type: 'centPrecision', currencyCode: 'JPY', centAmount: 2900, fractionDigits: 0 },
          },
          {
            id: 'p5',
            country: 'CH',
            value: {
              type: 'highPrecision',
              currencyCode: 'CHF',
              centAmount: 1235,
              preciseAmount: 12345678,
              fractionDigits: 6,
            },
          },
        ],
        images: [
          { url: 'https://host.example/red.jpg', label: 'Front', dimensions: { w: 800, h: 600 } },
          { url: 'https://host.example/red-2.jpg', dimensions: { w: 400, h: 300 } },
        ],
        attributes: [
          { name: 'color', value: red },
          { name: 'title', value: { en: 'Bag', 'de-DE': 'Tasche' } },
          {
            name: 'sizes',
            value: [
              { key: 's', label: { en: 'S' } },
              { key: 'm', label: {} },
            ],
          },
          { name: 'features', value: [{ en: 'light', 'de-DE': 'leicht' }, { en: 'strong' }] },
          { name: 'codes', value: ['a', 'b'] },
          {
            name: 'parts',
            value: [
              { name: 'strap', value: { length: 1.25 } },
              { name: 'zips', value: 2 },
            ],
          },
          {
            name: 'layers',
            value: [[{ name: 'cloth', value: 'cotton' }], [{ name: 'cloth', value: 'wool' }]],
          },
          { name: 'madeBy', value: { typeId: 'key-value-document', id: 'maker-1' } },
          {
            name: 'goesWith',
            value: [
              { typeId: 'product', id: 'p-2' },
              { typeId: 'product', id: 'p-3' },
            ],
          },
          { name: 'volume', value: 12.75 },
          { name: 'limited', value: false },
          { name: 'since', value: '2026-01-31' },
          { name: 'opens', value: '14:00:00.000' },
          { name: 'soldFrom', value: '2026-01-31T14:00:00.000Z' },
          {
            name: 'deposit',
            value: { type: 'centPrecision', currencyCode: 'EUR', centAmount: 25, fractionDigits: 2 },
          },
        ],
        availability: {
          channels: {
            berlin: { availableQuantity: 3, isOnStock: true, restockableInDays: 5 },
            paris: { availableQuantity: -1, isOnStock: false },
          },
        },
      },
      variants: [
        { id: 4, sku: 'bag-plain', prices: [], images: [], attributes: [], availability: { channels: {} } },
      ],
    },
  ],
};

const simpleTypes: Readonly<Record<string, AttributeType>> = {
  text: 'text',
  ltext: 'text',
  time: 'text',
  lenum: 'option',
  reference: 'references',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'dateTime',
  money: 'money',
  nested: 'json',
};

function canonicalType({ name, elementType }: ShopAttributeType): AttributeType {
  if (name !== 'set') return simpleTypes[name] ?? 'json';
  return ({ lenum: 'options', reference: 'references' } as const)[elementType?.name ?? ''] ?? 'json';
}

type Types = ReadonlyMap<string, ShopAttributeType>;

function read({ attributes, products }: ShopCatalogue): CanonicalRecords {
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

function imageKey({ sku }: { readonly sku: string }, index: number): string {
  return `${sku}/${index}`;
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

function readPointer({ typeId, id }: Pointer): { entity: string; key: string } {
  return { entity: typeId, key: id };
}

function writePointer({ entity, key }: { entity: string; key: string }): Pointer & JsonObject {
  return { typeId: entity, id: key };
}

function readMoney(money: CentAmount): { amount: string; currency: string } {
  const units = money.preciseAmount ?? money.centAmount;
  return {
    amount: canonicalDecimal(`${units}e-${money.fractionDigits}`) ?? '',
    currency: money.currencyCode,
  };
}

function minorUnits(amount: string, digits: number): number {
  return Number(multiplyDecimals(amount, canonicalDecimal(`1e${digits}`) ?? ''));
}

const currencyDigits: Readonly<Record<string, number>> = { EUR: 2, JPY: 0 };

function writeMoney({
  amount,
  currency,
}: {
  amount: string | null;
  currency: string;
}): CentAmount & JsonObject {
  const fractionDigits = currencyDigits[currency] ?? 2;
  return {
    type: 'centPrecision',
    currencyCode: currency,
    centAmount: minorUnits(amount ?? '0', fractionDigits),
    fractionDigits,
  };
}

interface PriceExtension {
  readonly id: string;
  readonly custom?: JsonObject;
  readonly discount?: string;
  readonly highPrecision?: { readonly centAmount: number; readonly fractionDigits: number };
}

// One price there is up to three kinds of price here: the price itself, its tiers, and what a discount makes of it.
function readPrice(price: ShopPrice): Price[] {
  const { value, tiers = [], discounted } = price;
  const restrictions = {
    ...(price.country === undefined ? {} : { country: price.country }),
    ...(price.customerGroup === undefined ? {} : { customerGroup: price.customerGroup.id }),
    ...(price.channel === undefined ? {} : { scope: price.channel.id }),
    ...(price.validFrom === undefined ? {} : { validFrom: price.validFrom }),
    ...(price.validUntil === undefined ? {} : { validTo: price.validUntil }),
  };
  const own = {
    id: price.id,
    ...(price.custom === undefined ? {} : { custom: price.custom }),
    ...(value.type === 'highPrecision'
      ? { highPrecision: { centAmount: value.centAmount, fractionDigits: value.fractionDigits } }
      : {}),
  };
  const sameId = { extensions: { own: { id: price.id } } };
  return [
    { kind: 'list', ...readMoney(value), ...restrictions, extensions: { own } },
    ...tiers.map((tier): Price => ({
      kind: 'list',
      ...readMoney(tier.value),
      ...restrictions,
      ...sameId,
      minimumQuantity: String(tier.minimumQuantity),
    })),
    ...(discounted === undefined
      ? []
      : [
          {
            kind: 'sale' as const,
            ...readMoney(discounted.value),
            ...restrictions,
            extensions: { own: { id: price.id, discount: discounted.discount.id } },
          },
        ]),
  ];
}

function write(records: CanonicalRecords): ShopCatalogue {
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

function writePrices(prices: readonly Price[]): ShopPrice[] {
  const groups = Map.groupBy(prices, (price) => (extensionOf(price) as PriceExtension).id);
  return [...groups].map(([id, group]) => {
    const base = group.find(({ kind, minimumQuantity }) => kind === 'list' && minimumQuantity === undefined);
    const tiers = group.filter(({ minimumQuantity }) => minimumQuantity !== undefined);
    const sale = group.find(({ kind }) => kind === 'sale');
    const { custom, highPrecision } = extensionOf(base ?? {}) as PriceExtension;
    const money = { amount: base?.amount ?? null, currency: base?.currency ?? '' };
    return {
      id,
      value:
        highPrecision === undefined
          ? writeMoney(money)
          : { ...writePrecise(money, highPrecision.fractionDigits), centAmount: highPrecision.centAmount },
      ...(base?.country === undefined ? {} : { country: base.country }),
      ...(base?.customerGroup === undefined
        ? {}
        : { customerGroup: { typeId: 'customer-group', id: base.customerGroup } }),
      ...(base?.scope === undefined ? {} : { channel: { typeId: 'channel', id: base.scope } }),
      ...(base?.validFrom === undefined ? {} : { validFrom: base.validFrom }),
      ...(base?.validTo === undefined ? {} : { validUntil: base.validTo }),
      ...(tiers.length === 0
        ? {}
        : {
            tiers: tiers.map((tier) => ({
              minimumQuantity: Number(tier.minimumQuantity),
              value: writeMoney(tier),
            })),
          }),
      ...(sale === undefined
        ? {}
        : {
            discounted: {
              value: writeMoney(sale),
              discount: {
                typeId: 'product-discount',
                id: (extensionOf(sale) as PriceExtension).discount ?? '',
              },
            },
          }),
      ...(custom === undefined ? {} : { custom }),
    };
  });
}

function writePrecise(
  { amount, currency }: { amount: string | null; currency: string },
  fractionDigits: number,
) {
  return {
    type: 'highPrecision' as const,
    currencyCode: currency,
    preciseAmount: minorUnits(amount ?? '0', fractionDigits),
    fractionDigits,
  };
}

export const variantAttributes: RoundTrip<ShopCatalogue> = { original, read, write };
