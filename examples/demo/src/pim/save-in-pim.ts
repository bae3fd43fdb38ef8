import type { AkeneoSimulator } from '@pim-connector/adapter-akeneo/simulator';
import type { AttributeValues, JsonValue, Price, Product, Variant } from '@pim-connector/core';

import { picturesOf } from '../demo-catalogue.ts';
import { pimUnit } from './pim-measures.ts';
import {
  associations,
  familyVariantCode,
  localeCode,
  pictureFamily,
  pimCodes,
  plainNumbers,
} from './pim-structure.ts';

type User = AkeneoSimulator['user'];

/** The code of a picture in the PIM, whose codes are letters, digits and underscores. */
export function pictureCode(asset: string): string {
  return asset.replaceAll(/[^A-Za-z0-9]/g, '_');
}

/** A person at the PIM enters where a picture lies on the merchant’s server of pictures. */
export function savePicture(user: User, asset: string, path: string): void {
  const media = [{ locale: null, channel: null, data: path }];
  user.saveAsset(pictureFamily, pictureCode(asset), { values: { media } });
}

/**
 * A person at the PIM enters a product: one that varies as a model with its articles, any other as it is.
 *
 * @param varies whether the product with a key varies, so that it is a model in the PIM.
 * @throws Error with the PIM’s words for what the PIM does not take.
 */
export function saveInPim(user: User, product: Product, varies: (key: string) => boolean): void {
  const { key, family, variesBy = [], variants } = product;
  const shared = {
    categories: product.categories ?? [],
    associations: associationsOf(product, varies),
    values: {
      ...valuesOf(product.attributes),
      [pimCodes.pictures]: plain(picturesOf(product).map(({ asset }) => pictureCode(asset))),
    },
  };
  if (variesBy.length === 0) {
    for (const variant of variants) {
      const { values, ...rest } = shared;
      user.saveProduct(variant.key, {
        family,
        ...rest,
        enabled: isShown(product),
        values: { ...values, ...ofVariant(variant) },
      });
    }
    return;
  }
  user.saveProductModel(key, { family_variant: familyVariantCode(family ?? '', variesBy), ...shared });
  for (const variant of variants) {
    user.saveProduct(variant.key, {
      parent: key,
      enabled: isShown(product),
      values: { ...valuesOf(variant.attributes), ...ofVariant(variant) },
    });
  }
}

/** The PIM knows products that are enabled, and others. */
function isShown({ status }: Product): boolean {
  return status === 'active';
}

function ofVariant({ identifiers = [], prices = [] }: Variant) {
  const gtin = identifiers.find(({ scheme }) => scheme === 'gtin')?.value ?? null;
  return {
    [pimCodes.gtin]: plain(gtin),
    [pimCodes.list]: plain(amounts(prices, 'list')),
    [pimCodes.sale]: plain(amounts(prices, 'sale')),
  };
}

function amounts(prices: readonly Price[], kind: Price['kind']) {
  return prices.flatMap((price) =>
    price.kind === kind ? [{ amount: price.amount ?? null, currency: price.currency }] : [],
  );
}

function associationsOf({ relations = [] }: Product, varies: (key: string) => boolean) {
  return Object.fromEntries(
    Object.entries(associations).map(([type, code]) => {
      const keys = relations.filter((relation) => relation.type === type).map(({ target }) => target.key);
      const products = keys.filter((key) => !varies(key));
      return [code, { products, product_models: keys.filter(varies), groups: [] }];
    }),
  );
}

function valuesOf(attributes: Readonly<Record<string, AttributeValues>>) {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([code, { type, values }]) => {
      // What is said for one channel only, lists of texts, and records of kinds of their own have no place in this PIM.
      const kept = values.filter(({ scope }) => scope === null);
      if (type === 'json' || type === 'references' || kept.length === 0) return [];
      const list = kept.map(({ locale, data }) => ({
        locale: locale === null ? null : localeCode(locale),
        scope: null,
        data: plainNumbers.has(code) ? amountOf(data) : dataOf(data),
      }));
      return [[code, list] as const];
    }),
  );
}

function amountOf(data: unknown): JsonValue {
  return typeof data === 'object' && data !== null && 'amount' in data ? String(data.amount) : null;
}

function dataOf(data: unknown): JsonValue {
  if (typeof data === 'object' && data !== null && 'unit' in data && 'amount' in data)
    return { amount: String(data.amount), unit: pimUnit(String(data.unit)) };
  return data as JsonValue;
}

function plain<Data>(data: Data) {
  return [{ locale: null, scope: null, data }];
}
