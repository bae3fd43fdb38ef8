import { canonicalDecimal, convertUnit } from '@pim-connector/core';

import type { Ownership } from '../destination-config.ts';
import type { WholeVariant } from '../documents/read-nodes.ts';
import type { VariantRecord } from '../records/product-record.ts';
import type { PointedLinks } from '../records/record-pointer.ts';
import type { VariantData } from '../records/remote-data.ts';
import type { FixedPrice } from '../source/fixed-prices.ts';
import { unitCode } from '../source/unit-codes.ts';
import { named } from '../write/shop-facts.ts';
import type { PriceList } from '../write/shop-facts.ts';
import type { Barcode, LiveProduct } from './live-product.ts';
import { metafieldData } from './metafield-data.ts';
import type { NamedMetaobjects } from './named-metaobjects.ts';
import { onlyWanted } from './only-wanted.ts';
import { currencyDigits, digitsOf, sameAmount, sameText } from './same-value.ts';
import { metafieldTextPaths, translatedVariant } from './translated-parts.ts';

/** A variant in the words of the record. */
export interface VariantReadBack {
  readonly data: Readonly<Record<string, unknown>>;
  /** Paths within the variant. */
  readonly unreadable: readonly string[];
}

/** What a variant is compared with. */
export interface VariantContext {
  readonly product: LiveProduct;
  /** How it should be; absent: nobody says. */
  readonly wanted: VariantRecord | undefined;
  /** What of it is ours. */
  readonly kept: VariantData | null;
  /** Its option values, as the record orders them. */
  readonly options: readonly { readonly name: string; readonly value: string }[];
  /** Asset keys by file id. */
  readonly assets: ReadonlyMap<string, string>;
  readonly priceLists: readonly PriceList[];
  /** Whose its image and its metafields are. */
  readonly ownership: Pick<Ownership, 'media' | 'metafields'>;
  /** Links of what it points to. */
  readonly links: PointedLinks | undefined;
  readonly metaobjects: NamedMetaobjects;
}

/** A variant as it is in the shop, in the words of the record where both mean the same. */
export function variantData(live: WholeVariant, context: VariantContext): VariantReadBack {
  const { product, wanted, kept, options } = context;
  const ours = kept?.metafields ?? [];
  const metafieldsRead = metafieldData(
    live.metafields,
    wanted?.metafields,
    ours,
    context.links,
    context.metaobjects,
  );
  const barcodes = product.barcodes?.get(live.id);
  const images = product.variantImages?.get(live.id);
  const fixed = product.fixedPrices?.get(live.id) ?? [];
  const all: Record<string, unknown> = {
    sku: sameText(live.sku, wanted?.sku) ? wanted?.sku : (live.sku ?? ''),
    barcode: sameText(live.barcode, wanted?.barcode) ? (wanted?.barcode ?? null) : live.barcode || null,
    ...(barcodes === undefined ? {} : { barcodes: barcodes.map(barcodeOf) }),
    options,
    ...moneyFields(live, wanted),
    ...itemFields(live, wanted),
    ...(images === undefined ? {} : imageField(images, context)),
    metafields: metafieldsRead.metafields,
    translations: translatedVariant(live.metafields, product.texts, wanted?.translations),
    ...(product.fixedPrices === null
      ? {}
      : { marketPrices: marketPrices(fixed, wanted?.marketPrices, kept, context.priceLists) }),
  };
  const unreadable = [
    ...metafieldsRead.unreadable.map((name) => `metafields.${name}`),
    ...(context.ownership.media === 'ignore' ? ['image'] : []),
    ...(context.ownership.metafields === 'ignore'
      ? ['metafields', ...metafieldTextPaths(wanted?.translations)]
      : []),
  ];
  return { data: onlyWanted(all, wanted), unreadable };
}

function barcodeOf({ type, value }: Barcode) {
  return { ...(type == null ? {} : { type }), value };
}

