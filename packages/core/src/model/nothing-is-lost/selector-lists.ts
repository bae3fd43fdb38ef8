import type { AttributeType, AttributeValues } from '../attribute-value.ts';
import type { Attributes } from '../attributes.ts';
import { canonicalDecimal } from '../decimal.ts';
import { normalizeGtin } from '../gtin.ts';
import type { InventoryLevel } from '../inventory.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { normalizeLocale } from '../locale.ts';
import type { Price } from '../price.ts';
import type { Product, Variant } from '../product.ts';
import { extensionOf } from './canonical-records.ts';
import type { CanonicalRecords, RoundTrip } from './canonical-records.ts';

// A marketplace in which every attribute is a list of objects, told apart by selectors: language, marketplace and,
// in offers, audience.

interface Entry {
  readonly [name: string]: JsonValue;
}

interface Listing {
  readonly sku: string;
  readonly productType: string;
  readonly attributes: Readonly<Record<string, readonly Entry[]>>;
}

const english = { language_tag: 'en_US', marketplace_id: 'M1' };
const german = { language_tag: 'de_DE', marketplace_id: 'M2' };
const both = [{ marketplace_id: 'M1' }, { marketplace_id: 'M2' }];

function child(sku: string, size: string, ean: string, offers: readonly Entry[]): Listing {
  return {
    sku,
    productType: 'SHIRT',
    attributes: {
      parentage_level: both.map((selectors) => ({ value: 'child', ...selectors })),
      child_parent_sku_relationship: both.map((selectors) => ({
        child_relationship_type: 'variation',
        parent_sku: 'SHIRT',
        ...selectors,
      })),
      size: [
        { value: size, ...english },
        { value: size, ...german },
      ],
      item_weight: [{ value: 250.5, unit: 'grams', marketplace_id: 'M1' }],
      // A list of packages with several measures in one object.
      item_package_dimensions: [
        {
          length: { value: 30, unit: 'centimeters' },
          width: { value: 20.25, unit: 'centimeters' },
          marketplace_id: 'M1',
        },
      ],
      externally_assigned_product_identifier: [{ type: 'ean', value: ean, marketplace_id: 'M1' }],
      is_heat_sensitive: [{ value: false, marketplace_id: 'M1' }],
      purchasable_offer: offers,
      fulfillment_availability: [
        { fulfillment_channel_code: 'DEFAULT', quantity: 5, lead_time_to_ship_max_days: 2 },
        { fulfillment_channel_code: 'FAST', quantity: 0 },
      ],
    },
  };
}

const original: readonly Listing[] = [
  {
    sku: 'SHIRT',
    productType: 'SHIRT',
    attributes: {
      parentage_level: both.map((selectors) => ({ value: 'parent', ...selectors })),
      variation_theme: both.map((selectors) => ({ name: 'SIZE', ...selectors })),
      item_name: [
        { value: 'Shirt', ...english },
        { value: 'Hemd', ...german },
      ],
      bullet_point: [
        { value: 'soft', ...english },
        { value: 'strong', ...english },
        { value: 'weich', ...german },
      ],
      color: [
        { value: 'Crimson', standardized_values: ['Red'], ...english },
        { value: 'Karmesin', standardized_values: ['Rot'], ...german },
      ],
      main_product_image_locator: [
        { media_location: 'https://host.example/shirt.jpg', marketplace_id: 'M1' },
      ],
      number_of_items: [{ value: 2, marketplace_id: 'M2' }],
      supplier_note: [{ value: 'no selectors at all' }],
    },
  },
  child('SHIRT-S', 'S', '4006381333931', [
    {
      audience: 'ALL',
      currency: 'USD',
      our_price: [{ schedule: [{ value_with_tax: 19.99 }] }],
      discounted_price: [
        {
          schedule: [
            { value_with_tax: 15, start_at: '2026-11-20T00:00:00Z', end_at: '2026-11-30T23:59:59Z' },
          ],
        },
      ],
      marketplace_id: 'M1',
    },
    {
      audience: 'B2B',
      currency: 'USD',
      our_price: [{ schedule: [{ value_with_tax: 18.5 }] }],
      quantity_discount_plan: [
        {
          schedule: [
            {
              discount_type: 'fixed',
              levels: [
                { lower_bound: 10, value: 17 },
                { lower_bound: 50, value: 15.25 },
              ],
            },
          ],
        },
      ],
      marketplace_id: 'M1',
    },
    {
      audience: 'ALL',
      currency: 'EUR',
      our_price: [{ schedule: [{ value_with_tax: 24 }] }],
      marketplace_id: 'M2',
    },
  ]),
  child('SHIRT-M', 'M', '0036000291452', []),
];

