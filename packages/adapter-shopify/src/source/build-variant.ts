import { canonicalDecimal, normalizeGtin } from '@pim-connector/core';
import type { Attributes, Identifier, Price, RecordKey, Variant } from '@pim-connector/core';

import type { WholeVariant } from '../documents/read-nodes.ts';
import { pricesOf } from './fixed-prices.ts';
import type { FixedPrice } from './fixed-prices.ts';
import { textAttribute } from './product-texts.ts';
import { unitCode } from './unit-codes.ts';

/** What a variant is made of beside itself. */
export interface VariantSurroundings {
  readonly key: RecordKey;
  /** Currency of the shop. */
  readonly currency: string;
  readonly fixedPrices: readonly FixedPrice[];
  /** Asset keys. */
  readonly images: readonly RecordKey[];
  /** Attributes of its metafields. */
  readonly metafields: Attributes;
  /** Attribute codes of the options, by the names of the options; empty where the product has none. */
  readonly axes: ReadonlyMap<string, string>;
}

/** A variant in the form of the model. */
export function buildVariant(node: WholeVariant, around: VariantSurroundings): Variant {
  const { id, sku, inventoryItem, inventoryPolicy, taxable } = node;
  const { key, images } = around;
  return {
    key,
    identifiers: identifiersOf(sku, node.barcode),
    attributes: { ...around.metafields, ...ownAttributes(node), ...axisValues(node, around.axes) },
    prices: variantPrices(node, around.currency, around.fixedPrices),
    ...(images.length === 0 ? {} : { assets: images.map((asset) => ({ asset, role: 'main' })) }),
    extensions: {
      shopify: {
        id,
        inventoryItemId: inventoryItem.id,
        inventoryPolicy: inventoryPolicy.toLowerCase(),
        taxable,
        tracked: inventoryItem.tracked,
        requiresShipping: inventoryItem.requiresShipping,
      },
    },
  };
}

/** All prices of a variant: the shop’s own, what it costs us, and the fixed ones of price lists. */
export function variantPrices(
  {
    price,
    compareAtPrice,
    inventoryItem,
  }: Pick<WholeVariant, 'price' | 'compareAtPrice'> & {
    readonly inventoryItem: Pick<WholeVariant['inventoryItem'], 'unitCost'>;
  },
  currency: string,
  fixed: readonly FixedPrice[],
): Price[] {
  const { unitCost } = inventoryItem;
  const cost = unitCost == null ? null : canonicalDecimal(unitCost.amount);
  return [
    ...pricesOf(price, compareAtPrice, { currency }),
    ...(unitCost == null || cost === null
      ? []
      : [{ kind: 'cost' as const, amount: cost, currency: unitCost.currencyCode }]),
    ...fixed.flatMap((each) =>
      pricesOf(each.price, each.compareAt, { currency: each.currency, scope: each.scope }),
    ),
  ];
}

function identifiersOf(sku: string | null | undefined, barcode: string | null | undefined): Identifier[] {
  const gtin = barcode == null ? null : normalizeGtin(barcode);
  return [
    ...(sku == null || sku === '' ? [] : [{ scheme: 'sku', value: sku }]),
    ...(barcode == null || barcode === ''
      ? []
      : [gtin === null ? { scheme: 'barcode', value: barcode } : { scheme: 'gtin', value: gtin }]),
  ];
}

function ownAttributes({ inventoryItem }: WholeVariant): Attributes {
  const { measurement, countryCodeOfOrigin, harmonizedSystemCode } = inventoryItem;
  const { weight } = measurement;
  const amount = weight == null ? null : canonicalDecimal(weight.value);
  const unit = weight == null ? null : unitCode(weight.unit);
  const one = <Data>(data: Data) => [{ locale: null, scope: null, data }];
  return {
    // Shopify has no weight that is not known, only one of zero.
    ...(amount === null || amount === '0' || unit === null
      ? {}
      : { weight: { type: 'quantity' as const, values: one({ amount, unit }) } }),
    ...(countryCodeOfOrigin == null
      ? {}
      : { countryOfOrigin: { type: 'option' as const, values: one(countryCodeOfOrigin) } }),
    ...textAttribute('harmonizedSystemCode', harmonizedSystemCode),
  };
}

function axisValues({ selectedOptions }: WholeVariant, axes: ReadonlyMap<string, string>): Attributes {
  return Object.fromEntries(
    selectedOptions.flatMap(({ name, value }) => {
      const code = axes.get(name);
      if (code === undefined) return [];
      return [[code, { type: 'option', values: [{ locale: null, scope: null, data: value }] }]];
    }),
  );
}
