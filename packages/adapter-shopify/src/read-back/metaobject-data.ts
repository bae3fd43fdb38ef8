import type { KnownRecord } from '@pim-connector/core';

import type { MetaobjectNode } from '../documents/read-metaobject-documents.ts';
import { ownedFields } from '../plan/metaobject-payload.ts';
import type { MetaobjectRecord } from '../records/metaobject-record.ts';
import { isRecordPointer, pointerValue } from '../records/record-pointer.ts';
import type { PointedLinks } from '../records/record-pointer.ts';
import { sameHandle, sameMetafield } from './same-value.ts';

type FieldRecord = MetaobjectRecord['fields'][string];
type LiveField = MetaobjectNode['fields'][number] | undefined;

/**
 * A metaobject as it is in the shop, in the words of the record where both mean the same; of its fields only those that the
 * record names.
 */
export function metaobjectData(
  { type, handle, capabilities, fields }: MetaobjectNode,
  known: KnownRecord | undefined,
): { readonly data: object; readonly unreadable?: readonly string[] } {
  const live = new Map(fields.map((field) => [field.key, field]));
  const status = capabilities.publishable?.status.toLowerCase();
  const wanted = known?.desired?.data as MetaobjectRecord | undefined;
  if (wanted === undefined) {
    const all = fields.flatMap(({ key, value }) => (value == null ? [] : [[key, value] as const]));
    const shown = status === undefined ? {} : { status };
    return { data: { type, handle, ...shown, fields: Object.fromEntries(all) } };
  }
  const links: PointedLinks = known?.desired?.references ?? new Map();
  const named = Object.entries(wanted.fields);
  const hidden = named.filter(([key, value]) => isNamed(value) && live.get(key)?.value != null);
  const leftOver = ownedFields(known?.remote ?? null).fields.filter(
    (key) => !Object.hasOwn(wanted.fields, key) && live.get(key)?.value != null,
  );
  const unreadable = [
    ...[...hidden.map(([key]) => key), ...leftOver].map((key) => `fields.${key}`),
    ...(wanted.translations === undefined ? [] : ['translations']),
  ];
  const data = {
    type: sameType(type, wanted.type) ? wanted.type : type,
    handle: sameHandle(handle, wanted.handle) ? wanted.handle : handle,
    // What has no status is shown.
    ...(wanted.status === undefined ? {} : { status: status ?? 'active' }),
    ...(wanted.translations === undefined ? {} : { translations: wanted.translations }),
    fields: Object.fromEntries(named.map(([key, value]) => [key, inTheWordsOf(live.get(key), value, links)])),
  };
  return { data, ...(unreadable.length === 0 ? {} : { unreadable }) };
}

/** The platform gives the whole name of the app’s own types. */
function sameType(live: string, wanted: string): boolean {
  return wanted.startsWith('$app:')
    ? live.replace(/^app--\d+--/, '$app:') === wanted.toLowerCase()
    : live === wanted.toLowerCase();
}

/** Named by handle: the shop gives an id, which cannot be compared. */
function isNamed(value: FieldRecord): value is Extract<FieldRecord, { metaobject: string }> {
  return typeof value === 'object' && value !== null && 'metaobject' in value;
}

function inTheWordsOf(live: LiveField, wanted: FieldRecord, links: PointedLinks): FieldRecord {
  const value = live?.value ?? null;
  if (isNamed(wanted)) return value === null && wanted.handle.length > 0 ? null : wanted;
  const text = isRecordPointer(wanted) ? (pointerValue(wanted, links)?.value ?? '') : (wanted ?? '');
  if (value === null || live === undefined) return text === '' ? wanted : null;
  return text !== '' && sameMetafield(live.type, value, text) ? wanted : value;
}
