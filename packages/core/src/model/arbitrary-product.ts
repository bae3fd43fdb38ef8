import { fc } from '@fast-check/vitest';

import { arbitraryText } from './arbitrary-text.ts';
import type { AttributeData, AttributeType, AttributeValue, AttributeValues } from './attribute-value.ts';
import { attributeTypes } from './attribute-value.ts';
import type { Attributes } from './attributes.ts';
import { canonicalDecimal } from './decimal.ts';
import type { Extensions } from './extensions.ts';
import { gtinCheckDigit } from './gtin.ts';
import type { Identifier } from './identifier.ts';
import type { InventoryLevel } from './inventory.ts';
import { jsonDefect } from './json.ts';
import type { JsonValue } from './json.ts';
import { priceIdentity } from './price.ts';
import type { Price } from './price.ts';
import type { Product, Variant } from './product.ts';
import type { Relation } from './relation.ts';
import { propertyNameSchema } from './text.ts';
import { unitTable } from './unit-table.ts';

// Names mostly come from short lists, so that generated products meet: in merging, inheritance, duplicates.

const texts = arbitraryText({ maxLength: 20 });

/** A code that may be used as a property name. */
const arbitraryCode: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom('name', 'color', 'size', 'weight', 'netContent', 'c1', 'c2', 'c3'),
  },
  { weight: 1, arbitrary: texts.filter((text) => propertyNameSchema.safeParse(text).success) },
);

/** A record key. */
const arbitraryKey: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('k1', 'k2', 'k3', 'SKU-1', 'Größe 4/5', '0') },
  { weight: 1, arbitrary: texts.filter((text) => propertyNameSchema.safeParse(text).success) },
);

/** A locale. */
export const arbitraryLocale: fc.Arbitrary<string> = fc.constantFrom('de-DE', 'en-US', 'en', 'zh-Hans-CN');

/** A scope. */
export const arbitraryScope: fc.Arbitrary<string> = fc.constantFrom('ecommerce', 'print', 'de');

/** A decimal in canonical form, up to 40 digits. */
const arbitraryDecimal: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      fc.integer({ min: -999, max: 9999 }).map(BigInt),
      fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
    ),
    fc.integer({ min: 0, max: 20 }),
  )
  .map(([digits, scale]) => canonicalDecimal(`${digits}e-${scale}`) ?? '0');

/** A day. */
const arbitraryDate: fc.Arbitrary<string> = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** A moment, with different offsets and precisions. */
const arbitraryDateTime: fc.Arbitrary<string> = fc
  .tuple(
    arbitraryDate,
    fc.constantFrom('00:00:00', '23:59:59', '12:30:00.5', '12:30:00.123456789'),
    fc.constantFrom('Z', '+01:00', '-11:30', '+00:00'),
  )
  .map(([date, time, offset]) => `${date}T${time}${offset}`);

/** JSON that attributes and extensions may hold. */
const arbitraryJson: fc.Arbitrary<JsonValue> = fc
  .jsonValue({ maxDepth: 2 })
  .filter((value) => jsonDefect(value) === null)
  // JSON text does not know minus zero.
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);

const currencies = fc.constantFrom('EUR', 'USD', 'JPY');
const money = fc.record({ amount: arbitraryDecimal, currency: currencies });
const reference = fc.record(
  {
    entity: fc.constantFrom('product', 'variant', 'asset', 'designer'),
    key: arbitraryKey,
    quantity: arbitraryDecimal,
  },
  { requiredKeys: ['entity', 'key'] },
);
const unit = fc.oneof(fc.constantFrom(...Object.keys(unitTable)), fc.constantFrom('XBX', 'ZZ'));

const dataOf: { readonly [Type in AttributeType]: fc.Arbitrary<AttributeData<Type>> } = {
  text: texts,
  richText: texts.map((text) => `<p>${text}</p>`),
  number: arbitraryDecimal,
  boolean: fc.boolean(),
  date: arbitraryDate,
  dateTime: arbitraryDateTime,
  option: arbitraryKey,
  options: fc.array(arbitraryKey, { maxLength: 3 }),
  quantity: fc.record({ amount: arbitraryDecimal, unit }),
  money: fc.uniqueArray(money, { maxLength: 2, selector: ({ currency }) => currency }),
  references: fc.array(reference, { maxLength: 3 }),
  json: arbitraryJson.filter((value) => value !== null) as fc.Arbitrary<AttributeData<'json'>>,
};

/** The values of one attribute of a type, at most one per locale and scope; some are cleared (`null`). */
export function arbitraryAttributeValues(type: AttributeType): fc.Arbitrary<AttributeValues> {
  return valuesOf[type];
}

function addressOf({ locale, scope }: AttributeValue): string {
  return JSON.stringify([locale, scope]);
}

const valuesOf = Object.fromEntries(
  attributeTypes.map((type) => {
    const value = fc.record({
      locale: fc.option(arbitraryLocale),
      scope: fc.option(arbitraryScope),
      data: fc.option<AttributeData>(dataOf[type], { freq: 6 }),
    });
    const list = fc.uniqueArray(value as fc.Arbitrary<AttributeValue>, { maxLength: 3, selector: addressOf });
    return [type, list.map((values) => ({ type, values }) as AttributeValues)];
  }),
) as Readonly<Record<AttributeType, fc.Arbitrary<AttributeValues>>>;

