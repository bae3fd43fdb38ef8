import type { Asset } from '../asset.ts';
import type { AttributeValues, Quantity } from '../attribute-value.ts';
import type { Attributes } from '../attributes.ts';
import { canonicalDecimal, formatDecimal } from '../decimal.ts';
import { normalizeGtin } from '../gtin.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import type { Price } from '../price.ts';
import type { Product, Variant } from '../product.ts';
import { extensionOf } from './canonical-records.ts';
import type { CanonicalRecords, RoundTrip } from './canonical-records.ts';

// A page’s ProductGroup of schema.org, with its variants and what they vary by.

interface QuantitativeValue {
  readonly '@type': 'QuantitativeValue';
  readonly value: number;
  readonly unitCode: string;
}

interface Offer {
  readonly '@type': 'Offer';
  readonly url: string;
  readonly price: string;
  readonly priceCurrency: string;
  readonly priceValidUntil?: string;
  readonly availability: string;
  readonly [name: string]: JsonValue;
}

interface VariantNode {
  readonly '@type': 'Product';
  readonly sku: string;
  readonly gtin13?: string;
  readonly gtin14?: string;
  readonly name: string;
  readonly image: readonly string[];
  readonly color: string;
  readonly size: JsonValue;
  readonly weight: QuantitativeValue;
  readonly offers: readonly Offer[];
  readonly additionalProperty?: readonly JsonObject[];
}

interface ProductGroup {
  readonly '@context': 'https://schema.org/';
  readonly '@type': 'ProductGroup';
  readonly '@id': string;
  readonly productGroupID: string;
  readonly name: string;
  readonly description: string;
  readonly url: string;
  readonly brand: { readonly '@type': 'Brand'; readonly name: string };
  readonly audience: JsonObject;
  readonly aggregateRating: JsonObject;
  readonly pattern: string;
  readonly material: string;
  readonly variesBy: readonly string[];
  readonly hasVariant: readonly VariantNode[];
}

function offer(sku: string, price: string): Offer {
  return {
    '@type': 'Offer',
    url: `https://host.example/coat?sku=${sku}`,
    price,
    priceCurrency: 'USD',
    availability: 'https://schema.org/InStock',
    itemCondition: 'https://schema.org/NewCondition',
    shippingDetails: { '@id': '#shipping' },
  };
}

const original: ProductGroup = {
  '@context': 'https://schema.org/',
  '@type': 'ProductGroup',
  '@id': '#coat',
  productGroupID: '44E01',
  name: 'Wool winter coat',
  description: 'A warm coat <b>for winter</b>',
  url: 'https://host.example/coat',
  brand: { '@type': 'Brand', name: 'Good brand' },
  audience: {
    '@type': 'PeopleAudience',
    suggestedGender: 'unisex',
    suggestedAge: { '@type': 'QuantitativeValue', minValue: 13, unitCode: 'ANN' },
  },
  aggregateRating: { '@type': 'AggregateRating', ratingValue: 4.4, reviewCount: 89 },
  pattern: 'striped',
  material: 'wool',
  variesBy: ['https://schema.org/size', 'https://schema.org/color'],
  hasVariant: [
    {
      '@type': 'Product',
      sku: '44E01-M11000',
      gtin14: '98766051104214',
      name: 'Small green coat',
      image: ['https://host.example/green.jpg', 'https://host.example/green-back.jpg'],
      color: 'Green',
      size: 'small',
      weight: { '@type': 'QuantitativeValue', value: 1.25, unitCode: 'KGM' },
      offers: [{ ...offer('44E01-M11000', '39.99'), priceValidUntil: '2026-12-31' }],
      additionalProperty: [
        { '@type': 'PropertyValue', propertyID: 'lining', name: 'Lining', value: ['silk', 'cotton'] },
        { '@type': 'PropertyValue', name: 'Buttons', value: 6, unitCode: 'H87' },
      ],
    },
    {
      '@type': 'Product',
      sku: '44E01-X1100000',
      gtin13: '4006381333931',
      name: 'Large light blue coat',
      image: [],
      color: 'light blue',
      size: {
        '@type': 'SizeSpecification',
        name: 'large',
        sizeSystem: 'https://schema.org/WearableSizeSystemUS',
      },
      weight: { '@type': 'QuantitativeValue', value: 3.1, unitCode: 'LBR' },
      offers: [
        { ...offer('44E01-X1100000', '49.90'), availability: 'https://schema.org/BackOrder' },
        { ...offer('44E01-X1100000', '45.00'), priceCurrency: 'EUR' },
      ],
    },
  ],
};

const axisPrefix = 'https://schema.org/';

