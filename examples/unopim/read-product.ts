import { canonicalDecimal, normalizeGtin } from '@pim-connector/core';
import type { Asset, JsonObject, Price, PriceKind, Product, Relation, Variant } from '@pim-connector/core';

import { modelCode } from './codes.ts';
import type { FileAssociations, FileProduct } from './file-format.ts';
import { readValues } from './read-values.ts';
import type { AttributeIndex } from './read-values.ts';

/** Reads an entry of `products/*.json`. */
export function readProduct(
  file: FileProduct,
  associations: FileAssociations,
  known: AttributeIndex,
): Product {
  const { sku, family, categories, media, axes = [], locales } = file;
  const { product_number: number, ...common } = file.common;
  const data = pairData(associations);
  return {
    key: sku,
    family,
    categories,
    attributes: readValues(common, locales, known),
    ...(typeof number === 'string' && { identifiers: [{ scheme: 'mpn', value: number }] }),
    assets: [{ asset: media, role: 'main' }],
    prices: [...readPrices('list', file.prices), ...readPrices('cost', file.cost)],
    relations: readRelations(associations),
    variesBy: axes.map(modelCode),
    variants: readVariants(file, known),
    ...(Object.keys(data).length > 0 && { extensions: { unopim: { associations: data } } }),
  };
}

/** The picture of a product. */
export function readAsset({ media }: FileProduct, mediaUrl: string): Asset {
  const fileName = `${media}.webp`;
  return { key: media, url: `${mediaUrl}/${fileName}`, fileName, mediaType: 'image/webp' };
}

function readVariants({ sku, common, variants }: FileProduct, known: AttributeIndex): Variant[] {
  if (variants !== undefined) {
    return variants.map(({ suffix, axis }) => ({
      key: `${sku}-${suffix}`,
      attributes: readValues(axis, {}, known),
    }));
  }
  // A product without variants is its own only one. The number on its package is a GTIN only if it is a valid one.
  const gtin = typeof common['ean'] === 'string' ? normalizeGtin(common['ean']) : null;
  return [{ key: sku, attributes: {}, ...(gtin && { identifiers: [{ scheme: 'gtin', value: gtin }] }) }];
}

function readPrices(kind: PriceKind, amounts: FileProduct['prices']): Price[] {
  return Object.entries(amounts).map(([currency, amount]) => ({
    kind,
    amount: canonicalDecimal(amount) ?? String(amount),
    currency,
  }));
}

function readRelations(associations: FileAssociations): Relation[] {
  return Object.entries(associations).flatMap(([type, targets]) =>
    targets.map((target): Relation => {
      const { sku, data } = typeof target === 'string' ? { sku: target } : target;
      const quantity = data?.['quantity'];
      return {
        type,
        target: { entity: 'product', key: sku },
        ...(typeof quantity === 'string' && { quantity: canonicalDecimal(quantity) ?? quantity }),
      };
    }),
  );
}

/** What is known of pairs of products and has no place in the model. */
function pairData(associations: FileAssociations): JsonObject {
  return Object.fromEntries(
    Object.entries(associations).flatMap(([type, targets]) => {
      const pairs = targets.flatMap((target) => {
        if (typeof target === 'string') return [];
        const { sku, data: { quantity: _quantity, ...data } = {}, ...rest } = target;
        return [[sku, { data, ...rest }] as const];
      });
      return pairs.length === 0 ? [] : [[type, Object.fromEntries(pairs)] as const];
    }),
  );
}
