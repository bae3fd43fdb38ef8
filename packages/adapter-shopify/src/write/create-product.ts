import type { RecordKey, RemoteReference, SectionName } from '@pim-connector/core';
import type { z } from 'zod';

import { productSet, productStructure, variantsPerPage } from '../documents/product-documents.ts';
import { dearestCall } from '../graphql/cost-formula.ts';
import { costOf } from '../graphql/operation.ts';
import { readPages } from '../graphql/read-pages.ts';
import type {
  MetafieldPayload,
  ProductMemo,
  ProductPayload,
  VariantPayload,
} from '../plan/product-payload.ts';
import { defaultOption } from '../plan/variant-payload.ts';
import { customId, identityMetafield } from './identity.ts';
import { locateInProduct } from './locate.ts';
import { carryOut, partCall } from './part-call.ts';
import type { PartCall } from './part-call.ts';
import type { VariantIds } from './product-parts.ts';
import type { WriteSession } from './session.ts';
import { allAnswered, idsOfVariants } from './variant-ids.ts';
import type { AnsweredVariant } from './variant-ids.ts';

/** What came of a create. */
export interface CreatedProduct {
  readonly remote: Pick<RemoteReference, 'id'> & { readonly handle: string };
  /** In the order of the record. */
  readonly variants: readonly VariantIds[];
  /** What did not go with the create and is still to be written. */
  readonly rest: ProductPayload;
}

/** What makes a product, before it is sent. */
export interface PlannedCreate {
  readonly call: PartCall<z.output<(typeof productSet)['data']>>;
  /** See {@link CreatedProduct.rest}. */
  readonly rest: ProductPayload;
}

/**
 * Makes a product that the shop does not have, in one call: found by our key, so that a second sending changes the same
 * product instead of making another. What readers must not see unfinished begins as a draft.
 *
 * @param isLimited whether the call must not cost more than one may: then metafields of variants are left for later.
 */
export function planCreate(
  key: RecordKey,
  payload: ProductPayload,
  memo: ProductMemo,
  isLimited: boolean,
): PlannedCreate {
  const variants = payload.variants ?? [];
  const rest = restOfCreate(payload);
  const status = rest.product === undefined ? payload.product?.['status'] : 'DRAFT';
  const build = (variantMetafields: boolean) => inputOf(key, payload, status, variantMetafields);
  const shown = Math.max(1, Math.min(variants.length, variantsPerPage));
  const whole = { identifier: customId(key), input: build(true), variants: shown };
  const isTooDear = isLimited && costOf(productSet, whole) > dearestCall;
  const variables = isTooDear ? { ...whole, input: build(false) } : whole;
  const places = variants.map((_variant, index) => index);
  return {
    call: partCall(productSet, variables, locateInProduct(payload, memo, places)),
    rest: isTooDear ? { ...rest, variants: variants.map(onlyMetafields) } : rest,
  };
}

/** See {@link planCreate}. */
export async function createProduct(
  key: RecordKey,
  payload: ProductPayload,
  memo: ProductMemo,
  session: WriteSession,
): Promise<CreatedProduct> {
  const { call, rest } = planCreate(key, payload, memo, true);
  return createdProduct(key, skusOf(payload), await carryOut(call, session), rest, session);
}

/** What the answer says of a product that was made. @param skus those of its variants, in the order of the record. */
export async function createdProduct(
  key: RecordKey,
  skus: readonly string[],
  { productSet: { product: made } }: z.output<(typeof productSet)['data']>,
  rest: ProductPayload,
  session: WriteSession,
): Promise<CreatedProduct> {
  if (made == null)
    throw session.tools.error('response.malformed', 'Shopify gave neither a product nor an error', {
      operation: productSet.name,
      key,
    });
  const set = skus.map((sku) => ({ id: null, sku }));
  const variants = allAnswered(idsOfVariants(set, await allVariants(made, session)), session.tools);
  return { remote: { id: made.id, handle: made.handle }, variants, rest };
}

/** SKUs of the variants of a record, in its order. */
export function skusOf({ variants = [] }: ProductPayload): readonly string[] {
  return variants.map(({ sku }) => sku);
}

const nothing: ProductPayload = {};

/** What cannot go with `productSet`, and the status that a product gets when it has all of that. */
export function restOfCreate(payload: ProductPayload): ProductPayload {
  const later = restOf(payload);
  const status = payload.product?.['status'];
  const isUnfinished = Object.keys(later).length > 0 && status !== 'DRAFT' && status !== 'ARCHIVED';
  return isUnfinished ? { ...later, product: { status: status ?? 'ACTIVE' } } : later;
}

