import type { JsonObject, JsonValue } from '../../json.ts';

// What such a system holds, and an example of it.

export interface Pointer {
  readonly typeId: string;
  readonly id: string;
}

export interface CentAmount {
  readonly type: 'centPrecision' | 'highPrecision';
  readonly currencyCode: string;
  readonly centAmount: number;
  readonly preciseAmount?: number;
  readonly fractionDigits: number;
}

export interface ShopPrice {
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

export interface ShopImage {
  readonly url: string;
  readonly label?: string;
  readonly dimensions: { readonly w: number; readonly h: number };
}

export interface ShopStock {
  readonly availableQuantity: number;
  readonly isOnStock: boolean;
  readonly restockableInDays?: number;
}

export interface ShopVariant {
  readonly id: number;
  readonly sku: string;
  readonly prices: readonly ShopPrice[];
  readonly images: readonly ShopImage[];
  readonly attributes: readonly { readonly name: string; readonly value: JsonValue }[];
  readonly availability: { readonly channels: Readonly<Record<string, ShopStock>> };
}

export type Localized = Readonly<Record<string, string>>;

export interface ShopProduct {
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

export interface ShopAttributeType {
  readonly name: string;
  readonly values?: readonly { readonly key: string; readonly label: Localized }[];
  readonly elementType?: ShopAttributeType;
}

export interface ShopCatalogue {
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

export const original: ShopCatalogue = {
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
