import { normalizeGtin } from '@pim-connector/core';
import type { AssetLink, Attributes, Identifier, JsonValue, Price, Relation } from '@pim-connector/core';

import { objectOf, objectsOf, textOf, textsOf } from './api-values.ts';
import { roleOfFile } from './asset-roles.ts';
import type { CatalogueStructure } from './catalogue-structure.ts';
import type { ValueConverter } from './convert-values.ts';
import type { ApiItem } from './list-pages.ts';
import type { ProductKeys } from './product-keys.ts';
import { pointsToAssets } from './read-data.ts';
import type { StructureNames } from './structure-names.ts';

/** What turning products into records needs to know. */
export interface ProductContext {
  readonly structure: CatalogueStructure;
  readonly names: StructureNames;
  /** What the attributes that point to assets are called in our records. */
  readonly assetNames: readonly string[];
  readonly convert: ValueConverter;
  readonly keys: ProductKeys;
  /** Code of the attribute that holds the main picture of a family. */
  readonly mainImageOf: (family: string | null) => string | null;
}

/** What products and product models have in common. */
export interface ProductParts {
  readonly attributes: Attributes;
  readonly identifiers: Identifier[];
  readonly prices: Price[];
  readonly assets: AssetLink[];
  readonly categories: string[];
  readonly relations: Relation[];
  readonly extension: Readonly<Record<string, JsonValue>>;
}

/** Reads what a product or product model says, in the form of the model. */
export function productParts(item: ApiItem, context: ProductContext): ProductParts {
  const converted = context.convert(item['values'], context.keys);
  const { attributes } = converted;
  return {
    attributes,
    identifiers: identifiersIn(attributes, context),
    prices: pricesIn(attributes, context),
    assets: assetsIn(attributes, textOf(item['family']), context),
    categories: [...new Set(textsOf(item['categories']))],
    relations: relationsOf(item, context.keys),
    extension: {
      ...converted.kept,
      ...(textsOf(item['groups']).length === 0 ? {} : { groups: textsOf(item['groups']) }),
      ...associatedCodes(item),
    },
  };
}

function identifiersIn(attributes: Attributes, { names }: ProductContext): Identifier[] {
  return names.identifiers.flatMap(([scheme, codes]): Identifier[] => {
    for (const code of codes) {
      const [first] = attributes[names.nameOf(code)]?.values ?? [];
      const text = typeof first?.data === 'string' ? first.data : null;
      // A wrong number stays an attribute, and is no identifier.
      const value = text !== null && scheme === 'gtin' ? normalizeGtin(text) : text;
      if (value !== null && value !== '') return [{ scheme, value }];
    }
    return [];
  });
}

function pricesIn(attributes: Attributes, { names }: ProductContext): Price[] {
  return names.prices.flatMap(([kind, code]) => {
    const attribute = attributes[names.nameOf(code)];
    if (attribute?.type !== 'money') return [];
    return attribute.values.flatMap(({ scope, data }) =>
      (data ?? []).map(({ amount, currency }): Price => ({
        kind,
        amount,
        currency,
        ...(scope === null ? {} : { scope }),
      })),
    );
  });
}

function assetsIn(
  attributes: Attributes,
  family: string | null,
  { structure, names, assetNames, mainImageOf }: ProductContext,
): AssetLink[] {
  if (!assetNames.some((name) => Object.hasOwn(attributes, name))) return [];
  const main = mainImageOf(family);
  const links: AssetLink[] = [];
  for (const [name, attribute] of Object.entries(attributes)) {
    if (attribute.type !== 'references') continue;
    const code = names.codeOf(name);
    const facts = structure.attributes.get(code);
    if (facts === undefined || !pointsToAssets(facts.kind)) continue;
    const ofFamily = structure.assetRoles.get(facts.referenceName ?? '') ?? 'gallery';
    const isImage = facts.apiType === 'pim_catalog_image';
    for (const { locale, scope, data } of attribute.values) {
      for (const [index, { key }] of (data ?? []).entries()) {
        const usual = facts.kind === 'assets' ? ofFamily : roleOfFile(key, isImage);
        links.push({
          asset: key,
          role: code === main && index === 0 && usual === 'gallery' ? 'main' : usual,
          ...(locale === null ? {} : { locale }),
          ...(scope === null ? {} : { scope }),
        });
      }
    }
  }
  // The order is that of display.
  return [...links.filter(({ role }) => role === 'main'), ...links.filter(({ role }) => role !== 'main')];
}

function relationsOf(item: ApiItem, keys: ProductKeys): Relation[] {
  const relations: Relation[] = [];
  // Endpoints by identifier name products by it, those by UUID by that.
  const byUuid = textOf(item['uuid']) !== null && textOf(item['identifier']) === null;
  const product = (code: string) => (byUuid ? keys.uuid(code) : keys.identifier(code));
  for (const [type, targets] of Object.entries(objectOf(item['associations']))) {
    const { products, product_models: models } = objectOf(targets);
    for (const code of textsOf(products)) relations.push({ type, target: product(code) });
    for (const code of textsOf(models)) relations.push({ type, target: keys.model(code) });
  }
  for (const [type, targets] of Object.entries(objectOf(item['quantified_associations']))) {
    const { products, product_models: models } = objectOf(targets);
    for (const { uuid, identifier, quantity } of objectsOf(products)) {
      const target = typeof uuid === 'string' ? keys.uuid(uuid) : keys.identifier(String(identifier));
      relations.push({ type, target, quantity: String(quantity) });
    }
    // The contract calls it `code`, answers call it `identifier`.
    for (const { code, identifier, quantity } of objectsOf(models)) {
      relations.push({ type, target: keys.model(String(code ?? identifier)), quantity: String(quantity) });
    }
  }
  return relations;
}

/** What relations cannot say: groups, and which targets are models, by their own codes. */
function associatedCodes(item: ApiItem): Readonly<Record<string, JsonValue>> {
  const associations = Object.entries(objectOf(item['associations']));
  const listsOf = (name: 'groups' | 'product_models') =>
    Object.fromEntries(
      associations.flatMap(([type, targets]) => {
        const list = textsOf(objectOf(targets)[name]);
        return list.length === 0 ? [] : [[type, list] as const];
      }),
    );
  const [groups, models] = [listsOf('groups'), listsOf('product_models')];
  return {
    ...(Object.keys(groups).length === 0 ? {} : { associatedGroups: groups }),
    ...(Object.keys(models).length === 0 ? {} : { associatedModels: models }),
  };
}