function moneyFields({ price, compareAtPrice, inventoryItem }: WholeVariant, wanted?: VariantRecord) {
  const digits = digitsOf(String(price));
  // A struck-out price of zero is none.
  const struckOut = wanted?.compareAtPrice === '0' ? null : wanted?.compareAtPrice;
  const { unitCost } = inventoryItem;
  return {
    price: sameAmount(price, wanted?.price, digits) ? wanted?.price : canonicalDecimal(price),
    compareAtPrice: sameAmount(compareAtPrice, struckOut, digits)
      ? (wanted?.compareAtPrice ?? null)
      : amountOf(compareAtPrice),
    cost: sameAmount(unitCost?.amount, wanted?.cost, currencyDigits(unitCost?.currencyCode ?? 'USD'))
      ? (wanted?.cost ?? null)
      : amountOf(unitCost?.amount),
  };
}

function amountOf(amount: string | number | null | undefined): string | null {
  return amount == null ? null : canonicalDecimal(amount);
}

function itemFields({ inventoryItem, taxable, inventoryPolicy }: WholeVariant, wanted?: VariantRecord) {
  const { weight } = inventoryItem.measurement;
  const grams = weight == null ? null : gramsOf(String(weight.value), weight.unit);
  return {
    taxable,
    inventoryPolicy: inventoryPolicy.toLowerCase(),
    tracked: inventoryItem.tracked,
    requiresShipping: inventoryItem.requiresShipping,
    // Shopify keeps weights as floating numbers.
    ...(grams === null
      ? {}
      : { weightGrams: isNear(grams, wanted?.weightGrams) ? wanted?.weightGrams : grams }),
    countryOfOrigin: inventoryItem.countryCodeOfOrigin || null,
    hsCode: inventoryItem.harmonizedSystemCode || null,
  };
}

function gramsOf(amount: string, unit: string): string | null {
  const value = canonicalDecimal(amount);
  const code = unitCode(unit);
  return value === null || code === null ? null : convertUnit(value, code, 'GRM');
}

function isNear(live: string, wanted: string | undefined): boolean {
  return wanted !== undefined && Math.abs(Number(live) - Number(wanted)) < 0.000_5;
}

function imageField(
  images: readonly string[],
  { wanted, kept, assets, ownership: { media } }: VariantContext,
): { readonly image?: string | null } {
  if (wanted === undefined) return {};
  // Where it should have none, only the one that we gave it counts, unless all are ours.
  const counting =
    wanted.image === null && media !== 'own' ? images.filter((id) => id === kept?.image) : images;
  const [first] = counting;
  return { image: first === undefined ? null : (assets.get(first) ?? first) };
}

function marketPrices(
  fixed: readonly FixedPrice[],
  wanted: VariantRecord['marketPrices'],
  kept: VariantData | null,
  lists: readonly PriceList[],
) {
  const own = (price: FixedPrice) => ({
    priceList: price.scope,
    amount: canonicalDecimal(price.price),
    ...(price.compareAt == null ? {} : { compareAt: canonicalDecimal(price.compareAt) }),
  });
  if (wanted === undefined) return fixed.map(own);
  const spoken = wanted.map((each) => {
    const list = named(lists, each.priceList);
    const live = fixed.find((price) => price.list === list?.id);
    const digits = list === undefined ? 2 : currencyDigits(list.currency);
    const struckOut = each.compareAt === '0' ? null : each.compareAt;
    return {
      priceList: each.priceList,
      amount: sameAmount(live?.price, each.amount, digits) ? each.amount : amountOf(live?.price),
      ...(each.compareAt === undefined
        ? {}
        : {
            compareAt: sameAmount(live?.compareAt, struckOut, digits)
              ? each.compareAt
              : amountOf(live?.compareAt),
          }),
      ...(each.currency === undefined ? {} : { currency: list?.currency ?? each.currency }),
    };
  });
  const said = new Set(wanted.map(({ priceList }) => named(lists, priceList)?.id));
  const leftOver = fixed.filter(({ list }) => !said.has(list) && kept?.priceLists.includes(list) === true);
  return [...spoken, ...leftOver.map(own)];
}
