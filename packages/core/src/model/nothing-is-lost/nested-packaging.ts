import type { AttributeValue, AttributeValues, Quantity } from '../attribute-value.ts';
import type { Attributes } from '../attributes.ts';
import type { Publication, Product } from '../product.ts';
import type { CanonicalRecords, RoundTrip } from './canonical-records.ts';

// GS1 trade items: each, case and pallet with numbers and measures of their own, one message per target market.

interface Measure {
  readonly measurementUnitCode: string;
  readonly value: string;
}

interface Description {
  readonly languageCode: string;
  readonly value: string;
}

interface TradeItem {
  readonly gtin: string;
  readonly informationProviderGln: string;
  readonly targetMarketCountryCode: string;
  readonly unitDescriptorCode: 'BASE_UNIT_OR_EACH' | 'CASE' | 'PALLET';
  readonly isConsumerUnit: boolean;
  readonly isOrderableUnit: boolean;
  readonly brandName: string;
  readonly descriptions: readonly Description[];
  readonly netContents: readonly Measure[];
  readonly height: Measure;
  readonly grossWeight: Measure;
  readonly storageTemperature?: { readonly minimum: Measure; readonly maximum: Measure };
  readonly packaging: readonly {
    readonly typeCode: string;
    readonly materials: readonly { readonly code: string; readonly weight: Measure }[];
  }[];
  readonly children: readonly { readonly gtin: string; readonly quantity: number }[];
  readonly effectiveDateTime: string;
  readonly startAvailabilityDateTime: string;
  readonly endAvailabilityDateTime?: string;
}

const each = {
  gtin: '04006381333931',
  informationProviderGln: '4000001000005',
  targetMarketCountryCode: '276',
  unitDescriptorCode: 'BASE_UNIT_OR_EACH',
  isConsumerUnit: true,
  isOrderableUnit: false,
  brandName: 'Bärenmarke',
  descriptions: [
    { languageCode: 'de', value: 'Kondensmilch 4 × 125 g' },
    { languageCode: 'en', value: 'Condensed milk 4 × 125 g' },
  ],
  netContents: [
    { measurementUnitCode: 'GRM', value: '500' },
    { measurementUnitCode: 'H87', value: '4' },
  ],
  height: { measurementUnitCode: 'MMT', value: '120.5' },
  grossWeight: { measurementUnitCode: 'GRM', value: '530' },
  storageTemperature: {
    minimum: { measurementUnitCode: 'CEL', value: '-2' },
    maximum: { measurementUnitCode: 'CEL', value: '8' },
  },
  packaging: [
    {
      typeCode: 'BX',
      materials: [
        { code: 'PAPER_PAPERBOARD', weight: { measurementUnitCode: 'GRM', value: '12.5' } },
        { code: 'POLYMER_PE', weight: { measurementUnitCode: 'GRM', value: '0.75' } },
      ],
    },
  ],
  children: [],
  effectiveDateTime: '2026-01-01T00:00:00+01:00',
  startAvailabilityDateTime: '2026-01-15T00:00:00+01:00',
} as const satisfies TradeItem;

const box: TradeItem = {
  ...each,
  gtin: '14006381333938',
  unitDescriptorCode: 'CASE',
  isConsumerUnit: false,
  isOrderableUnit: true,
  descriptions: [{ languageCode: 'de', value: 'Karton, 12 Packungen' }],
  netContents: [{ measurementUnitCode: 'KGM', value: '6' }],
  grossWeight: { measurementUnitCode: 'KGM', value: '6.72' },
  packaging: [],
  children: [{ gtin: each.gtin, quantity: 12 }],
};

const original: readonly TradeItem[] = [
  each,
  {
    ...each,
    targetMarketCountryCode: '250',
    brandName: 'Ours',
    descriptions: [{ languageCode: 'fr', value: 'Lait concentré' }],
    endAvailabilityDateTime: '2026-12-31T00:00:00+01:00',
  },
  box,
  {
    ...box,
    gtin: '24006381333935',
    unitDescriptorCode: 'PALLET',
    descriptions: [],
    netContents: [],
    grossWeight: { measurementUnitCode: 'KGM', value: '512.4' },
    // A pallet of two kinds of boxes.
    children: [
      { gtin: box.gtin, quantity: 48 },
      { gtin: '14006381333945', quantity: 24 },
    ],
  },
];

function read(items: readonly TradeItem[]): CanonicalRecords {
  const groups = Map.groupBy(items, ({ gtin }) => gtin);
  return { product: [...groups].map(([gtin, markets]) => readItem(gtin, markets)) };
}

