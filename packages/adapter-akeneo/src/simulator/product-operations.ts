import type { Access } from './access.ts';
import { ApiError, documented, missing } from './api-error.ts';
import type { Call } from './call.ts';
import type { Drafts } from './drafts.ts';
import type { Product, ProductModel } from './entities.ts';
import type { JsonObject } from './json.ts';
import type { WriteStatus } from './line-results.ts';
import { patchModel } from './model-write.ts';
import type { Pim } from './pim.ts';
import { emptyProduct, patchProduct } from './product-write.ts';
import { namedProduct } from './read-associations.ts';
import type { ProductNaming } from './read-associations.ts';
import { saveModel, saveProduct } from './save-product.ts';

/** What writing products needs. */
export interface ProductOperations {
  readonly pim: Pim;
  readonly access: Access;
  readonly drafts: Drafts;
  /** Makes a uuid for a product that comes without one. */
  readonly newUuid: () => string;
}

/** What a write did, and to what. */
export interface Written {
  readonly status: WriteStatus;
  readonly uuid: string;
}

/**
 * Writes a product: makes it, or changes it. Where the caller may edit and does not own, the change becomes a draft,
 * and nothing in the answer tells (Akeneo Enterprise).
 *
 * @param name uuid or identifier, as `naming` says; empty for a new product without one
 * @throws ApiError 403, 404, 422
 */
export function writeProduct(
  { pim, access, drafts, newUuid }: ProductOperations,
  { caller }: Call,
  naming: ProductNaming,
  name: string,
  patch: JsonObject,
): Written {
  const context = { pim, access, naming };
  const previous = name === '' ? undefined : namedProduct(pim, naming, name);
  if (previous === undefined) {
    if (naming === 'uuid' && name !== '' && !isUuid(name)) {
      throw documented(`Property "uuid" expects a valid uuid as data, "${name}" given.`);
    }
    const uuid = naming === 'uuid' && name !== '' ? name : newUuid();
    const identified =
      naming === 'identifier' ? { ...patch, identifier: patch['identifier'] ?? name } : patch;
    const product = patchProduct(context, emptyProduct(uuid, pim.clock.now()), true, identified);
    saveProduct(pim, undefined, product, caller.author);
    return { status: 201, uuid };
  }
  const isDraft = checkRight(access.rightOn(pim, previous), 'product', name);
  const base = isDraft ? (drafts.get(previous) ?? previous) : previous;
  const product = patchProduct(context, base, false, patch);
  if (isDraft) drafts.save(product);
  else saveProduct(pim, previous, product, caller.author);
  return { status: 204, uuid: previous.uuid };
}

/**
 * Writes a product model, in the same way.
 *
 * @throws ApiError 403, 404, 422
 */
export function writeModel(
  { pim, access, drafts }: ProductOperations,
  { caller }: Call,
  code: string,
  patch: JsonObject,
): { readonly status: WriteStatus; readonly code: string } {
  const context = { pim, access, naming: 'identifier' as const };
  const previous = pim.models.get(code);
  if (previous === undefined) {
    const model = patchModel(context, code, undefined, patch);
    saveModel(pim, undefined, model, caller.author);
    return { status: 201, code };
  }
  const isDraft = checkRight(access.rightOn(pim, previous), 'product model', code);
  const base = isDraft ? (drafts.get(previous) ?? previous) : previous;
  const model = patchModel(context, previous.code, base, patch);
  if (isDraft) drafts.save(model);
  else saveModel(pim, previous, model, caller.author);
  return { status: 204, code: previous.code };
}

/** Whether a write becomes a draft. @throws ApiError 403, 404 */
function checkRight(right: ReturnType<Access['rightOn']>, noun: string, name: string): boolean {
  if (right === 'none') throw missing(noun === 'product' ? 'Product' : 'Product model', name);
  if (right === 'view') {
    throw new ApiError(
      403,
      `${noun === 'product' ? 'Product' : 'Product model'} "${name}" cannot be updated. You only have a view right on this ${noun}.`,
    );
  }
  return right === 'edit';
}

/** A product that the caller may see. @throws ApiError 404 */
export function visibleProduct(
  { pim, access }: ProductOperations,
  naming: ProductNaming,
  name: string,
): Product {
  const product = namedProduct(pim, naming, name);
  if (product === undefined || access.rightOn(pim, product) === 'none') throw missing('Product', name);
  return product;
}

/** A product model that the caller may see. @throws ApiError 404 */
export function visibleModel({ pim, access }: ProductOperations, code: string): ProductModel {
  const model = pim.models.get(code);
  if (model === undefined || access.rightOn(pim, model) === 'none') throw missing('Product model', code);
  return model;
}

const isUuid = (text: string): boolean =>
  /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/u.test(text);