/** Sections of a record that have something in what is written after the create. */
export function sectionsOfRest({
  product,
  translations,
  publications,
  variants = [],
}: ProductPayload): readonly SectionName[] {
  return [
    ...(translations === undefined ? [] : ['translations']),
    ...(variants.some(({ marketPrices }) => marketPrices !== undefined) ? ['marketPrices'] : []),
    ...(variants.some(({ metafields }) => metafields !== undefined) ? ['metafields'] : []),
    ...(product === undefined && publications === undefined ? [] : ['publication']),
  ];
}

function restOf({ translations = [], publications = [], variants = [] }: ProductPayload): ProductPayload {
  if (
    translations.length === 0 &&
    publications.length === 0 &&
    variants.every(({ marketPrices }) => marketPrices === undefined)
  )
    return nothing;
  const values = translations.filter(({ value }) => value !== null);
  const hasMarketPrices = variants.some(({ marketPrices = [] }) =>
    marketPrices.some(({ amount }) => amount !== null),
  );
  return {
    ...(values.length === 0 ? {} : { translations: values }),
    ...(publications.length === 0 ? {} : { publications }),
    ...(hasMarketPrices
      ? {
          variants: variants.map(({ sku, optionValues, marketPrices = [] }) => ({
            sku,
            optionValues,
            fields: {},
            marketPrices: marketPrices.filter(({ amount }) => amount !== null),
          })),
        }
      : {}),
  };
}

function onlyMetafields(variant: NonNullable<ProductPayload['variants']>[number]) {
  const { sku, optionValues, metafields, marketPrices } = variant;
  return {
    sku,
    optionValues,
    fields: {},
    ...(metafields === undefined ? {} : { metafields }),
    ...(marketPrices === undefined ? {} : { marketPrices }),
  };
}

// Field by field: a first load makes it for every product, and a spread for each field that may be absent costs an object
// and a copy of all before it.
function inputOf(
  key: RecordKey,
  { product, tags, collections, files = [], metafields = [], options = [], variants = [] }: ProductPayload,
  status: unknown,
  variantMetafields: boolean,
): object {
  const input: Record<string, unknown> = { ...product };
  if (status !== undefined) input['status'] = status;
  if (tags !== undefined) input['tags'] = tags;
  if (collections !== undefined) input['collections'] = collections;
  const images = imagesOf(files, variants);
  if (images.length > 0) input['files'] = images.map((id) => ({ id }));
  const set = withValue(metafields);
  set.push(identityMetafield(key));
  input['metafields'] = set;
  const names = options.length === 0 ? [defaultOption.optionName] : options;
  input['productOptions'] = names.map((name, place) => ({ name, values: valuesOf(variants, place) }));
  input['variants'] = variants.map((variant) => variantInputOf(variant, variantMetafields));
  return input;
}

function variantInputOf(
  { optionValues, fields, metafields, image }: VariantPayload,
  withMetafields: boolean,
): object {
  const input: Record<string, unknown> = { ...fields };
  input['optionValues'] = optionValues;
  if (image != null) input['file'] = { id: image };
  if (!withMetafields || metafields === undefined) return input;
  const set = withValue(metafields);
  if (set.length > 0) input['metafields'] = set;
  return input;
}

/** All images of a product, each once. */
function imagesOf(files: readonly string[], variants: readonly VariantPayload[]): readonly string[] {
  if (variants.every(({ image }) => image == null)) return files;
  return [...new Set([...files, ...variants.flatMap(({ image }) => image ?? [])])];
}

function withValue(metafields: readonly MetafieldPayload[]): MetafieldPayload[] {
  return metafields.filter(({ value }) => value !== null);
}

/** The values that the variants have of an option, each once. */
function valuesOf(variants: readonly VariantPayload[], place: number): readonly { readonly name: string }[] {
  const known = new Set<string>();
  const values: { readonly name: string }[] = [];
  for (const { optionValues } of variants) {
    const name = optionValues[place]?.name ?? '';
    if (known.has(name)) continue;
    known.add(name);
    values.push({ name });
  }
  return values;
}

async function allVariants(
  {
    id,
    variants,
  }: {
    readonly id: string;
    readonly variants: {
      readonly nodes: readonly AnsweredVariant[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null | undefined };
    };
  },
  { client, context }: WriteSession,
): Promise<readonly AnsweredVariant[]> {
  const { hasNextPage, endCursor = null } = variants.pageInfo;
  const more = hasNextPage
    ? await readPages(async (after) => {
        const { product } = await client.call(productStructure, { id, after: after ?? endCursor }, context);
        return product?.variants ?? { nodes: [], pageInfo: { hasNextPage: false } };
      })
    : [];
  return [...variants.nodes, ...more];
}
