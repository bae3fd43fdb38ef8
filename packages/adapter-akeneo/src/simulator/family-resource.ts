import type { Access } from './access.ts';
import { documented, unknownCode, unprocessable } from './api-error.ts';
import type { FieldError } from './api-error.ts';
import { param } from './call.ts';
import type { Call, Reply } from './call.ts';
import { CodeMap, sameCode } from './code-map.ts';
import type { Family, FamilyVariant, VariantLevel } from './entities.ts';
import { isObject, isTextList } from './json.ts';
import type { Json } from './json.ts';
import { familyVariantOf, mainIdentifier, notify } from './pim.ts';
import type { Author, Pim } from './pim.ts';
import { immutable, noParent } from './resource-routes.ts';
import type { Resource } from './resource-routes.ts';
import { flagOf, structureSearch } from './structure-search.ts';
import { commonAttributes } from './values.ts';
import { familyCodeOf } from './values.ts';

const labelTypes = new Set(['pim_catalog_identifier', 'pim_catalog_text']);
const axisTypes = new Set([
  'pim_catalog_simpleselect',
  'akeneo_reference_entity',
  'pim_catalog_metric',
  'pim_catalog_boolean',
]);
const maxAxes = 5;

/** Families. */
export function familyResource(pim: Pim, access: Access): Resource<Family> {
  return {
    noun: 'family',
    area: 'families',
    path: '/families',
    name: 'pim_api_family',
    defaults: {
      attributes: [],
      attribute_as_label: null,
      attribute_as_image: null,
      attribute_requirements: {},
      labels: {},
    },
    store: () => pim.families,
    isVisible: ({ code }) => !access.isHidden('families', code),
    search: (query, store) =>
      structureSearch(pim, query, store, (criterion) => {
        if (criterion.property !== 'has_products' || !pim.features.saas) return undefined;
        const wanted = flagOf(criterion);
        const used = usedFamilies(pim);
        return ({ code }) => used.has(code) === wanted;
      }),
    finish(merged) {
      const family = merged as Family;
      for (const code of family.attributes) {
        if (!pim.attributes.has(code)) throw unknownCode('attributes', 'attribute', code);
      }
      for (const channel of Object.keys(family.attribute_requirements)) {
        if (!pim.channels.has(channel)) throw unknownCode('attribute_requirements', 'channel', channel);
      }
      const identifier = mainIdentifier(pim);
      const attributes = [...new Set([identifier, ...family.attributes])];
      return { ...family, attributes, attribute_as_label: family.attribute_as_label ?? identifier };
    },
    check: (family) => familyErrors(pim, family),
    saved: ({ code }, previous, author) =>
      notify(pim, {
        type: previous === undefined ? 'family.created' : 'family.updated',
        data: { family: { code } },
        author,
      }),
  };
}

function familyErrors(pim: Pim, family: Family): FieldError[] {
  const {
    attributes,
    attribute_as_label: label,
    attribute_as_image: image,
    attribute_requirements: required,
  } = family;
  if (!attributes.includes(label)) {
    return [
      { property: 'attribute_as_label', message: `Property "attribute_as_label" must belong to the family` },
    ];
  }
  if (!labelTypes.has(pim.attributes.get(label)?.type ?? '')) {
    return [
      {
        property: 'attribute_as_label',
        message: `Property "attribute_as_label" only supports "pim_catalog_identifier" and "pim_catalog_text" attribute types for the family`,
      },
    ];
  }
  if (image !== null && !attributes.includes(image)) {
    return [
      { property: 'attribute_as_image', message: `Property "attribute_as_image" must belong to the family` },
    ];
  }
  return Object.entries(required).flatMap(([channel, codes]) =>
    codes
      .filter((code) => !attributes.includes(code))
      .map((code) => ({
        property: 'attribute_requirements',
        message: `The attribute "${code}" cannot be an attribute required for the channel "${channel}" as it does not belong to this family`,
      })),
  );
}

function usedFamilies(pim: Pim): Set<string> {
  const used = new Set<string>();
  for (const product of pim.products.after(null)) {
    const code = familyCodeOf(pim, product);
    if (code !== null) used.add(pim.families.get(code)?.code ?? code);
  }
  return used;
}

/** Deletes a family that no product is in. @throws ApiError 404, 422 */
export function deleteFamily(pim: Pim, call: Call, author: Author): Reply {
  const family = pim.families.get(param(call, 'code'));
  if (family === undefined) throw noParent('family', param(call, 'code'));
  for (const entity of [...pim.products.after(null), ...pim.models.after(null)]) {
    if (sameCode(familyCodeOf(pim, entity) ?? '', family.code)) {
      throw unprocessable(`The family "${family.code}" cannot be removed because it has products.`);
    }
  }
  pim.families.delete(family.code);
  pim.familyVariants.delete(family.code);
  pim.structureVersion += 1;
  notify(pim, { type: 'family.deleted', data: { family: { code: family.code } }, author });
  return { status: 204 };
}

