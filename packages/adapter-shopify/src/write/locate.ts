import type { ProductMemo, ProductPayload } from '../plan/product-payload.ts';
import type { Locate, RecordPlace } from './refusal.ts';

/** Our names of fields that are called or placed otherwise in the platform’s input. */
const productNames: Readonly<Record<string, string>> = {
  productOptions: 'options',
  files: 'images',
  collectionsToJoin: 'collections',
  collectionsToLeave: 'collections',
  customProductType: 'productType',
};

const variantNames: Readonly<Record<string, string>> = {
  optionValues: 'options',
  file: 'image',
  mediaId: 'image',
  measurement: 'weightGrams',
  countryCodeOfOrigin: 'countryOfOrigin',
  harmonizedSystemCode: 'hsCode',
};

/**
 * Translates paths of the input of product mutations into paths of our record.
 *
 * @param places the place in the record of each variant that was sent, in the order in which they were sent; `null`:
 *   one that is not ours.
 */
export function locateInProduct(
  payload: ProductPayload,
  { variantKeys }: Pick<ProductMemo, 'variantKeys'>,
  places: readonly (number | null)[],
): Locate {
  return (field) => {
    const [name, ...rest] = field[0] === 'input' || field[0] === 'product' ? field.slice(1) : field;
    if (name === undefined) return { path: '' };
    if (name === 'variants') return variantPlace(rest, payload, variantKeys, places);
    if (name === 'metafields') return { path: metafieldPath(payload.metafields ?? [], rest) };
    if (name === 'seo') return { path: rest[0] === 'description' ? 'seoDescription' : 'seoTitle' };
    if (name === 'id' || name === 'productId') return { path: '' };
    const index = rest[0] !== undefined && /^\d+$/.test(rest[0]) ? `.${rest[0]}` : '';
    return { path: `${productNames[name] ?? name}${index}` };
  };
}

function variantPlace(
  [index, ...rest]: readonly string[],
  { variants = [] }: ProductPayload,
  keys: readonly string[],
  places: readonly (number | null)[],
): RecordPlace {
  const place = places[Number(index)];
  if (index === undefined || place == null) return { path: 'variants' };
  const variant = keys[place];
  const inner = rest[0] === 'inventoryItem' ? rest.slice(1) : rest;
  const [name, ...more] = inner;
  const at = `variants.${place}`;
  if (name === undefined || name === 'id') return { path: at, variant };
  if (name === 'metafields') {
    const path = metafieldPath(variants[place]?.metafields ?? [], more);
    return { path: `${at}.${path}`, variant };
  }
  const item = more[0] !== undefined && /^\d+$/.test(more[0]) ? `.${more[0]}` : '';
  return { path: `${at}.${variantNames[name] ?? name}${item}`, variant };
}

function metafieldPath(
  list: readonly { readonly namespace: string; readonly key: string }[],
  [index]: readonly string[],
): string {
  const metafield = list[Number(index)];
  return metafield === undefined ? 'metafields' : `metafields.${metafield.namespace}.${metafield.key}`;
}
