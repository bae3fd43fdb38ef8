import { documented, invalid, unknownCode, unknownProperty } from './api-error.ts';
import type { FieldError } from './api-error.ts';
import { patchEnriched, patchValues } from './enriched-patch.ts';
import type { WriteContext } from './enriched-patch.ts';
import type { ProductModel } from './entities.ts';
import type { JsonObject } from './json.ts';
import { familyVariantOf } from './pim.ts';
import { codeOf } from './product-write.ts';
import { variantErrors } from './variant-rules.ts';

const known = new Set([
  'code',
  'family',
  'family_variant',
  'parent',
  'categories',
  'add_categories',
  'remove_categories',
  'values',
  'associations',
  'quantified_associations',
  // Given by the API, and passed over when they come back.
  'created',
  'updated',
  'metadata',
  'quality_scores',
  '_links',
]);

/**
 * Applies a patch to a product model, or makes one of it.
 *
 * @throws ApiError 422
 */
export function patchModel(
  context: WriteContext,
  code: string,
  previous: ProductModel | undefined,
  patch: JsonObject,
): ProductModel {
  const { pim } = context;
  for (const name of Object.keys(patch)) if (!known.has(name)) throw unknownProperty(name);
  const parentCode = codeOf('parent', patch['parent'], previous?.parent ?? null);
  const parent = parentCode === null ? undefined : pim.models.get(parentCode);
  if (parentCode !== null && parent === undefined) throw unknownCode('parent', 'product model', parentCode);
  const variantCode = codeOf(
    'family_variant',
    patch['family_variant'],
    previous?.family_variant ?? parent?.family_variant ?? null,
  );
  if (variantCode === null) {
    throw invalid([
      { property: 'family_variant', message: 'The product model family variant must not be empty.' },
    ]);
  }
  const structure = familyVariantOf(pim, variantCode);
  if (structure === undefined) throw unknownCode('family_variant', 'family variant', variantCode);
  const now = pim.clock.now();
  const base: ProductModel = previous ?? {
    code,
    family: structure.family.code,
    family_variant: variantCode,
    parent: parentCode,
    categories: [],
    values: {},
    associations: {},
    quantified_associations: {},
    created: now,
    updated: now,
  };
  const placed: ProductModel = {
    ...base,
    ...patchEnriched(context, { ...base, parent: parentCode }, patch),
    family: structure.family.code,
    family_variant: variantCode,
    parent: parentCode,
  };
  const { values, errors } = patchValues(context, placed, patch['values']);
  const model = { ...placed, values };
  const findings = [
    ...errors,
    ...placeErrors(context, model, previous, structure.variant.variant_attribute_sets.length),
    ...variantErrors(pim, model, previous),
  ];
  if (findings.length > 0) throw invalid(findings);
  return model;
}

function placeErrors(
  { pim }: WriteContext,
  model: ProductModel,
  previous: ProductModel | undefined,
  levels: number,
): FieldError[] {
  if (!/^[^\s,;]+$/u.test(model.code)) throw documented(`Property "code" expects a code without spaces.`);
  if (previous !== undefined && previous.family_variant !== model.family_variant) {
    return [{ property: 'family_variant', message: 'The family variant cannot be changed.' }];
  }
  if (previous !== undefined && (previous.parent === null) !== (model.parent === null)) {
    return [{ property: 'parent', message: 'The parent cannot be added or removed.' }];
  }
  if (model.parent === null) return [];
  const parent = pim.models.get(model.parent);
  if (parent?.family_variant !== model.family_variant) {
    return [
      {
        property: 'family_variant',
        message: 'The product model family variant must be the same than its parent.',
      },
    ];
  }
  if (levels === 2 && parent.parent === null) return [];
  return [
    {
      property: 'parent',
      message: `The product model "${model.code}" cannot have the product model "${parent.code}" as parent`,
    },
  ];
}
