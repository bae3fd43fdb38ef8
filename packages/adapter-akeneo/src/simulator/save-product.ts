import { completenessesOf } from './completeness.ts';
import type { Product, ProductModel } from './entities.ts';
import type { JsonObject } from './json.ts';
import { identifierOf, notify } from './pim.ts';
import type { Author, Pim } from './pim.ts';
import { productDelta } from './product-delta.ts';

/** Keeps a product and tells what happened to it; one that is as it was before keeps its date. */
export function saveProduct(
  pim: Pim,
  previous: Product | undefined,
  product: Product,
  author: Author,
): Product {
  const now = pim.clock.now();
  if (previous === undefined) {
    pim.products.set(product);
    notify(pim, { type: 'product.created', data: { product: nameOf(pim, product) }, author });
    return product;
  }
  const changes = productDelta(pim, previous, product);
  if (Object.keys(changes).length === 0) return previous;
  const wasComplete = completeIn(pim, previous);
  const saved = { ...product, updated: now };
  pim.products.set(saved);
  notifyUpdate(pim, 'product', nameOf(pim, saved), changes, author);
  notifyCompleteness(pim, saved, wasComplete, author);
  return saved;
}

/** Removes a product and tells so. */
export function removeProduct(pim: Pim, product: Product, author: Author): void {
  const name = nameOf(pim, product);
  if (pim.products.delete(product.uuid))
    notify(pim, { type: 'product.deleted', data: { product: name }, author });
}

/** Keeps a product model and tells what happened to it. */
export function saveModel(
  pim: Pim,
  previous: ProductModel | undefined,
  model: ProductModel,
  author: Author,
): ProductModel {
  const now = pim.clock.now();
  if (previous === undefined) {
    pim.models.set(model);
    notify(pim, { type: 'product-model.created', data: { product_model: { code: model.code } }, author });
    return model;
  }
  const changes = productDelta(pim, previous, model);
  if (Object.keys(changes).length === 0) return previous;
  const saved = { ...model, updated: now };
  pim.models.set(saved);
  notifyUpdate(pim, 'product-model', { code: saved.code }, changes, author);
  return saved;
}

/** Removes a product model with everything below it. */
export function removeModel(pim: Pim, model: ProductModel, author: Author): void {
  for (const variant of pim.products.variantsOf(model.code)) removeProduct(pim, variant, author);
  for (const child of pim.models.childrenOf(model.code)) removeModel(pim, child, author);
  pim.models.delete(model.code);
  notify(pim, { type: 'product-model.deleted', data: { product_model: { code: model.code } }, author });
}

function notifyUpdate(
  pim: Pim,
  kind: 'product' | 'product-model',
  name: JsonObject,
  changes: JsonObject,
  author: Author,
): void {
  const property = kind === 'product' ? 'product' : 'product_model';
  notify(pim, { type: `${kind}.updated`, data: { [property]: name }, author });
  const date = new Date(pim.clock.now()).toISOString().replace('T', ' ').replace('Z', '000');
  const delta = { ...name, updated_at: { date, timezone: 'UTC' }, changes };
  notify(pim, { type: `${kind}.updated.delta`, data: { [property]: delta }, author });
}

function notifyCompleteness(pim: Pim, product: Product, before: ReadonlySet<string>, author: Author): void {
  const after = completeIn(pim, product);
  const tell = (type: string, places: readonly string[]) => {
    if (places.length === 0) return;
    const changed_completenesses = places.map((place) => {
      const [channel = '', locale = ''] = place.split('|');
      return { channel: { code: channel }, locale: { code: locale } };
    });
    notify(pim, { type, data: { product: { ...nameOf(pim, product), changed_completenesses } }, author });
  };
  tell(
    'product.became-complete',
    [...after].filter((place) => !before.has(place)),
  );
  tell(
    'product.became-incomplete',
    [...before].filter((place) => !after.has(place)),
  );
}

const completeIn = (pim: Pim, product: Product): ReadonlySet<string> =>
  new Set(
    completenessesOf(pim, product)
      .filter(({ data }) => data === 100)
      .map(({ scope, locale }) => `${scope}|${locale}`),
  );

/** The identifier is left out by the Event Platform where nobody asked for it. */
function nameOf(pim: Pim, product: Product): JsonObject {
  return { uuid: product.uuid, identifier: identifierOf(pim, product) };
}