// What a trade item is differs from market to market, so every value has the market for its scope.
function readItem(gtin: string, markets: readonly TradeItem[]): Product {
  return {
    key: gtin,
    attributes: joined(markets.map(readAttributes)),
    relations: (markets[0]?.children ?? []).map((child) => ({
      type: 'contains',
      target: { entity: 'variant', key: child.gtin },
      quantity: String(child.quantity),
    })),
    publications: markets.map((item): Publication => ({
      scope: item.targetMarketCountryCode,
      published: true,
      from: item.startAvailabilityDateTime,
      ...(item.endAvailabilityDateTime === undefined ? {} : { to: item.endAvailabilityDateTime }),
    })),
    variants: [{ key: gtin, identifiers: [{ scheme: 'gtin', value: gtin }], attributes: {} }],
  };
}

function readAttributes(item: TradeItem): Attributes {
  const scope = item.targetMarketCountryCode;
  const value = (type: AttributeValues['type'], data: unknown) =>
    ({ type, values: [{ locale: null, scope, data }] }) as AttributeValues;
  return {
    provider: value('text', item.informationProviderGln),
    unitDescriptor: value('option', item.unitDescriptorCode),
    isConsumerUnit: value('boolean', item.isConsumerUnit),
    isOrderableUnit: value('boolean', item.isOrderableUnit),
    brand: value('text', item.brandName),
    description: {
      type: 'text',
      values: item.descriptions.map(({ languageCode, value: data }) => ({
        locale: languageCode,
        scope,
        data,
      })),
    },
    // A net content is said in several units at once, and packaging is a tree.
    netContents: value('json', item.netContents.map(readMeasure)),
    packaging: value('json', item.packaging),
    height: value('quantity', readMeasure(item.height)),
    weight: value('quantity', readMeasure(item.grossWeight)),
    ...(item.storageTemperature === undefined
      ? {}
      : {
          minimumTemperature: value('quantity', readMeasure(item.storageTemperature.minimum)),
          maximumTemperature: value('quantity', readMeasure(item.storageTemperature.maximum)),
        }),
    effective: value('dateTime', item.effectiveDateTime),
  };
}

function readMeasure({ measurementUnitCode, value }: Measure): Quantity {
  return { amount: value, unit: measurementUnitCode };
}

function joined(list: readonly Attributes[]): Attributes {
  const codes = [...new Set(list.flatMap(Object.keys))];
  return Object.fromEntries(
    codes.map((code) => {
      const parts = list.map((attributes) => attributes[code]).filter((part) => part !== undefined);
      return [
        code,
        {
          type: parts[0]?.type,
          values: parts.flatMap<AttributeValue>(({ values }) => values),
        } as AttributeValues,
      ];
    }),
  );
}

function write({ product: products = [] }: CanonicalRecords): readonly TradeItem[] {
  return products.flatMap((product) =>
    (product.publications ?? []).map((publication) => writeItem(product, publication)),
  );
}

function writeItem({ key, attributes, relations = [] }: Product, publication: Publication): TradeItem {
  const { scope, from = '', to } = publication;
  const all = (code: string) => attributes[code]?.values.filter((value) => value.scope === scope) ?? [];
  const one = (code: string): unknown => all(code)[0]?.data;
  const text = (code: string) => one(code) as string;
  const flag = (code: string) => one(code) as boolean;
  const measure = (code: string) => writeMeasure(one(code) as Quantity);
  return {
    gtin: key,
    informationProviderGln: text('provider'),
    targetMarketCountryCode: scope,
    unitDescriptorCode: one('unitDescriptor') as TradeItem['unitDescriptorCode'],
    isConsumerUnit: flag('isConsumerUnit'),
    isOrderableUnit: flag('isOrderableUnit'),
    brandName: text('brand'),
    descriptions: all('description').map(({ locale, data }) => ({
      languageCode: locale ?? '',
      value: data as string,
    })),
    netContents: (one('netContents') as Quantity[]).map(writeMeasure),
    height: measure('height'),
    grossWeight: measure('weight'),
    ...(all('minimumTemperature').length === 0
      ? {}
      : {
          storageTemperature: {
            minimum: measure('minimumTemperature'),
            maximum: measure('maximumTemperature'),
          },
        }),
    packaging: one('packaging') as TradeItem['packaging'],
    children: relations.map(({ target, quantity }) => ({ gtin: target.key, quantity: Number(quantity) })),
    effectiveDateTime: text('effective'),
    startAvailabilityDateTime: from,
    ...(to === undefined ? {} : { endAvailabilityDateTime: to }),
  };
}

function writeMeasure({ amount, unit }: Quantity): Measure {
  return { measurementUnitCode: unit, value: amount };
}

export const nestedPackaging: RoundTrip<readonly TradeItem[]> = { original, read, write };
