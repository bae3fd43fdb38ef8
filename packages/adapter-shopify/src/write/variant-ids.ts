import type { ConnectorTools } from '@pim-connector/core';

import { productSet } from '../documents/product-documents.ts';
import type { VariantIds } from './product-parts.ts';

/** A variant that was set. */
export interface SetVariant {
  /** `null`: it is new. */
  readonly id: string | null;
  /** `null`: it was not said. */
  readonly sku: string | null;
}

/** A variant as the platform answers it. */
export interface AnsweredVariant {
  readonly id: string;
  readonly sku?: string | null | undefined;
  readonly inventoryItem: { readonly id: string };
}

/**
 * Which of the variants in an answer are those that were set, in the order of these: known ones by their ids, new ones by SKU,
 * else by their place among the new ones. In which order the platform answers is not documented, and a variant that is
 * mistaken for another would get its prices and its stock.
 *
 * @returns `undefined` for one that the answer does not have.
 */
export function idsOfVariants(
  set: readonly SetVariant[],
  answered: readonly AnsweredVariant[],
): readonly (VariantIds | undefined)[] {
  // A first load asks this for each product, and usually all are where they were sent.
  if (isInOrder(set, answered)) return answered.map(idsOf);
  const known = new Set(set.flatMap(({ id }) => id ?? []));
  const byId = new Map(answered.map((variant) => [variant.id, variant]));
  const free = new Set(answered.filter(({ id }) => !known.has(id)));
  const freeBySku = Map.groupBy(free, ({ sku }) => sku ?? '');
  const newBySku = Map.groupBy(
    set.filter(({ id }) => id === null),
    ({ sku }) => sku ?? '',
  );
  const found = set.map(({ id, sku }) => {
    if (id !== null) return byId.get(id);
    const [only, ...others] = freeBySku.get(sku ?? '') ?? [];
    const isTold = sku !== null && others.length === 0 && newBySku.get(sku)?.length === 1;
    if (!isTold || only === undefined) return undefined;
    free.delete(only);
    return only;
  });
  const rest = [...free];
  return found.map((variant, place) => {
    const answer = variant ?? (set[place]?.id === null ? rest.shift() : undefined);
    return answer === undefined ? undefined : idsOf(answer);
  });
}

/**
 * All of the variants, in their order.
 *
 * @throws ConnectorError `response.malformed` if the answer lacks one: the others would be taken for each other.
 */
export function allAnswered(
  ids: readonly (VariantIds | undefined)[],
  { error }: Pick<ConnectorTools, 'error'>,
): readonly VariantIds[] {
  return ids.map((each) => {
    if (each !== undefined) return each;
    throw error('response.malformed', 'Shopify answers without a variant that it has set', {
      operation: productSet.name,
    });
  });
}

function isInOrder(set: readonly SetVariant[], answered: readonly AnsweredVariant[]): boolean {
  if (set.length !== answered.length) return false;
  return answered.every(({ id, sku }, place) => {
    const variant = set[place];
    if (variant === undefined) return false;
    return variant.id === null ? variant.sku !== null && variant.sku === sku : variant.id === id;
  });
}

function idsOf({ id, inventoryItem }: AnsweredVariant): VariantIds {
  return { id, inventoryItem: inventoryItem.id };
}
