import type { Access } from './access.ts';
import { unknownCode } from './api-error.ts';
import type { FieldError } from './api-error.ts';
import { param } from './call.ts';
import { CodeMap } from './code-map.ts';
import type { Attribute, AttributeGroup, AttributeOption } from './entities.ts';
import type { JsonObject } from './json.ts';
import { textOf } from './json.ts';
import { notify } from './pim.ts';
import type { Pim } from './pim.ts';
import { immutable, noParent } from './resource-routes.ts';
import type { Resource } from './resource-routes.ts';
import { textsOf } from './search-criteria.ts';
import { structureSearch } from './structure-search.ts';

const types = new Set([
  'pim_catalog_identifier',
  'pim_catalog_text',
  'pim_catalog_textarea',
  'pim_catalog_number',
  'pim_catalog_metric',
  'pim_catalog_price_collection',
  'pim_catalog_simpleselect',
  'pim_catalog_multiselect',
  'pim_catalog_boolean',
  'pim_catalog_date',
  'pim_catalog_file',
  'pim_catalog_image',
  'pim_catalog_table',
  'pim_reference_data_simpleselect',
  'pim_reference_data_multiselect',
]);
const enterpriseTypes = new Set([
  'akeneo_reference_entity',
  'akeneo_reference_entity_collection',
  'pim_catalog_asset_collection',
]);
const selectTypes = new Set(['pim_catalog_simpleselect', 'pim_catalog_multiselect']);

/** Everything that an attribute has, with its value for a new one. */
export const attributeDefaults: JsonObject = {
  type: null,
  group: null,
  labels: {},
  group_labels: {},
  sort_order: 0,
  localizable: false,
  scopable: false,
  available_locales: [],
  unique: false,
  useable_as_grid_filter: false,
  max_characters: null,
  validation_rule: null,
  validation_regexp: null,
  wysiwyg_enabled: null,
  number_min: null,
  number_max: null,
  decimals_allowed: null,
  negative_allowed: null,
  metric_family: null,
  default_metric_unit: null,
  date_min: null,
  date_max: null,
  allowed_extensions: [],
  max_file_size: null,
  minimum_input_length: null,
  reference_data_name: null,
  default_value: null,
  table_configuration: null,
  is_main_identifier: null,
  is_mandatory: null,
  decimal_places_strategy: null,
  decimal_places: null,
};

/** Attributes. */
export function attributeResource(pim: Pim, access: Access): Resource<Attribute> {
  return {
    noun: 'attribute',
    area: 'attributes',
    path: '/attributes',
    name: 'pim_api_attribute',
    defaults: attributeDefaults,
    store: () => pim.attributes,
    isVisible: (attribute) => !access.hidesAttribute(attribute),
    search: (query, store) =>
      structureSearch(pim, query, store, (criterion) => {
        const { property, operator } = criterion;
        if (property !== 'type' || operator !== 'IN') return undefined;
        const wanted = textsOf(criterion);
        return ({ type }) => wanted.includes(type);
      }),
    present: ({ table_configuration: table, ...attribute }) => ({
      ...attribute,
      group_labels: pim.attributeGroups.get(attribute.group)?.labels ?? {},
      ...(attribute.type === 'pim_catalog_table' ? { table_configuration: table } : {}),
    }),
    finish({ group_labels: _labels, ...merged }) {
      return merged as Attribute;
    },
    check: (attribute, previous) => attributeErrors(pim, attribute, previous),
    saved({ code, group }, previous, author) {
      if (previous?.group !== group) moveToGroup(pim, code, previous?.group, group);
      notify(pim, {
        type: previous === undefined ? 'attribute.created' : 'attribute.updated',
        data: { attribute: { code } },
        author,
      });
    },
  };
}

