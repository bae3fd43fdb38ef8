import type { AttributeType } from '@pim-connector/core';

import type { ApiItem } from './list-pages.ts';

/** How the data of an attribute is read. Several types of the API may be one kind. */
export type AttributeKind =
  | 'text'
  | 'richText'
  | 'number'
  | 'quantity'
  | 'money'
  | 'option'
  | 'options'
  | 'boolean'
  | 'date'
  | 'mediaFile'
  | 'record'
  | 'records'
  | 'assets'
  | 'productLink'
  | 'table'
  | 'unknown';

const kinds: Readonly<Record<string, AttributeKind>> = {
  pim_catalog_identifier: 'text',
  pim_catalog_text: 'text',
  pim_catalog_number: 'number',
  pim_catalog_metric: 'quantity',
  pim_catalog_price_collection: 'money',
  // The documentation writes both.
  pim_catalog_price: 'money',
  pim_catalog_simpleselect: 'option',
  pim_catalog_multiselect: 'options',
  pim_catalog_boolean: 'boolean',
  pim_catalog_date: 'date',
  pim_catalog_file: 'mediaFile',
  pim_catalog_image: 'mediaFile',
  akeneo_reference_entity: 'record',
  akeneo_reference_entity_collection: 'records',
  pim_catalog_asset_collection: 'assets',
  pim_catalog_product_link: 'productLink',
  pim_catalog_table: 'table',
  // Reference data of self-hosted PIMs; the API and its contract spell them differently.
  pim_reference_data_simpleselect: 'option',
  pim_reference_data_multiselect: 'options',
  pim_catalog_reference_data_simple_select: 'option',
  pim_catalog_reference_data_multi_select: 'options',
};

/** How an attribute of a type of the API is read (Akeneo REST API, concepts: products, the data format). */
export function kindOf(apiType: string, attribute: ApiItem): AttributeKind {
  // A text area holds HTML only where the PIM shows an editor for it.
  if (apiType === 'pim_catalog_textarea') return attribute['wysiwyg_enabled'] === true ? 'richText' : 'text';
  return (Object.hasOwn(kinds, apiType) ? kinds[apiType] : undefined) ?? 'unknown';
}

const types: Readonly<Record<AttributeKind, AttributeType>> = {
  text: 'text',
  richText: 'richText',
  number: 'number',
  quantity: 'quantity',
  money: 'money',
  option: 'option',
  options: 'options',
  boolean: 'boolean',
  date: 'date',
  mediaFile: 'references',
  record: 'references',
  records: 'references',
  assets: 'references',
  productLink: 'references',
  table: 'json',
  unknown: 'json',
};

/** The type of the model that an attribute of a kind has. */
export function typeOfKind(kind: AttributeKind): AttributeType {
  return types[kind];
}