const units: Readonly<Record<string, string>> = { grams: 'GRM', centimeters: 'CMT' };

function read(listings: readonly Listing[]): CanonicalRecords {
  const parents = listings.filter(
    ({ attributes }) => attributes['parentage_level']?.[0]?.['value'] === 'parent',
  );
  return {
    product: parents.map((parent): Product => ({
      key: parent.sku,
      family: parent.productType,
      attributes: readAttributes(parent),
      variesBy: ['size'],
      variants: listings
        .filter(
          ({ attributes }) => attributes['child_parent_sku_relationship']?.[0]?.['parent_sku'] === parent.sku,
        )
        .map(readVariant),
    })),
  };
}

const ownPlace = ['purchasable_offer', 'fulfillment_availability'];

function readVariant(listing: Listing): Variant {
  const { attributes } = listing;
  const gtin = normalizeGtin(attributes['externally_assigned_product_identifier']?.[0]?.['value'] as string);
  return {
    key: listing.sku,
    identifiers: gtin === null ? [] : [{ scheme: 'gtin', value: gtin }],
    attributes: readAttributes(listing),
    prices: (attributes['purchasable_offer'] ?? []).flatMap((offer) => readOffer(offer as Entry & Offer)),
    inventory: (attributes['fulfillment_availability'] ?? []).map(readStock),
  };
}

function readAttributes({ attributes }: Listing): Attributes {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([name]) => !ownPlace.includes(name))
      .map(([name, entries]) => [name, readEntries(entries)]),
  );
}

// Entries with the same selectors are one value: a list.
function readEntries(entries: readonly Entry[]): AttributeValues {
  const groups = Map.groupBy(entries, ({ language_tag, marketplace_id }) =>
    JSON.stringify([language_tag ?? null, marketplace_id ?? null]),
  );
  const lists = [...groups.values()].map((group) =>
    group.map(({ language_tag: _locale, marketplace_id: _scope, ...rest }) => rest),
  );
  const type = typeOf(lists);
  const values = [...groups.keys()].map((selectors, index) => {
    const [locale, scope] = JSON.parse(selectors) as [string | null, string | null];
    const list = lists[index] ?? [];
    return {
      locale: locale === null ? null : normalizeLocale(locale),
      scope,
      data: type === 'json' ? list : readData(type, list[0] ?? {}),
    };
  });
  return { type, values } as AttributeValues;
}

function typeOf(lists: readonly (readonly Entry[])[]): AttributeType {
  if (lists.some((list) => list.length > 1)) return 'json';
  const forms = new Set(
    lists.flat().map((entry) => `${Object.keys(entry).toSorted().join()}:${typeof entry['value']}`),
  );
  const [form = ''] = forms;
  if (forms.size > 1) return 'json';
  const types: Readonly<Record<string, AttributeType>> = {
    'value:string': 'text',
    'value:boolean': 'boolean',
    'value:number': 'number',
    'unit,value:number': 'quantity',
  };
  return types[form] ?? 'json';
}

function readData(type: AttributeType, { value, unit }: Entry): unknown {
  if (type === 'number') return canonicalDecimal(value as number);
  if (type === 'quantity') return { amount: canonicalDecimal(value as number), unit: units[unit as string] };
  return value;
}

function readStock({ fulfillment_channel_code, quantity, ...rest }: Entry): InventoryLevel {
  return {
    location: fulfillment_channel_code as string,
    quantity: canonicalDecimal(quantity as number),
    ...(Object.keys(rest).length === 0 ? {} : { extensions: { own: rest } }),
  };
}

interface Offer {
  readonly audience: string;
  readonly currency: string;
  readonly marketplace_id: string;
  readonly our_price: readonly { readonly schedule: readonly { readonly value_with_tax: number }[] }[];
  readonly discounted_price?: readonly {
    readonly schedule: readonly {
      readonly value_with_tax: number;
      readonly start_at: string;
      readonly end_at: string;
    }[];
  }[];
  readonly quantity_discount_plan?: readonly {
    readonly schedule: readonly {
      readonly discount_type: string;
      readonly levels: readonly { readonly lower_bound: number; readonly value: number }[];
    }[];
  }[];
}

