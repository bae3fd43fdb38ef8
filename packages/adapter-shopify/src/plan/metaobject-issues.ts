import type { Issue, RecordKey, RemoteReference } from '@pim-connector/core';

import type { MetaobjectDefinition } from '../documents/metaobject-definition-documents.ts';
import type { MetaobjectRecord } from '../records/metaobject-record.ts';
import type { KnownDefinition } from '../write/shop-facts.ts';
import { ownedFields } from './metaobject-payload.ts';

const error = (code: Issue['code'], message: string, hint: string, path: string): Issue => ({
  code,
  severity: 'error',
  message,
  hint,
  path,
});

/** What Shopify would surely refuse of a metaobject. @param holder another record that wants its handle. */
export function metaobjectIssues(
  record: MetaobjectRecord,
  definition: KnownDefinition,
  remote: RemoteReference | null,
  holder: RecordKey | null,
): readonly Issue[] {
  const { type, handle } = record;
  const before = ownedFields(remote).type;
  return [
    ...(before === undefined || before === type
      ? []
      : [
          error(
            'value.invalid',
            `The record is a metaobject of type “${before}”, and no metaobject changes its type`,
            'Keep the type, or remove the record first and bring it over anew.',
            'type',
          ),
        ]),
    ...(holder === null
      ? []
      : [
          error(
            'value.duplicate',
            `The handle “${handle}” is that of the record “${holder}”, too: two metaobjects of type “${type}” cannot have one`,
            'Map another handle for one of the two, such as its code with a suffix.',
            'handle',
          ),
        ]),
    ...(definition === 'hidden' ? [] : definitionIssues(record, definition, remote)),
  ];
}

function definitionIssues(
  record: MetaobjectRecord,
  definition: MetaobjectDefinition | null,
  remote: RemoteReference | null,
): readonly Issue[] {
  const { type, fields, status, translations } = record;
  if (definition === null) return [missingDefinition(record)];
  const { fieldDefinitions, capabilities } = definition;
  const known = new Set(fieldDefinitions.map(({ key }) => key));
  const unknown = Object.keys(fields).filter((key) => !known.has(key) && hasValue(fields[key]));
  const lacking = fieldDefinitions.filter(
    ({ key, required }) =>
      required && !hasValue(fields[key]) && (remote === null || Object.hasOwn(fields, key)),
  );
  return [
    ...unknown.map((key) =>
      error(
        'reference.missing',
        `The metaobject definition “${type}” of the shop has no field “${key}”`,
        `Add the field to the definition, by hand or with addMetaobjectDefinition(), or leave it out of the mapping. It has: ${[...known].join(', ')}.`,
        `fields.${key}`,
      ),
    ),
    ...lacking.map(({ key, name }) =>
      error(
        'value.missing',
        `The field “${name}” of the metaobject definition “${type}” must have a value`,
        'Give the record a value, or let the definition do without.',
        `fields.${key}`,
      ),
    ),
    ...(status === 'draft' && !capabilities.publishable.enabled
      ? [
          error(
            'value.invalid',
            `Metaobjects of type “${type}” cannot be drafts`,
            'Let the definition say that its entries have a status, or leave the status out of the mapping.',
            'status',
          ),
        ]
      : []),
    ...(translations !== undefined && !capabilities.translatable.enabled
      ? [
          {
            ...error(
              'value.invalid',
              `Metaobjects of type “${type}” cannot be translated: their translations are left out`,
              'Let the definition say that its entries are translated, or leave translations out of the mapping.',
              'translations',
            ),
            severity: 'warning' as const,
          },
        ]
      : []),
  ];
}

/** Says which definition has to be made, and with which fields. */
function missingDefinition({ type, fields }: MetaobjectRecord): Issue {
  const named = Object.entries(fields).map(([key, value]) => `${key} (${likelyType(value)})`);
  const list = named.length === 0 ? '' : ` with the fields ${named.join(', ')}`;
  return error(
    'reference.missing',
    `The shop has no metaobject definition of type “${type}”`,
    `Make it${list}: in the admin under Settings, Metafields and metaobjects, or with addMetaobjectDefinition().`,
    'type',
  );
}

function likelyType(value: MetaobjectRecord['fields'][string] | undefined): string {
  if (value == null || typeof value === 'string')
    return value?.includes('\n') === true ? 'multi_line_text_field' : 'single_line_text_field';
  const isList = Array.isArray('entity' in value ? value.key : value.handle);
  const type = !('entity' in value)
    ? 'metaobject_reference'
    : { referenceRecord: 'metaobject_reference', asset: 'file_reference', category: 'collection_reference' }[
        value.entity
      ];
  return isList ? `list.${type}` : type;
}

/** Whether a field of a record says anything. */
export function hasValue(value: MetaobjectRecord['fields'][string] | undefined): boolean {
  if (value == null) return false;
  if (typeof value === 'string') return value !== '';
  return ('entity' in value ? value.key : value.handle).length > 0;
}