/** The variant structures of a family. */
export function familyVariantResource(pim: Pim, access: Access): Resource<FamilyVariant> {
  const familyOf = (call: Call): Family => {
    const code = param(call, 'family_code');
    const family = pim.families.get(code);
    if (family === undefined || access.isHidden('families', code)) throw noParent('family', code);
    return family;
  };
  return {
    noun: 'family variant',
    area: 'families',
    path: '/families/{family_code}/variants',
    name: 'pim_api_family_variant',
    defaults: { variant_attribute_sets: [], labels: {}, common_attributes: [] },
    store: (call) => variantsOf(pim, familyOf(call).code),
    present: (variant) => ({
      code: variant.code,
      labels: variant.labels,
      ...(pim.features.saas ? { common_attributes: commonAttributes(pim, variant.code) } : {}),
      variant_attribute_sets: variant.variant_attribute_sets,
    }),
    finish({ common_attributes: _common, ...merged }) {
      const given = merged['variant_attribute_sets'];
      const sets = (Array.isArray(given) ? (given as readonly Json[]) : []).map(levelOf);
      for (const code of sets.flatMap(({ axes, attributes }) => [...axes, ...attributes])) {
        if (!pim.attributes.has(code)) throw unknownCode('variant_attribute_sets', 'attribute', code);
      }
      return { ...(merged as FamilyVariant), variant_attribute_sets: sets };
    },
    check: (variant, previous, call) => variantErrors(pim, familyOf(call), variant, previous),
    saved({ code }, previous, author) {
      if (previous !== undefined) return;
      notify(pim, { type: 'family.updated', data: { family: { code: ownerOf(pim, code) } }, author });
    },
  };
}

function levelOf(given: Json): VariantLevel {
  const { level, axes, attributes = [] } = isObject(given) ? given : {};
  if (typeof level !== 'number' || !isTextList(axes) || !isTextList(attributes)) {
    throw documented(
      'Property "variant_attribute_sets" expects levels with "level", "axes" and "attributes".',
    );
  }
  return { level, axes, attributes: [...new Set([...axes, ...attributes])] };
}

const ownerOf = (pim: Pim, variant: string): string => familyVariantOf(pim, variant)?.family.code ?? '';

function variantErrors(
  pim: Pim,
  family: Family,
  { variant_attribute_sets: sets }: FamilyVariant,
  previous: FamilyVariant | undefined,
): FieldError[] {
  const property = 'variant_attribute_sets';
  if (sets.length === 0 || sets.length > 2) {
    return [
      {
        property,
        message: 'There should be at least one level defined in the family variant, and two at most',
      },
    ];
  }
  if (previous !== undefined) {
    const same = previous.variant_attribute_sets.length === sets.length;
    const axes = (levels: FamilyVariant['variant_attribute_sets']) =>
      JSON.stringify(levels.map((set) => set.axes));
    if (!same) return [immutable(property)];
    if (axes(previous.variant_attribute_sets) !== axes(sets)) return [immutable('axes')];
  }
  return sets.flatMap(({ level, axes, attributes }): FieldError[] => {
    if (axes.length === 0) {
      return [
        { property, message: `There should be at least one attribute defined as axis for level "${level}"` },
      ];
    }
    if (axes.length > maxAxes) {
      return [
        {
          property,
          message: `There should be no more than ${maxAxes} attributes defined as axis for level "${level}"`,
        },
      ];
    }
    const wrong = axes.filter((code) => {
      const attribute = pim.attributes.get(code);
      return (
        !axisTypes.has(attribute?.type ?? '') ||
        attribute?.localizable === true ||
        attribute?.scopable === true
      );
    });
    const foreign = attributes.filter((code) => !family.attributes.includes(code));
    return [
      ...wrong.map((code) => ({
        property,
        message: `Variant axis "${code}" must be a boolean, a simple select, a simple reference data or a metric`,
      })),
      ...foreign.map((code) => ({
        property,
        message: `Attribute "${code}" must be added to the family "${family.code}" first`,
      })),
    ];
  });
}

/** The variant structures of a family, to be filled. */
export function variantsOf(pim: Pim, family: string): CodeMap<FamilyVariant> {
  const known = pim.familyVariants.get(family);
  if (known !== undefined) return known;
  const made = new CodeMap<FamilyVariant>();
  pim.familyVariants.set(family, made, pim.clock.now());
  return made;
}
