import { documented, unknownCode } from './api-error.ts';
import type { Associations, QuantifiedAssociations } from './entities.ts';
import { isObject, isTextList, phpType } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import type { Pim } from './pim.ts';
import { identifierOf } from './pim.ts';

/** How an API names products: by uuid, or by identifier. */
export type ProductNaming = 'uuid' | 'identifier';

/** Finds a product by the name that an API has for it. */
export const namedProduct = (pim: Pim, naming: ProductNaming, name: string) =>
  naming === 'uuid' ? pim.products.get(name) : pim.products.byIdentifier(name);

function expectObject(property: string, value: Json | undefined): JsonObject {
  if (isObject(value)) return value;
  if (Array.isArray(value) && value.length === 0) return {};
  throw documented(`Property "${property}" expects an array as data, "${phpType(value)}" given.`);
}

function checkType(pim: Pim, property: string, code: string, quantified: boolean): void {
  if (pim.associationTypes.get(code)?.is_quantified !== quantified) {
    throw unknownCode(property, 'association type', code);
  }
}

/**
 * Reads `associations`: each list that is named replaces the one before, others stay.
 *
 * @throws ApiError 422 for what there is not
 */
export function readAssociations(
  pim: Pim,
  before: Associations,
  given: Json | undefined,
  naming: ProductNaming,
): Associations {
  const merged = { ...before };
  for (const [type, lists] of Object.entries(expectObject('associations', given))) {
    checkType(pim, 'associations', type, false);
    const previous = before[type] ?? { products: [], product_models: [], groups: [] };
    const next = { ...previous };
    for (const [name, codes] of Object.entries(expectObject('associations', lists))) {
      if (!(name in previous)) throw documented(`Property "associations" does not know "${name}".`);
      if (!isTextList(codes)) throw documented(`Property "associations" expects an array of codes as data.`);
      if (name === 'products')
        next.products = codes.map((code) => productUuid(pim, 'associations', code, naming));
      if (name === 'product_models')
        next.product_models = codes.map((code) => modelCode(pim, 'associations', code));
      if (name === 'groups') next.groups = codes.map((code) => groupCode(pim, code));
    }
    merged[type] = next;
  }
  return merged;
}

/**
 * Reads `quantified_associations`, in the same way.
 *
 * @throws ApiError 422 for what there is not
 */
export function readQuantified(
  pim: Pim,
  before: QuantifiedAssociations,
  given: Json | undefined,
  naming: ProductNaming,
): QuantifiedAssociations {
  const property = 'quantified_associations';
  const merged = { ...before };
  for (const [type, lists] of Object.entries(expectObject(property, given))) {
    checkType(pim, property, type, true);
    const { products, product_models: models } = expectObject(property, lists);
    const previous = before[type] ?? { products: [], product_models: [] };
    merged[type] = {
      products:
        products === undefined
          ? previous.products
          : quantities(products).map(({ name, quantity }) => ({
              uuid: productUuid(pim, property, name, naming),
              quantity,
            })),
      product_models:
        models === undefined
          ? previous.product_models
          : quantities(models).map(({ name, quantity }) => ({
              identifier: modelCode(pim, property, name),
              quantity,
            })),
    };
  }
  return merged;
}

function quantities(given: Json): { name: string; quantity: number }[] {
  if (!Array.isArray(given)) throw documented(`Property "quantified_associations" expects an array as data.`);
  return (given as readonly Json[]).map((item) => {
    const name = isObject(item) ? (item['uuid'] ?? item['identifier'] ?? item['code']) : undefined;
    const quantity = isObject(item) ? item['quantity'] : undefined;
    if (
      typeof name !== 'string' ||
      typeof quantity !== 'number' ||
      !Number.isInteger(quantity) ||
      quantity < 1
    ) {
      throw documented(
        `Property "quantified_associations" expects items with a name and a quantity of at least 1.`,
      );
    }
    return { name, quantity };
  });
}

function productUuid(pim: Pim, property: string, name: string, naming: ProductNaming): string {
  const product = namedProduct(pim, naming, name);
  if (product === undefined) throw unknownCode(property, 'product', name);
  return product.uuid;
}

function modelCode(pim: Pim, property: string, code: string): string {
  if (pim.models.get(code) === undefined) throw unknownCode(property, 'product model', code);
  return code;
}

function groupCode(pim: Pim, code: string): string {
  if (!pim.groups.has(code)) throw unknownCode('associations', 'group', code);
  return code;
}

/** Associations as an API gives them. A product without an identifier is left out where products go by identifier. */
export function presentAssociations(
  pim: Pim,
  associations: Associations,
  naming: ProductNaming,
): Associations {
  if (naming === 'uuid') return associations;
  return Object.fromEntries(
    Object.entries(associations).map(([type, lists]) => [
      type,
      { ...lists, products: lists.products.flatMap((uuid) => identifierFor(pim, uuid) ?? []) },
    ]),
  );
}

/** Quantified associations as an API gives them. */
export function presentQuantified(
  pim: Pim,
  quantified: QuantifiedAssociations,
  naming: ProductNaming,
): JsonObject {
  if (naming === 'uuid') return quantified;
  return Object.fromEntries(
    Object.entries(quantified).map(([type, { products, product_models: models }]) => [
      type,
      {
        products: products.flatMap(({ uuid, quantity }) => {
          const identifier = identifierFor(pim, uuid);
          return identifier === undefined ? [] : [{ identifier, quantity }];
        }),
        product_models: models,
      },
    ]),
  );
}

function identifierFor(pim: Pim, uuid: string): string | undefined {
  const product = pim.products.get(uuid);
  return product === undefined ? undefined : identifierOf(pim, product);
}