function readOffer(offer: Offer): Price[] {
  const shared = {
    currency: offer.currency,
    scope: offer.marketplace_id,
    taxIncluded: true,
    ...(offer.audience === 'ALL' ? {} : { customerGroup: offer.audience }),
  };
  return [
    ...offer.our_price.flatMap(({ schedule }) =>
      schedule.map(({ value_with_tax }): Price => ({
        ...shared,
        kind: 'list',
        amount: canonicalDecimal(value_with_tax),
      })),
    ),
    ...(offer.discounted_price ?? []).flatMap(({ schedule }) =>
      schedule.map(({ value_with_tax, start_at, end_at }): Price => ({
        ...shared,
        kind: 'sale',
        amount: canonicalDecimal(value_with_tax),
        validFrom: start_at,
        validTo: end_at,
      })),
    ),
    ...(offer.quantity_discount_plan ?? []).flatMap(({ schedule }) =>
      schedule.flatMap(({ discount_type, levels }) =>
        levels.map(({ lower_bound, value }): Price => ({
          ...shared,
          kind: 'list',
          amount: canonicalDecimal(value),
          minimumQuantity: String(lower_bound),
          extensions: { own: { discount_type } },
        })),
      ),
    ),
  ];
}

function write({ product: products = [] }: CanonicalRecords): readonly Listing[] {
  return products.flatMap((product): Listing[] => {
    const productType = product.family ?? '';
    return [
      { sku: product.key, productType, attributes: writeAttributes(product.attributes) },
      ...product.variants.map((variant) => ({
        sku: variant.key,
        productType,
        attributes: {
          ...writeAttributes(variant.attributes),
          purchasable_offer: writeOffers(variant.prices ?? []),
          fulfillment_availability: (variant.inventory ?? []).map(writeStock),
        },
      })),
    ];
  });
}

function writeAttributes(attributes: Attributes): Readonly<Record<string, readonly Entry[]>> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [name, writeEntries(attribute)]),
  );
}

function writeEntries({ type, values }: AttributeValues): Entry[] {
  return values.flatMap(({ locale, scope, data }) => {
    const selectors = {
      ...(locale === null ? {} : { language_tag: locale.replaceAll('-', '_') }),
      ...(scope === null ? {} : { marketplace_id: scope }),
    };
    const list = type === 'json' ? (data as Entry[]) : [writeData(type, data)];
    return list.map((entry) => ({ ...entry, ...selectors }));
  });
}

function writeData(type: AttributeType, data: unknown): Entry {
  if (type === 'number') return { value: Number(data) };
  if (type !== 'quantity') return { value: data as JsonValue };
  const { amount, unit } = data as { amount: string; unit: string };
  const [name = ''] = Object.entries(units).find(([, code]) => code === unit) ?? [];
  return { value: Number(amount), unit: name };
}

function writeStock(level: InventoryLevel): Entry {
  return {
    fulfillment_channel_code: level.location ?? '',
    quantity: Number(level.quantity),
    ...(extensionOf(level) as JsonObject | undefined),
  };
}

function writeOffers(prices: readonly Price[]): Entry[] {
  const groups = Map.groupBy(prices, ({ scope, customerGroup }) => JSON.stringify([scope, customerGroup]));
  return [...groups.values()].map((group) => {
    const [first] = group;
    const tiers = group.filter(({ minimumQuantity }) => minimumQuantity !== undefined);
    const sales = group.filter(({ kind }) => kind === 'sale');
    const lists = group.filter(
      ({ kind, minimumQuantity }) => kind === 'list' && minimumQuantity === undefined,
    );
    return {
      audience: first?.customerGroup ?? 'ALL',
      currency: first?.currency ?? '',
      marketplace_id: first?.scope ?? '',
      our_price: lists.map(({ amount }) => ({ schedule: [{ value_with_tax: Number(amount) }] })),
      ...(sales.length === 0
        ? {}
        : {
            discounted_price: sales.map(({ amount, validFrom = '', validTo = '' }) => ({
              schedule: [{ value_with_tax: Number(amount), start_at: validFrom, end_at: validTo }],
            })),
          }),
      ...(tiers.length === 0
        ? {}
        : {
            quantity_discount_plan: [
              {
                schedule: [
                  {
                    ...(extensionOf(tiers[0] ?? {}) as JsonObject),
                    levels: tiers.map(({ minimumQuantity, amount }) => ({
                      lower_bound: Number(minimumQuantity),
                      value: Number(amount),
                    })),
                  },
                ],
              },
            ],
          }),
    };
  });
}

export const selectorLists: RoundTrip<readonly Listing[]> = { original, read, write };
