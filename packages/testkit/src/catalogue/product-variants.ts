import type { Attributes, InventoryLevel, Price, RecordKey, Variant } from '@pim-connector/core';

import { plainValue } from './attribute-values.ts';
import type { CatalogueSettings } from './catalogue-options.ts';
import type { FamilyDefinition } from './family-definition.ts';
import { colors } from './option-words.ts';
import { gtinAt } from './product-identity.ts';
import { decimalOf } from './product-values.ts';
import type { Random } from './random.ts';

/** What the variants of a product differ by. */
export interface Variation {
  /** Codes of colours; empty: it has none. */
  readonly colors: readonly string[];
  /** Codes of sizes; empty: it has none. */
  readonly sizes: readonly string[];
}

/** Chooses colours and sizes: mostly few, now and then all there are. */
export function productVariation(family: FamilyDefinition, random: Random): Variation {
  const colorCount = Math.min(family.colors, 1 + random.streak(0.45));
  const sizes = Object.keys(family.sizes ?? {});
  const first = random.integer(0, Math.max(0, Math.floor(sizes.length / 2) - 1));
  const sizeCount = random.chance(0.15) ? 1 : Math.min(sizes.length - first, 2 + random.streak(0.75));
  return {
    colors: random.some(Object.keys(colors), colorCount),
    sizes: sizes.slice(first, first + sizeCount),
  };
}

/** The attributes in which a product’s variants differ. */
export function axesOf({ colors: colorCodes, sizes }: Variation): ('color' | 'size')[] {
  return [
    ...(colorCodes.length > 1 ? (['color'] as const) : []),
    ...(sizes.length > 1 ? (['size'] as const) : []),
  ];
}

/** What all variants have in common of colour and size. */
export function sharedAxisValues({ colors: colorCodes, sizes }: Variation): Attributes {
  const [color, size] = [colorCodes[0], sizes[0]];
  return {
    ...(colorCodes.length === 1 && color !== undefined ? { color: plainValue('option', color) } : {}),
    ...(sizes.length === 1 && size !== undefined ? { size: plainValue('option', size) } : {}),
  };
}

/** The variants of product number `index`. */
export function productVariants(
  key: RecordKey,
  index: number,
  family: FamilyDefinition,
  variation: Variation,
  settings: CatalogueSettings,
  random: Random,
): Variant[] {
  const axes = axesOf(variation);
  const cents = random.integer(...family.price) * 100 + random.pick([0, 90, 95, 99]) - 100;
  const reduction = random.chance(0.15) ? random.pick([0.9, 0.8, 0.7]) : 1;
  const tracked = !random.chance(0.03);
  return combinations(variation, axes).map((values, number): Variant => {
    const suffix = axes.map((axis) => `-${(values[axis] ?? '').toUpperCase().replaceAll('_', '')}`).join('');
    const color = values.color;
    return {
      key: `${key}${suffix}`,
      identifiers: [
        { scheme: 'sku', value: `${key}${suffix}` },
        // Not everything has a barcode yet.
        ...(random.chance(0.95) ? [{ scheme: 'gtin', value: gtinAt(index, number) }] : []),
      ],
      attributes: Object.fromEntries(axes.map((axis) => [axis, plainValue('option', values[axis] ?? '')])),
      ...(color === undefined ? {} : { assets: [{ asset: `${key}-${color}.jpg`, role: 'main' }] }),
      // The largest sizes cost a little more.
      prices: pricesOf(cents + (number % 7 === 6 ? 500 : 0), reduction, settings),
      inventory: inventoryOf(tracked, random),
    };
  });
}

function combinations(
  { colors: colorCodes, sizes }: Variation,
  axes: readonly string[],
): { readonly color?: string; readonly size?: string }[] {
  const byColor = axes.includes('color') ? colorCodes.map((color) => ({ color })) : [{}];
  return byColor.flatMap((each) =>
    axes.includes('size') ? sizes.map((size) => ({ ...each, size })) : [each],
  );
}

/** What a euro is in other currencies, roughly. */
const rates: Readonly<Record<string, number>> = { CHF: 0.96, GBP: 0.86, SEK: 11.2, USD: 1.1 };

function pricesOf(euroCents: number, reduction: number, { currencies }: CatalogueSettings): Price[] {
  return currencies.flatMap((currency): Price[] => {
    const cents = Math.max(199, Math.round(euroCents * (rates[currency] ?? 1)));
    const list: Price = { kind: 'list', amount: decimalOf(cents, 2), currency, taxIncluded: true };
    const reduced = decimalOf(Math.round(cents * reduction), 2);
    return reduction === 1 ? [list] : [list, { ...list, kind: 'sale', amount: reduced }];
  });
}

function inventoryOf(tracked: boolean, random: Random): InventoryLevel[] {
  const pieces = () => (random.chance(0.1) ? 0 : random.integer(1, 80));
  // More was sold than there was.
  const leeds = random.chance(0.01) ? -random.integer(1, 3) : pieces();
  return [
    { location: 'kassel', quantity: String(pieces()), ...(tracked ? {} : { tracked: false }) },
    { location: 'leeds', quantity: String(leeds), ...(tracked ? {} : { tracked: false }) },
  ];
}
