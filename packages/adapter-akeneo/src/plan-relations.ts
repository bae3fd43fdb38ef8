import type { Coverage, Issue, JsonValue, RecordReference } from '@pim-connector/core';

import { foldCode, objectOf, textOf } from './api-values.ts';
import type { RecordRelations } from './destination-records.ts';
import type { ApiItem } from './list-pages.ts';
import type { RelationTargets } from './relation-targets.ts';

/** Relations as parts of a line, with what could not be related. */
export interface PlannedRelations {
  readonly associations: { readonly [type: string]: JsonValue };
  readonly quantified: { readonly [type: string]: JsonValue };
  readonly awaits: readonly RecordReference[];
  readonly issues: readonly Issue[];
}

/** One side of an association as the API has it: products or models. */
interface Related {
  readonly name: string;
  readonly quantity: number;
}

/**
 * Turns relations in the form of the model into associations, with quantities where the type has them. What the PIM does not
 * have is left out: it would refuse the whole product for it.
 *
 * @param nameOf the identifier of a product that the PIM names by its UUID.
 */
export function planRelations(
  relations: RecordRelations,
  existing: ApiItem | undefined,
  { types, find }: RelationTargets,
  nameOf: (uuid: string) => string,
  coverage: Coverage,
): PlannedRelations {
  const associations: Record<string, JsonValue> = {};
  const quantified: Record<string, JsonValue> = {};
  const awaits: RecordReference[] = [];
  const issues: Issue[] = [];
  for (const [type, list] of Object.entries(relations)) {
    const isQuantified = types.get(foldCode(type));
    if (isQuantified === undefined) {
      issues.push(unknownType(type));
      continue;
    }
    const wanted = { product: [] as Related[], model: [] as Related[] };
    for (const { entity, key, quantity = '1' } of list) {
      const target = find({ entity, key });
      const count = Number(quantity);
      if (target === null) {
        awaits.push({ entity, key, path: 'relations' });
        issues.push(unknownTarget(type, key));
      } else if (isQuantified && !(Number.isSafeInteger(count) && count > 0)) {
        issues.push(wrongQuantity(type, key, quantity));
      } else wanted[target.kind].push({ name: target.name, quantity: count });
    }
    const property = isQuantified ? 'quantified_associations' : 'associations';
    const before = relatedOf(objectOf(objectOf(existing?.[property])[type]), nameOf);
    const next = {
      product: merged(before.product, wanted.product, coverage),
      model: merged(before.model, wanted.model, coverage),
    };
    // Where there is nothing to say and nothing to take away, nothing is said.
    if ([next, before].every(({ product, model }) => product.length + model.length === 0)) continue;
    const written = isQuantified ? counted : named;
    (isQuantified ? quantified : associations)[type] = {
      products: next.product.map(written),
      product_models: next.model.map(written),
    };
  }
  return { associations, quantified, awaits, issues };
}

const named = ({ name }: Related): JsonValue => name;
const counted = ({ name, quantity }: Related): JsonValue => ({ identifier: name, quantity });

/** What there is, under the names that lines use. */
function relatedOf(
  lists: ApiItem,
  nameOf: (uuid: string) => string,
): { readonly product: readonly Related[]; readonly model: readonly Related[] } {
  const read = (list: unknown, isProduct: boolean) =>
    (Array.isArray(list) ? (list as readonly unknown[]) : []).flatMap((item): Related[] => {
      const { uuid, identifier, code, quantity } = objectOf(item);
      const name = textOf(item) ?? textOf(uuid) ?? textOf(identifier) ?? textOf(code);
      if (name === null) return [];
      const count = typeof quantity === 'number' ? quantity : 1;
      return [{ name: isProduct ? nameOf(name) : name, quantity: count }];
    });
  return { product: read(lists['products'], true), model: read(lists['product_models'], false) };
}

/** The API replaces lists: where the record is partial, what is there is kept in them. */
function merged(
  before: readonly Related[],
  wanted: readonly Related[],
  coverage: Coverage,
): readonly Related[] {
  const kept = coverage === 'partial' ? before : [];
  return [...new Map([...kept, ...wanted].map((each) => [foldCode(each.name), each])).values()];
}

function unknownType(type: string): Issue {
  return {
    code: 'akeneo.unknown_association_type',
    severity: 'warning',
    message: `The PIM has no association type “${type}”, or does not show it`,
    hint: 'It is left out; make the type in the PIM, or correct the mapping.',
    path: `relations.${type}`,
  };
}

function unknownTarget(type: string, key: string): Issue {
  return {
    code: 'akeneo.unknown_product',
    severity: 'warning',
    message: `The PIM has no product “${key}” that could be associated by “${type}”`,
    hint: 'It is left out, and associated when a pipeline has brought the product.',
    path: `relations.${type}`,
    value: key,
  };
}

function wrongQuantity(type: string, key: string, quantity: string): Issue {
  return {
    code: 'value.wrong_type',
    severity: 'warning',
    message: `The PIM associates whole numbers of products by “${type}”, and not ${quantity} of “${key}”`,
    hint: 'It is left out; round the quantity in the mapping.',
    path: `relations.${type}`,
    value: quantity,
  };
}
