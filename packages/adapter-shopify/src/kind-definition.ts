import type { Attribute, RecordKindDescription } from '@pim-connector/core';

import { fieldKeys, nameOfCode, plainCode } from './field-keys.ts';

/** A field of a metaobject definition. */
export interface KindField {
  readonly key: string;
  readonly name: string;
  /** Shopify’s type. */
  readonly type: string;
  /** What fills it; `null`: the label of the record. */
  readonly attribute: Attribute | null;
}

/** A metaobject definition for a kind of reference records. */
export interface KindDefinition {
  readonly type: string;
  readonly name: string;
  readonly displayNameKey: string;
  readonly fields: readonly KindField[];
}

/** Shopify’s types for attributes whose values can be brought over as they are. */
const plainTypes: { readonly [type in Attribute['type']]?: string } = {
  text: 'multi_line_text_field',
  richText: 'multi_line_text_field',
  number: 'number_decimal',
  boolean: 'boolean',
  date: 'date',
  dateTime: 'date_time',
  option: 'single_line_text_field',
  options: 'list.single_line_text_field',
  json: 'json',
};

const referenceTypes: Readonly<Record<string, string>> = {
  referenceRecord: 'list.metaobject_reference',
  asset: 'list.file_reference',
  category: 'list.collection_reference',
};

/** Most fields of a definition. Source: Shopify’s page on metaobject limits. */
const mostFields = 40;

/** A metaobject definition that holds what a kind of reference records consists of: its label as `name`, and its attributes. */
export function definitionOfKind({ code, labels, attributes }: RecordKindDescription): KindDefinition {
  const label: KindField = { key: 'name', name: 'Name', type: 'single_line_text_field', attribute: null };
  const keys = fieldKeys(attributes.map(({ key }) => key));
  const others = attributes.flatMap((attribute): KindField[] => {
    const key = keys.get(attribute.key);
    const type = typeFor(attribute);
    if (type === null || key === undefined || isLabel(key) || ['id', 'handle'].includes(key)) return [];
    return [{ key, name: Object.values(attribute.labels)[0] ?? attribute.key, type, attribute }];
  });
  return {
    type: metaobjectType(code),
    name: Object.values(labels)[0] ?? code,
    displayNameKey: label.key,
    fields: [label, ...others].slice(0, mostFields),
  };
}

/** The type of metaobjects that a kind becomes where the shop has none that is called like it. */
export function metaobjectType(kind: string): string {
  return nameOfCode(kind, 1, 255).toLowerCase().padEnd(3, '_');
}

/** Whether a field or attribute is what records are called by, which their label says already. */
function isLabel(key: string): boolean {
  return ['name', 'label'].includes(plainCode(key));
}

function typeFor({ type, target }: Attribute): string | null {
  if (type !== 'references') return plainTypes[type] ?? null;
  return target === undefined ? null : (referenceTypes[target.entity] ?? null);
}
