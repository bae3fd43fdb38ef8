import type { DesiredUpsert, JsonValue, PlannedOperation, RecordKey } from '@pim-connector/core';

import type { MetaobjectRecord } from '../records/metaobject-record.ts';
import { isRecordPointer, pointerValue } from '../records/record-pointer.ts';
import type { PointedLinks } from '../records/record-pointer.ts';
import type { KnownDefinition } from '../write/shop-facts.ts';
import { hasValue, metaobjectIssues } from './metaobject-issues.ts';
import { ownedFields } from './metaobject-payload.ts';
import type { FieldPayload, MetaobjectMemo, MetaobjectPayload } from './metaobject-payload.ts';

/**
 * Works out what is sent for a reference record: everything if the shop does not have it, else the sections that changed.
 *
 * @param holder another record that wants its handle.
 */
export function planMetaobject(
  record: DesiredUpsert<'referenceRecord', MetaobjectRecord>,
  definition: KnownDefinition,
  holder: RecordKey | null,
): PlannedOperation {
  const { entity, key, data, references, remote, sections, adoption } = record;
  const { type, handle, status, translations } = data;
  const sent = (section: string) => remote === null || sections.includes(section);
  const isPublished = definition === 'hidden' || definition?.capabilities.publishable.enabled === true;
  const isTranslated = definition === 'hidden' || definition?.capabilities.translatable.enabled === true;
  const payload: MetaobjectPayload = {
    type,
    handle,
    ...(sent('content') ? { fields: fieldInputs(record, definition, references) } : {}),
    // What has no status is shown: that need not be said.
    ...(status !== undefined && isPublished && sent('publication')
      ? { status: status === 'active' ? ('ACTIVE' as const) : ('DRAFT' as const) }
      : {}),
    // A text that changed makes its translations outdated until they are registered anew.
    ...(translations !== undefined && isTranslated && (sent('translations') || sent('content'))
      ? { translations: translationInputs(translations) }
      : {}),
  };
  const issues = metaobjectIssues(data, definition, remote, holder);
  const memo: MetaobjectMemo = { remote, complete: record.coverage === 'complete' };
  const { fields, status: newStatus, translations: texts } = payload;
  const isEmpty = fields === undefined && newStatus === undefined && texts === undefined;
  return {
    entity,
    key,
    action: isEmpty && adoption === undefined ? 'none' : remote === null ? 'create' : 'update',
    sections,
    payload,
    data: memo as JsonValue,
    calls: (remote === null ? 2 : 1) + (texts === undefined ? 0 : 2),
    ...(issues.length === 0 ? {} : { issues: [...issues] }),
  };
}

/** Fields as they are sent: those that the record names, and those that it named before and does not any more, emptied. */
function fieldInputs(
  { data, remote, coverage }: DesiredUpsert<'referenceRecord', MetaobjectRecord>,
  definition: KnownDefinition,
  links: PointedLinks,
): FieldPayload[] {
  const defined =
    definition === 'hidden' || definition === null
      ? null
      : new Map(definition.fieldDefinitions.map((field) => [field.key, field]));
  const named = Object.entries(data.fields).flatMap(([key, value]): FieldPayload[] => {
    const isEmpty = !hasValue(value);
    // A field that there is not is empty already, and so is every field of a new metaobject.
    if (isEmpty && (remote === null || defined?.has(key) === false)) return [];
    if (isEmpty || value == null) return [{ key, value: '' }];
    if (typeof value === 'string') return [{ key, value }];
    if (isRecordPointer(value)) {
      const pointed = pointerValue(value, links);
      return pointed === null ? [] : [{ key, value: pointed.value ?? '' }];
    }
    const isList = typeof value.handle !== 'string';
    const handles = typeof value.handle === 'string' ? [value.handle] : [...value.handle];
    return [{ key, value: handles.join(', '), metaobject: { type: value.metaobject, handles, isList } }];
  });
  if (coverage !== 'complete') return named;
  const gone = ownedFields(remote).fields.filter((key) => {
    if (Object.hasOwn(data.fields, key)) return false;
    const field = defined?.get(key);
    // What must have a value keeps the one that it has.
    return defined === null || (field !== undefined && !field.required);
  });
  return [...named, ...gone.map((key) => ({ key, value: '' }))];
}

function translationInputs(
  translations: NonNullable<MetaobjectRecord['translations']>,
): NonNullable<MetaobjectPayload['translations']> {
  return Object.entries(translations).flatMap(([locale, texts]) =>
    // An empty text is no translation: readers are to see the text of the primary language.
    Object.entries(texts).map(([key, value]) => ({ locale, key, value: value === '' ? null : value })),
  );
}
