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

/** Finds the options, values and metafields that translations are of; a part that is not there is left out. */
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
    for (const { id = '', options = [] } of nodes.filter((node) => node !== null))
      for (const option of options) {
        note(id, ['option', option.name], option.id);
        for (const value of option.optionValues) note(id, ['value', option.name, value.name], value.id);
      }
  }
  const owners = new Map<string, (metafield: MetafieldNode) => void>();
  for (const { id } of having('metafield'))
    owners.set(id, (metafield) => note(id, ['metafield', ...nameOf(metafield)], metafield.id));
  for (const { id, list, variants } of having('variant'))
    for (const key of new Set(list.flatMap(({ of = [] }) => (of[0] === 'variant' ? (of[1] ?? []) : []))))
      owners.set(variants.get(key) ?? '', (metafield) =>
        note(id, ['variant', key, ...nameOf(metafield)], metafield.id),
      );
  owners.delete('');
  for (const ids of inPieces([...owners.keys()], itemsPerCall)) {
    // oxlint-disable-next-line no-await-in-loop
    const { nodes } = await client.call(metafieldsOfOwners, { ids }, context);
    for (const node of nodes)
      for (const metafield of node?.metafields?.nodes ?? []) owners.get(node?.id ?? '')?.(metafield);
  }
  return found;
}

function nameOf({ namespace, key }: MetafieldNode): readonly string[] {
  return [recordNamespace(namespace), key];
}
