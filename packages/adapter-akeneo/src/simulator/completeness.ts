import type { Attribute, Channel, Family, Product, ProductModel, Values } from './entities.ts';
import { isObject, isTextList } from './json.ts';
import type { Json } from './json.ts';
import type { Pim } from './pim.ts';
import { allValues, familyCodeOf, findValue } from './values.ts';

/** How much of what a channel requires is there in a locale, in percent. */
export type Completeness = { readonly scope: string; readonly locale: string; readonly data: number };

/** How good a product is in the eyes of the PIM, from A to E. */
export type QualityScore = { readonly scope: string; readonly locale: string; readonly data: string };

/** The completeness of a product in every channel and locale; none for a product without a family. */
export function completenessesOf(pim: Pim, product: Product): Completeness[] {
  return forEachLocale(pim, product, (family, values, channel, locale) => {
    const required = (family.attribute_requirements[channel.code] ?? []).flatMap(
      (code) => pim.attributes.get(code) ?? [],
    );
    const asked = required.filter((attribute) => isAskedIn(attribute, locale));
    const filled = asked.filter((attribute) => isFilled(attribute, values, channel, locale));
    return {
      scope: channel.code,
      locale,
      data: asked.length === 0 ? 100 : Math.floor((100 * filled.length) / asked.length),
    };
  });
}

/** The quality scores of a product or model: the share of the attributes of its family that have a value. */
export function qualityScoresOf(pim: Pim, product: Product | ProductModel): QualityScore[] {
  return forEachLocale(pim, product, (family, values, channel, locale) => {
    const attributes = family.attributes.flatMap((code) => pim.attributes.get(code) ?? []);
    const filled = attributes.filter((attribute) => isFilled(attribute, values, channel, locale));
    const share = attributes.length === 0 ? 0 : filled.length / attributes.length;
    const letters = ['E', 'D', 'C', 'B', 'A'];
    return { scope: channel.code, locale, data: letters[Math.min(4, Math.floor(share * 5))] ?? 'E' };
  });
}

function forEachLocale<T>(
  pim: Pim,
  product: Product | ProductModel,
  make: (family: Family, values: Values, channel: Channel, locale: string) => T,
): T[] {
  const family = pim.families.get(familyCodeOf(pim, product) ?? '');
  if (family === undefined) return [];
  const values = allValues(pim, product);
  return [...pim.channels.values()].flatMap((channel) =>
    channel.locales.map((locale) => make(family, values, channel, locale)),
  );
}

const isAskedIn = ({ available_locales: available }: Attribute, locale: string): boolean =>
  !isTextList(available) || available.length === 0 || available.includes(locale);

function isFilled(attribute: Attribute, values: Values, channel: Channel, locale: string): boolean {
  const value = findValue(
    values[attribute.code],
    attribute.localizable ? locale : null,
    attribute.scopable ? channel.code : null,
  );
  if (value === undefined) return false;
  if (attribute.type !== 'pim_catalog_price_collection') return true;
  // A price is there when there is one in every currency of the channel.
  const prices = value.data as readonly Json[];
  return channel.currencies.every((code) =>
    prices.some((price) => isObject(price) && price['currency'] === code),
  );
}
