import type { Access } from './access.ts';
import { documented, unknownCode } from './api-error.ts';
import type { FieldError } from './api-error.ts';
import type { Product, ProductModel, Values } from './entities.ts';
import { isTextList } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import type { Pim } from './pim.ts';
import { readAssociations, readQuantified } from './read-associations.ts';
import type { ProductNaming } from './read-associations.ts';
import { readValues } from './read-values.ts';
import { ancestorsOf, mergeValues, ownAttributes } from './values.ts';

/** How a write goes to work. */
export interface WriteContext {
  readonly pim: Pim;
  readonly access: Access;
  readonly naming: ProductNaming;
}

/** What products and product models have in common, after a patch. */
export interface EnrichedPatch {
  readonly categories: readonly string[];
  readonly associations: Product['associations'];
  readonly quantified_associations: Product['quantified_associations'];
}

/** Applies the part of a patch that is the same for products and for product models. */
export function patchEnriched(
  { pim, naming }: WriteContext,
  previous: EnrichedPatch & { readonly parent: string | null },
  patch: JsonObject,
): EnrichedPatch {
  const { categories, associations, quantified_associations: quantified } = patch;
  const replaced = categories === undefined ? previous.categories : codesOf('categories', categories);
  const added = codesOf('add_categories', patch['add_categories'] ?? []);
  const removed = codesOf('remove_categories', patch['remove_categories'] ?? []);
  const inherited = new Set(ancestorsOf(pim, previous).flatMap((model) => model.categories));
  const next = [...new Set([...replaced, ...added])].filter(
    // Those of the models are there anyway, also when they are written back.
    (code) => !removed.includes(code) && !inherited.has(code),
  );
  for (const code of [...(categories === undefined ? [] : replaced), ...added]) {
    if (!pim.categories.has(code)) throw unknownCode('categories', 'category', code);
  }
  return {
    categories: next,
    associations:
      associations === undefined
        ? previous.associations
        : readAssociations(pim, previous.associations, associations, naming),
    quantified_associations:
      quantified === undefined
        ? previous.quantified_associations
        : readQuantified(pim, previous.quantified_associations, quantified, naming),
  };
}

/** A list of codes. */
export function codesOf(property: string, value: Json): readonly string[] {
  if (isTextList(value)) return [...new Set(value)];
  throw documented(`Property "${property}" expects an array as data.`);
}

/**
 * Applies the values of a patch. Values of attributes that stand on another level of the variant structure are
 * passed over, so that what was read can be written back.
 */
export function patchValues(
  { pim, access }: WriteContext,
  target: Product | ProductModel,
  patch: Json | undefined,
): { readonly values: Values; readonly errors: readonly FieldError[] } {
  if (patch === undefined) return { values: target.values, errors: [] };
  const { values, errors } = readValues(pim, patch, (attribute) => access.hidesAttribute(attribute));
  const own = ownAttributes(pim, target);
  const kept = Object.entries(values).filter(([code]) => own === undefined || own.has(code));
  const attributes = new Set(kept.map(([code]) => code));
  return {
    values: mergeValues(target.values, Object.fromEntries(kept)),
    errors:
      own === undefined
        ? errors
        : errors.filter(({ attribute = '' }) => own.has(attribute) || attributes.has(attribute)),
  };
}
