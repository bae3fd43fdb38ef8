import { documented, invalid, unknownCode, unknownProperty } from './api-error.ts';
import type { FieldError } from './api-error.ts';
import { codesOf, patchEnriched, patchValues } from './enriched-patch.ts';
import type { WriteContext } from './enriched-patch.ts';
import type { Product, ProductModel } from './entities.ts';
import { phpType, textOf } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import { familyVariantOf, identifierOf, mainIdentifier } from './pim.ts';
import { ancestorsOf, mergeValues } from './values.ts';
import { variantErrors } from './variant-rules.ts';

const writable = new Set([
  'enabled',
  'family',
  'categories',
  'add_categories',
  'remove_categories',
  'groups',
  'parent',
  'values',
  'associations',
  'quantified_associations',
]);

/** Given by the API, and passed over when they come back. */
const readOnly = new Set([
  'created',
  'updated',
  'metadata',
  'quality_scores',
  'completenesses',
  '_links',
  'root_parent',
]);

/** A product before it is first written. */
export const emptyProduct = (uuid: string, now: number): Product => ({
  uuid,
  enabled: true,
  family: null,
  parent: null,
  categories: [],
  groups: [],
  values: {},
  associations: {},
  quantified_associations: {},
  created: now,
  updated: now,
});

/**
 * Applies a patch to a product, and checks what comes of it.
 *
 * @throws ApiError 422
 */
export function patchProduct(
  context: WriteContext,
  previous: Product,
  isNew: boolean,
  patch: JsonObject,
): Product {
  const { pim, naming } = context;
  for (const name of Object.keys(patch)) {
    if (name === 'uuid' || (name === 'identifier' && naming === 'identifier')) continue;
    if (!writable.has(name) && !readOnly.has(name)) throw unknownProperty(name);
  }
  const parent = codeOf('parent', patch['parent'], previous.parent);
  const model = parent === null ? undefined : pim.models.get(parent);
  if (parent !== null && model === undefined) throw unknownCode('parent', 'product model', parent);
  const placed: Product = {
    ...previous,
    ...patchEnriched(context, { ...previous, parent }, patch),
    parent,
    family: codeOf('family', patch['family'], previous.family ?? model?.family ?? null),
    enabled: enabledOf(patch['enabled'], previous.enabled),
    groups: patch['groups'] === undefined ? previous.groups : groupsOf(context, patch['groups']),
  };
  const { values, errors } = patchValues(context, placed, patch['values']);
  const renamed = withIdentifier(context, { ...placed, values }, patch['identifier']);
  const findings = [
    ...errors,
    ...familyErrors(context, renamed, model, patch['family'] !== undefined),
    ...identifierErrors(context, renamed, isNew),
    ...uniqueErrors(context, renamed, patch['values']),
    ...variantErrors(pim, renamed, isNew ? undefined : previous),
  ];
  if (findings.length > 0) throw invalid(findings);
  return renamed;
}

/** A code or null; undefined leaves what there was. */
export function codeOf(property: string, given: Json | undefined, before: string | null): string | null {
  if (given === undefined) return before;
  if (given === null || given === '') return null;
  if (typeof given === 'string') return given;
  throw documented(`Property "${property}" expects a scalar as data, "${phpType(given)}" given.`);
}

function enabledOf(given: Json | undefined, before: boolean): boolean {
  if (given === undefined) return before;
  if (typeof given === 'boolean') return given;
  throw documented(`Property "enabled" expects a boolean as data, "${phpType(given)}" given.`);
}

function groupsOf({ pim }: WriteContext, given: Json): readonly string[] {
  const codes = codesOf('groups', given);
  for (const code of codes) if (!pim.groups.has(code)) throw unknownCode('groups', 'group', code);
  return codes;
}

/** The identifier stands beside the values in the older API, and among them in the newer. */
function withIdentifier({ pim }: WriteContext, product: Product, given: Json | undefined): Product {
  if (given === undefined) return product;
  if (typeof given !== 'string' || given === '') {
    throw documented(`Property "identifier" expects a string as data, "${phpType(given)}" given.`);
  }
  const value = { locale: null, scope: null, data: given };
  return { ...product, values: mergeValues(product.values, { [mainIdentifier(pim)]: [value] }) };
}

function familyErrors(
  { pim }: WriteContext,
  product: Product,
  model: ProductModel | undefined,
  familyGiven: boolean,
): FieldError[] {
  const { family } = product;
  if (familyGiven && family !== null && !pim.families.has(family))
    throw unknownCode('family', 'family', family);
  if (model === undefined) return [];
  if (family !== model.family) {
    return [{ property: 'family', message: 'The variant product family must be the same than its parent' }];
  }
  const levels = familyVariantOf(pim, model.family_variant)?.variant.variant_attribute_sets.length ?? 1;
  if (ancestorsOf(pim, product).length === levels) return [];
  return [
    {
      property: 'parent',
      message: `The variant product cannot have product model "${model.code}" as parent, (this product model can only have other product models as children)`,
    },
  ];
}

function identifierErrors({ pim, naming }: WriteContext, product: Product, isNew: boolean): FieldError[] {
  const identifier = identifierOf(pim, product);
  if (identifier === undefined) {
    const needed = !pim.features.uuids || naming === 'identifier';
    return needed && isNew
      ? [{ property: 'identifier', message: 'The identifier attribute cannot be empty.' }]
      : [];
  }
  const other = pim.products.byIdentifier(identifier);
  if (other === undefined || other.uuid === product.uuid) return [];
  const message = `The ${identifier} identifier is already used for another product.`;
  if (naming === 'identifier') return [{ property: 'identifier', message }];
  return [{ property: 'values', message, attribute: mainIdentifier(pim), locale: null, scope: null }];
}

function uniqueErrors({ pim }: WriteContext, product: Product, written: Json | undefined): FieldError[] {
  const codes = typeof written === 'object' && written !== null ? Object.keys(written) : [];
  const main = mainIdentifier(pim);
  const unique = codes.filter((code) => code !== main && pim.attributes.get(code)?.unique === true);
  return unique.flatMap((code) => {
    const data = product.values[code]?.[0]?.data;
    if (data === undefined) return [];
    for (const other of pim.products.after(null)) {
      if (other.uuid === product.uuid || other.values[code]?.[0]?.data !== data) continue;
      const message = `The value ${textOf(data)} is already set on another product for the unique attribute ${code}`;
      return [{ property: 'values', message, attribute: code, locale: null, scope: null }];
    }
    return [];
  });
}
