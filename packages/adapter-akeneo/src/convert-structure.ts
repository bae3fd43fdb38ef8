import { isSafePropertyName } from '@pim-connector/core';
import type { Attribute, Category, Family, JsonValue, Option } from '@pim-connector/core';

import { labelsOf, objectOf, textOf, textsOf } from './api-values.ts';
import { typeOfKind } from './attribute-kinds.ts';
import { attributeLimits } from './attribute-limits.ts';
import type { AttributeFacts, CatalogueStructure } from './catalogue-structure.ts';
import { levelsOf } from './family-facts.ts';
import type { ApiItem } from './list-pages.ts';
import { pointsToAssets } from './read-data.ts';
import { recordTarget } from './record-target.ts';
import type { StructureNames } from './structure-names.ts';
import { unitCodeOf } from './unit-codes.ts';

// What the model has a field for, or what changes with every look.
const withField = new Set([
  'code',
  'labels',
  'localizable',
  'scopable',
  'unique',
  'group_labels',
  '_links',
  'linked_data',
]);

/** An attribute as a record. `options`: those of its list, if it has one. */
export function convertAttribute(
  facts: AttributeFacts,
  options: readonly ApiItem[] | null,
  { locales }: CatalogueStructure,
  { nameOf }: Pick<StructureNames, 'nameOf'>,
): Attribute {
  const { code, item, kind, localizable, scopable, measurementFamily } = facts;
  const available = textsOf(item['available_locales']).flatMap((locale) => locales.get(locale) ?? []);
  const group = textOf(item['group']);
  const unit = unitCodeOf(measurementFamily, textOf(item['default_metric_unit']) ?? '');
  return {
    key: nameOf(code),
    type: typeOfKind(kind),
    labels: labelsOf(item['labels']),
    localizable,
    scopable,
    ...(available.length === 0 ? {} : { locales: available }),
    ...(group === null ? {} : { group }),
    ...(item['unique'] === true ? { unique: true } : {}),
    ...(options === null ? {} : { options: options.map(convertOption) }),
    ...(unit === undefined ? {} : { unit }),
    ...attributeLimits(item, kind),
    ...targetOf(facts),
    extensions: { akeneo: attributeExtension(item) },
  };
}

function targetOf({ kind, referenceName }: AttributeFacts): Pick<Attribute, 'target'> {
  if (pointsToAssets(kind)) return { target: { entity: 'asset' } };
  return kind === 'record' || kind === 'records' ? recordTarget(referenceName) : {};
}

/** A family as a record, with the ways in which its products vary. */
export function convertFamily(
  item: ApiItem,
  variants: readonly ApiItem[],
  { nameOf }: Pick<StructureNames, 'nameOf'>,
): Family {
  const names = (value: unknown) => textsOf(value).map(nameOf).filter(isSafePropertyName);
  const image = textOf(item['attribute_as_image']);
  const label = textOf(item['attribute_as_label']);
  return {
    key: textOf(item['code']) ?? '',
    labels: labelsOf(item['labels']),
    attributes: names(item['attributes']),
    requirements: Object.fromEntries(
      Object.entries(objectOf(item['attribute_requirements'])).map(([scope, codes]) => [scope, names(codes)]),
    ),
    ...(variants.length === 0
      ? {}
      : {
          variations: variants.map((variant) => ({
            key: textOf(variant['code']) ?? '',
            labels: labelsOf(variant['labels']),
            axes: levelsOf(variant).map(({ axes }) => names(axes)),
            // The API counts the axes among them.
            attributes: levelsOf(variant).map(({ attributes, axes }) =>
              names(attributes).filter((name) => !names(axes).includes(name)),
            ),
          })),
        }),
    extensions: {
      akeneo: {
        ...(label === null ? {} : { attributeAsLabel: label }),
        ...(image === null ? {} : { attributeAsImage: image }),
      },
    },
  };
}

/** A category as a record. */
export function convertCategory(item: ApiItem): Category {
  const { position, values } = item;
  return {
    key: textOf(item['code']) ?? '',
    parent: textOf(item['parent']),
    labels: labelsOf(item['labels']),
    // The PIM counts from 1.
    ...(typeof position === 'number' && position >= 1 ? { position: position - 1 } : {}),
    ...(Object.keys(objectOf(values)).length === 0
      ? {}
      : { extensions: { akeneo: { values: values as JsonValue } } }),
  };
}

function convertOption(item: ApiItem): Option {
  const order = item['sort_order'];
  return {
    code: textOf(item['code']) ?? '',
    labels: labelsOf(item['labels']),
    ...(typeof order === 'number' && Number.isInteger(order) && order >= 0 ? { position: order } : {}),
  };
}

function attributeExtension(item: ApiItem): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(
    Object.entries(item).filter(
      ([name, value]) => !withField.has(name) && value !== null && value !== '' && !isEmptyList(value),
    ),
  ) as Readonly<Record<string, JsonValue>>;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
