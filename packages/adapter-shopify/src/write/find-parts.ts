import type { RecordKey } from '@pim-connector/core';

import type { MetafieldNode } from '../documents/read-nodes.ts';
import { metafieldsOfOwners, optionsOfProducts } from '../documents/translation-documents.ts';
import { inPieces } from '../graphql/list-rest.ts';
import { recordNamespace } from '../plan/metafield-inputs.ts';
import type { TranslatedPart, TranslationPayload } from '../plan/part-translations.ts';
import { itemsPerCall } from './product-parts.ts';
import type { WriteSession } from './session.ts';

/** A product, and the translations of which the resources are wanted. */
export interface TranslatedProduct {
  readonly id: string;
  readonly list: readonly TranslationPayload[];
  /** Ids of variants by our keys. */
  readonly variants: ReadonlyMap<RecordKey, string>;
}

/** Ids of the parts of products that have translations of their own, by product and by {@link partName}. */
export type FoundParts = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Under which name a part is found; that of the product itself is the one of no part. */
export function partName(of: TranslatedPart = []): string {
  return JSON.stringify(of);
}

/**
 * Finds the options, values and metafields that translations are of; a part that is not there is left out, and so is a product
 * that is not there, or of which a variant is not.
 */
export async function findParts(
  products: readonly TranslatedProduct[],
  session: Pick<WriteSession, 'client' | 'context'>,
): Promise<FoundParts> {
  const found = new Map(products.map(({ id }) => [id, new Map<string, string>()]));
  const note = (product: string, of: TranslatedPart, resource: string) =>
    found.get(product)?.set(partName(of), resource);
  const having = (...kinds: readonly string[]) =>
    products.filter(({ list }) => list.some(({ of = [] }) => kinds.includes(of[0] ?? '')));
  const { client, context } = session;
  for (const ids of inPieces(
    having('option', 'value').map(({ id }) => id),
    itemsPerCall,
  )) {
    // One after the other: the limit is shared by all.
    // oxlint-disable-next-line no-await-in-loop
    const { nodes } = await client.call(optionsOfProducts, { ids }, context);
    const there = nodes.filter((node) => node !== null);
    for (const id of lacking(ids, there)) found.delete(id);
    for (const { id = '', options = [] } of there)
      for (const option of options) {
        note(id, ['option', option.name], option.id);
        for (const value of option.optionValues) note(id, ['value', option.name, value.name], value.id);
      }
  }
  const owners = new Map<string, MetafieldOwner>();
  for (const { id } of having('metafield'))
    owners.set(id, {
      product: id,
      note: (metafield) => note(id, ['metafield', ...nameOf(metafield)], metafield.id),
    });
  for (const { id, list, variants } of having('variant'))
    for (const key of new Set(list.flatMap(({ of = [] }) => (of[0] === 'variant' ? (of[1] ?? []) : []))))
      owners.set(variants.get(key) ?? '', {
        product: id,
        note: (metafield) => note(id, ['variant', key, ...nameOf(metafield)], metafield.id),
      });
  owners.delete('');
  for (const ids of inPieces([...owners.keys()], itemsPerCall)) {
    // oxlint-disable-next-line no-await-in-loop
    const { nodes } = await client.call(metafieldsOfOwners, { ids }, context);
    const there = nodes.filter((node) => node !== null);
    for (const id of lacking(ids, there)) found.delete(owners.get(id)?.product ?? '');
    for (const { id = '', metafields } of there)
      for (const metafield of metafields?.nodes ?? []) owners.get(id)?.note(metafield);
  }
  return found;
}

/** What has metafields: the product itself, or one of its variants. */
interface MetafieldOwner {
  readonly product: string;
  note(metafield: MetafieldNode): void;
}

/** Which of the things that were asked for the shop does not have. */
function lacking(
  ids: readonly string[],
  there: readonly { readonly id?: string | undefined }[],
): readonly string[] {
  const answered = new Set(there.map(({ id }) => id));
  return ids.filter((id) => !answered.has(id));
}

function nameOf({ namespace, key }: MetafieldNode): readonly string[] {
  return [recordNamespace(namespace), key];
}