function read(group: ProductGroup): CanonicalRecords {
  return {
    asset: group.hasVariant.flatMap(({ sku, image }) =>
      image.map((url, index): Asset => ({ key: `${sku}/${index}`, url })),
    ),
    product: [
      {
        key: group.productGroupID,
        attributes: {
          name: value('text', group.name),
          description: value('richText', group.description),
          brand: value('text', group.brand.name),
          pattern: value('option', group.pattern),
          material: value('option', group.material),
          url: value('text', group.url),
        },
        variesBy: group.variesBy.map((axis) => axis.slice(axisPrefix.length)),
        extensions: {
          own: { id: group['@id'], audience: group.audience, aggregateRating: group.aggregateRating },
        },
        variants: group.hasVariant.map(readVariant),
      },
    ],
  };
}

function value(type: AttributeValues['type'], data: unknown): AttributeValues {
  return { type, values: [{ locale: null, scope: null, data }] } as AttributeValues;
}

function readVariant(node: VariantNode): Variant {
  const gtin = normalizeGtin(node.gtin14 ?? node.gtin13 ?? '');
  return {
    key: node.sku,
    identifiers: [
      { scheme: 'sku', value: node.sku },
      ...(gtin === null ? [] : [{ scheme: 'gtin', value: gtin }]),
    ],
    attributes: {
      name: value('text', node.name),
      color: value('option', node.color),
      // A size is a word or a specification.
      size: typeof node.size === 'string' ? value('option', node.size) : value('json', node.size),
      weight: value('quantity', { amount: canonicalDecimal(node.weight.value), unit: node.weight.unitCode }),
      ...(node.additionalProperty === undefined
        ? {}
        : { additionalProperty: value('json', node.additionalProperty) }),
    },
    assets: node.image.map((_url, index) => ({ asset: `${node.sku}/${index}` })),
    prices: node.offers.map(readOffer),
  };
}

// A price that is valid until a day is valid until the end of that day.
function readOffer({ price, priceCurrency, priceValidUntil, '@type': _type, ...rest }: Offer): Price {
  return {
    kind: 'list',
    amount: canonicalDecimal(price),
    currency: priceCurrency,
    ...(priceValidUntil === undefined ? {} : { validTo: `${priceValidUntil}T23:59:59Z` }),
    extensions: { own: rest },
  };
}

function write({ product: products = [], asset: assets = [] }: CanonicalRecords): ProductGroup {
  const [product] = products as readonly [Product];
  const urls = new Map(assets.map(({ key, url }) => [key, url]));
  const { id, ...own } = extensionOf(product) as {
    id: string;
    audience: JsonObject;
    aggregateRating: JsonObject;
  };
  const { attributes } = product;
  return {
    '@context': 'https://schema.org/',
    '@type': 'ProductGroup',
    '@id': id,
    productGroupID: product.key,
    name: dataOf(attributes, 'name') as string,
    description: dataOf(attributes, 'description') as string,
    url: dataOf(attributes, 'url') as string,
    brand: { '@type': 'Brand', name: dataOf(attributes, 'brand') as string },
    ...own,
    pattern: dataOf(attributes, 'pattern') as string,
    material: dataOf(attributes, 'material') as string,
    variesBy: (product.variesBy ?? []).map((axis) => axisPrefix + axis),
    hasVariant: product.variants.map((variant) => writeVariant(variant, urls)),
  };
}

function dataOf(attributes: Attributes, code: string): unknown {
  return attributes[code]?.values[0]?.data;
}

function writeVariant(variant: Variant, urls: ReadonlyMap<string, string>): VariantNode {
  const gtin = variant.identifiers?.find(({ scheme }) => scheme === 'gtin')?.value;
  const weight = dataOf(variant.attributes, 'weight') as Quantity;
  const properties = dataOf(variant.attributes, 'additionalProperty') as readonly JsonObject[] | undefined;
  return {
    '@type': 'Product',
    sku: variant.key,
    ...(gtin === undefined ? {} : gtin.startsWith('0') ? { gtin13: gtin.slice(1) } : { gtin14: gtin }),
    name: dataOf(variant.attributes, 'name') as string,
    image: (variant.assets ?? []).map(({ asset }) => urls.get(asset) ?? ''),
    color: dataOf(variant.attributes, 'color') as string,
    size: dataOf(variant.attributes, 'size') as JsonValue,
    weight: { '@type': 'QuantitativeValue', value: Number(weight.amount), unitCode: weight.unit },
    offers: (variant.prices ?? []).map(writeOffer),
    ...(properties === undefined ? {} : { additionalProperty: properties }),
  };
}

function writeOffer(price: Price): Offer {
  return {
    '@type': 'Offer',
    ...(extensionOf(price) as { url: string; availability: string }),
    price: formatDecimal(price.amount ?? '', 2),
    priceCurrency: price.currency,
    ...(price.validTo === undefined ? {} : { priceValidUntil: price.validTo.slice(0, 10) }),
  };
}

export const productGroup: RoundTrip<ProductGroup> = { original, read, write };
