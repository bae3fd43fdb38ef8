import { isDateTime } from '@pim-connector/core';
import type { Identifier, JsonValue, Product, RecordKey, Variant } from '@pim-connector/core';

import { objectOf, objectsOf, textOf } from './api-values.ts';
import type { CatalogueStructure } from './catalogue-structure.ts';
import type { ApiItem } from './list-pages.ts';
import { productParts } from './product-parts.ts';
import type { ProductContext, ProductParts } from './product-parts.ts';

/** The key of a product: its identifier, or its UUID where it has none. `null`: it has neither. */
export function productKey(item: ApiItem, { identifier: code }: CatalogueStructure): RecordKey | null {
  // The endpoints by UUID give the identifier among the values only.
  const [value] = objectsOf(objectOf(item['values'])[code]);
  return textOf(item['identifier']) ?? textOf(value?.['data']) ?? textOf(item['uuid']);
}

/** A product without models: one variant, about which everything is said at the product. */
export function simpleProduct(item: ApiItem, key: RecordKey, context: ProductContext): Product {
  const { attributes, identifiers, prices, assets, categories, relations, extension } = productParts(
    item,
    context,
  );
  const status = statusOf(item);
  return {
    key,
    family: textOf(item['family']),
    attributes,
    categories,
    assets,
    relations,
    status,
    variants: [
      {
        key,
        identifiers: withSku(identifiers, item, context),
        attributes: {},
        prices,
        status,
        extensions: { akeneo: variantExtension(item, extension) },
      },
    ],
  };
}

/**
 * A product of its root model and the articles below it. The API gives articles with all that they inherit; what the
 * root model says is said once, at the product.
 *
 * @param axes codes, in the PIM, of what the articles differ by.
 */
export function modelledProduct(
  root: ApiItem,
  variants: readonly { readonly item: ApiItem; readonly key: RecordKey }[],
  axes: readonly string[],
  context: ProductContext,
): Product {
  const shared = productParts(root, context);
  const articles = variants.map(({ item, key }) => variantOf(item, key, root, shared, context));
  return {
    key: textOf(root['code']) ?? '',
    family: textOf(root['family']),
    ...(axes.length === 0 ? {} : { variesBy: axes.map((code) => context.names.nameOf(code)) }),
    attributes: shared.attributes,
    identifiers: shared.identifiers,
    categories: shared.categories,
    assets: shared.assets,
    prices: shared.prices,
    relations: shared.relations,
    status: articles.some(({ status }) => status === 'active') ? 'active' : 'draft',
    extensions: { akeneo: { ...shared.extension, familyVariant: textOf(root['family_variant']) } },
    variants: articles,
  };
}

/** The latest of the dates of some items, as far as they are dates. */
export function latestUpdate(items: readonly ApiItem[]): { updatedAt?: string } {
  let latest: string | null = null;
  for (const { updated } of items) {
    if (typeof updated !== 'string' || !isDateTime(updated)) continue;
    if (latest === null || Date.parse(updated) > Date.parse(latest)) latest = updated;
  }
  return latest === null ? {} : { updatedAt: latest };
}

function variantOf(
  item: ApiItem,
  key: RecordKey,
  root: ApiItem,
  shared: ProductParts,
  context: ProductContext,
): Variant {
  const inherited = objectOf(root['values']);
  const values = Object.entries(objectOf(item['values'])).filter(([code]) => !Object.hasOwn(inherited, code));
  const own = productParts({ ...item, values: Object.fromEntries(values) }, context);
  const known = new Set(shared.relations.map((relation) => JSON.stringify(relation)));
  return {
    key,
    identifiers: withSku(own.identifiers, item, context),
    attributes: own.attributes,
    categories: own.categories.filter((category) => !shared.categories.includes(category)),
    assets: own.assets,
    prices: own.prices,
    relations: own.relations.filter((relation) => !known.has(JSON.stringify(relation))),
    status: statusOf(item),
    extensions: { akeneo: variantExtension(item, own.extension) },
  };
}

function withSku(identifiers: Identifier[], item: ApiItem, { structure }: ProductContext): Identifier[] {
  const key = productKey({ ...item, uuid: null }, structure);
  return key === null ? identifiers : [{ scheme: 'sku', value: key }, ...identifiers];
}

function variantExtension(
  item: ApiItem,
  extension: Readonly<Record<string, JsonValue>>,
): Readonly<Record<string, JsonValue>> {
  const { uuid, parent, completenesses, quality_scores: scores, metadata } = item;
  return {
    ...extension,
    ...(typeof uuid === 'string' ? { uuid } : {}),
    ...(typeof parent === 'string' ? { parent } : {}),
    ...(Array.isArray(completenesses) ? { completenesses: completenesses as JsonValue } : {}),
    ...(Array.isArray(scores) ? { qualityScores: scores as JsonValue } : {}),
    ...(textOf(objectOf(metadata)['workflow_status']) === null
      ? {}
      : { workflowStatus: String(objectOf(metadata)['workflow_status']) }),
  };
}

function statusOf({ enabled }: ApiItem): 'active' | 'draft' {
  return enabled === false ? 'draft' : 'active';
}