function attributeErrors(pim: Pim, attribute: Attribute, previous: Attribute | undefined): FieldError[] {
  const { type, group } = attribute;
  const known =
    types.has(type) ||
    (pim.features.enterprise && enterpriseTypes.has(type)) ||
    (pim.features.saas && type === 'pim_catalog_product_link');
  if (type === null || type === '') return [{ property: 'type', message: 'This value should not be blank.' }];
  if (!known && previous?.type !== type)
    return [{ property: 'type', message: `The attribute type "${type}" does not exist.` }];
  if (group === null) return [{ property: 'group', message: 'This value should not be blank.' }];
  if (!pim.attributeGroups.has(group)) throw unknownCode('group', 'attribute group', group);
  const family = attribute['metric_family'];
  if (type === 'pim_catalog_metric') {
    const units = typeof family === 'string' ? pim.measurementFamilies.get(family)?.units : undefined;
    if (units === undefined)
      return [{ property: 'metric_family', message: 'Please specify a valid metric family' }];
    if (units[textOf(attribute['default_metric_unit'])] === undefined) {
      return [{ property: 'default_metric_unit', message: 'Please specify a valid metric unit' }];
    }
  }
  if (['pim_catalog_number', 'pim_catalog_metric', 'pim_catalog_price_collection'].includes(type)) {
    if (attribute['decimals_allowed'] === null) {
      return [{ property: 'decimals_allowed', message: 'This value should not be null.' }];
    }
  }
  if (previous === undefined) return [];
  return (['type', 'localizable', 'scopable', 'unique', 'metric_family'] as const)
    .filter((name) => previous[name] !== attribute[name])
    .map(immutable);
}

function moveToGroup(pim: Pim, code: string, from: string | undefined, to: string): void {
  const now = pim.clock.now();
  const old = from === undefined ? undefined : pim.attributeGroups.get(from);
  if (old !== undefined) {
    const left = old.attributes.filter((other) => other !== code);
    pim.attributeGroups.set(old.code, { ...old, attributes: left }, now);
  }
  const group = pim.attributeGroups.get(to);
  if (group !== undefined && !group.attributes.includes(code)) {
    pim.attributeGroups.set(group.code, { ...group, attributes: [...group.attributes, code] }, now);
  }
}

/** Groups of attributes. */
export function attributeGroupResource(pim: Pim, access: Access): Resource<AttributeGroup> {
  return {
    noun: 'attribute group',
    area: 'attribute groups',
    path: '/attribute-groups',
    name: 'pim_api_attribute_group',
    defaults: { sort_order: 0, attributes: [], labels: {} },
    store: () => pim.attributeGroups,
    isVisible: ({ code }) => !access.isHidden('attribute groups', code),
    search: (query, store) => structureSearch(pim, query, store),
    finish(merged) {
      const group = merged as AttributeGroup;
      for (const code of group.attributes) {
        if (!pim.attributes.has(code)) throw unknownCode('attributes', 'attribute', code);
      }
      return group;
    },
    saved({ code, attributes }, previous, author) {
      for (const name of attributes) {
        const attribute = pim.attributes.get(name);
        if (attribute === undefined || attribute.group === code) continue;
        pim.attributes.set(name, { ...attribute, group: code }, pim.clock.now());
        moveToGroup(pim, name, attribute.group, code);
      }
      notify(pim, {
        type: previous === undefined ? 'attribute-group.created' : 'attribute-group.updated',
        data: { attribute_group: { code } },
        author,
      });
    },
  };
}

/** Options of select attributes. There is no way to ask for those that were changed. */
export function attributeOptionResource(pim: Pim): Resource<AttributeOption> {
  return {
    noun: 'attribute option',
    area: 'attribute options',
    path: '/attributes/{attribute_code}/options',
    name: 'pim_api_attribute_option',
    defaults: { attribute: null, sort_order: 0, labels: {} },
    store(call) {
      const attribute = pim.attributes.get(param(call, 'attribute_code'));
      if (attribute === undefined || !selectTypes.has(attribute.type)) {
        throw noParent('attribute', param(call, 'attribute_code'));
      }
      return optionsOf(pim, attribute.code);
    },
    order: (options) => options.toSorted((left, right) => left.sort_order - right.sort_order),
    finish(merged, _, call) {
      const attribute = pim.attributes.get(param(call, 'attribute_code'))?.code ?? '';
      return { ...(merged as AttributeOption), attribute };
    },
    saved: ({ code, attribute }, previous, author) =>
      notify(pim, {
        type: previous === undefined ? 'attribute-option.created' : 'attribute-option.updated',
        data: { attribute_option: { code, attribute: { code: attribute } } },
        author,
      }),
  };
}

/** The options of an attribute, to be filled. */
export function optionsOf(pim: Pim, attribute: string): CodeMap<AttributeOption> {
  const known = pim.options.get(attribute);
  if (known !== undefined) return known;
  const made = new CodeMap<AttributeOption>();
  pim.options.set(attribute, made, pim.clock.now());
  return made;
}