/** The type of an attribute, told by its code: in one source an attribute has one type. */
function arbitraryTypeOf(code: string): AttributeType {
  const sum = Array.from(code, (sign) => sign.codePointAt(0) ?? 0).reduce((total, sign) => total + sign, 0);
  return attributeTypes[sum % attributeTypes.length] ?? 'text';
}

/** Attribute values by code. */
const arbitraryAttributes: fc.Arbitrary<Attributes> = fc
  .uniqueArray(arbitraryCode, { maxLength: 3 })
  .chain((codes) =>
    fc.tuple(
      ...codes.map((code) =>
        arbitraryAttributeValues(arbitraryTypeOf(code)).map((values) => [code, values] as const),
      ),
    ),
  )
  .map((entries) => Object.fromEntries(entries));

const extensions: fc.Arbitrary<Extensions> = fc.dictionary(fc.constantFrom('erp', 'shop'), arbitraryJson);

const gtin = fc
  .integer({ min: 1, max: 999_999_999 })
  .map((number) => `${number}`.padStart(13, '0'))
  .map((digits) => `${digits}${gtinCheckDigit(digits)}`);

const identifier: fc.Arbitrary<Identifier> = fc.oneof(
  fc.record(
    { scheme: fc.constant('gtin'), value: gtin, packaging: fc.constantFrom('case', 'pallet') },
    { requiredKeys: ['scheme', 'value'] },
  ),
  fc.record({
    scheme: fc.constantFrom('sku', 'mpn', 'isbn'),
    value: texts.filter((text) => text !== ''),
  }),
);

const price: fc.Arbitrary<Price> = fc.record(
  {
    kind: fc.constantFrom('list', 'sale', 'msrp', 'map', 'cost'),
    amount: fc.option(arbitraryDecimal, { freq: 6 }),
    currency: currencies,
    scope: arbitraryScope,
    country: fc.constantFrom('DE', 'US'),
    customerGroup: fc.constantFrom('b2b', 'vip'),
    minimumQuantity: fc.constantFrom('1', '10', '0.5'),
    validFrom: arbitraryDateTime,
    validTo: arbitraryDateTime,
    taxIncluded: fc.boolean(),
    extensions,
  },
  { requiredKeys: ['kind', 'amount', 'currency'] },
);

const inventoryLevel: fc.Arbitrary<InventoryLevel> = fc.record(
  {
    location: fc.constantFrom('main', 'berlin'),
    quantity: fc.option(arbitraryDecimal),
    tracked: fc.boolean(),
    extensions,
  },
  { requiredKeys: ['quantity'] },
);

const relation: fc.Arbitrary<Relation> = fc.record(
  {
    type: fc.constantFrom('crossSell', 'contains'),
    target: fc.record({ entity: fc.constantFrom('product', 'variant'), key: arbitraryKey }),
    quantity: arbitraryDecimal,
  },
  { requiredKeys: ['type', 'target'] },
);

const described = {
  key: arbitraryKey,
  identifiers: fc.array(identifier, { maxLength: 2 }),
  attributes: arbitraryAttributes,
  categories: fc.array(arbitraryKey, { maxLength: 3 }),
  assets: fc.array(
    fc.record(
      {
        asset: arbitraryKey,
        role: fc.constantFrom('main', 'gallery'),
        locale: arbitraryLocale,
        scope: arbitraryScope,
      },
      { requiredKeys: ['asset'] },
    ),
    { maxLength: 2 },
  ),
  prices: fc.uniqueArray(price, { maxLength: 3, selector: priceIdentity }),
  relations: fc.array(relation, { maxLength: 2 }),
  status: fc.constantFrom('active' as const, 'draft' as const, 'archived' as const),
  extensions,
};

/** A variant. */
const arbitraryVariant: fc.Arbitrary<Variant> = fc.record(
  {
    ...described,
    inventory: fc.uniqueArray(inventoryLevel, { maxLength: 2, selector: ({ location }) => location }),
  },
  { requiredKeys: ['key', 'attributes'] },
);

/** A canonical product: all attribute types, locales, scopes, clearings, variants, prices, stock, extensions. */
export const arbitraryProduct: fc.Arbitrary<Product> = fc.record(
  {
    ...described,
    family: fc.option(arbitraryKey),
    variesBy: fc.uniqueArray(arbitraryCode, { maxLength: 2 }),
    publications: fc.uniqueArray(
      fc.record(
        { scope: arbitraryScope, published: fc.boolean(), from: arbitraryDateTime, to: arbitraryDateTime },
        { requiredKeys: ['scope', 'published'] },
      ),
      { maxLength: 2, selector: ({ scope }) => scope },
    ),
    variants: fc.uniqueArray(arbitraryVariant, { minLength: 1, maxLength: 3, selector: ({ key }) => key }),
  },
  { requiredKeys: ['key', 'attributes', 'variants'] },
);
