import type { Product, Relation } from '@pim-connector/core';

import { foldCode } from './api-values.ts';
import type { AkeneoRecords, RecordRelations } from './destination-records.ts';
import type { DestinationTools } from './destination-tools.ts';
import type { ProductReading } from './product-reading.ts';
import { readTargets } from './relation-targets.ts';
import type { RelationTargets } from './relation-targets.ts';

type ProductRecord = AkeneoRecords['product'];

/** The relations of a record that was read back: of the product, and of each variant by its SKU. */
export interface ReadRelations {
  readonly product: RecordRelations;
  readonly variant: (sku: string) => RecordRelations;
}

/**
 * The relations of a product as a record has them, of the types that are wanted and in their order: the PIM keeps none.
 * Wanted ones to what the PIM does not have count as being there: nobody could have written them.
 */
export async function readRelations(
  { relations: shared, variants, variesBy = [] }: Product,
  wanted: ProductRecord | undefined,
  tools: DestinationTools,
  reading: ProductReading,
): Promise<ReadRelations> {
  const levels = [wanted, ...(wanted?.variants ?? [])];
  const everything = levels.flatMap((each) => Object.values(each?.relations ?? {})).flat();
  const all = [...(shared ?? []), ...variants.flatMap(({ relations = [] }) => relations)];
  const absent = everything.filter(({ key }) => !all.some(({ target }) => isSame(target.key, key)));
  const exists = absent.length === 0 ? () => null : await readTargets(absent, tools, reading);
  const isModelled = variesBy.length > 0;
  // A product without models is one with its article: what is wanted of either is wanted of both.
  const wantedOf = (type: string) => levels.flatMap((each) => each?.relations?.[type] ?? []);
  const asWanted = (
    mine: RecordRelations | undefined,
    there: readonly Relation[],
    own: (type: string) => readonly Relation[],
  ): RecordRelations =>
    Object.fromEntries(
      Object.entries(mine ?? {}).map(([type, list]) => {
        const known = isModelled ? list : wantedOf(type);
        const others = own(type).filter(
          (relation) => relation.type === type && !known.some(({ key }) => isSame(relation.target.key, key)),
        );
        return [type, [...inOrder(list, type, there, exists), ...others.map(recordOf)]];
      }),
    );
  return {
    product: asWanted(wanted?.relations, shared ?? [], () => shared ?? []),
    variant: (sku) => {
      const own = variants.find(({ key }) => key === sku)?.relations ?? [];
      const ofArticle = (type: string) =>
        Object.hasOwn(wanted?.relations ?? {}, type) ? [] : (shared ?? []);
      const mine = wanted?.variants.find((each) => each.sku === sku)?.relations;
      return asWanted(mine, [...own, ...(shared ?? [])], isModelled ? () => own : ofArticle);
    },
  };
}

function inOrder(
  list: RecordRelations[string],
  type: string,
  there: readonly Relation[],
  exists: RelationTargets['find'],
): RecordRelations[string] {
  return list.flatMap((each) => {
    const same = there.find((relation) => relation.type === type && isSame(relation.target.key, each.key));
    if (same === undefined) return exists(each) === null ? [each] : [];
    const { entity, key } = each;
    // Whether it stands for a product or an article is for whoever asks; how many of it is not.
    return [recordOf({ ...same, target: { entity, key } })];
  });
}

function recordOf({ target, quantity }: Relation): RecordRelations[string][number] {
  return { ...target, ...(quantity === undefined ? {} : { quantity }) };
}

function isSame(one: string, other: string): boolean {
  return foldCode(one) === foldCode(other);
}
