import { referenceId } from '@pim-connector/core';
import type { RecordReference, RemoteReference } from '@pim-connector/core';
import { z } from 'zod';

/** Types of values that point to what a record has become. Source: Admin API, metafield types. */
const referenceTypes = {
  referenceRecord: 'metaobject_reference',
  asset: 'file_reference',
  category: 'collection_reference',
} as const;

/**
 * A value that is a record which the same pipelines bring over, or several: by entity and key. It waits until they are
 * written. Products are left out: two that name each other would wait for ever.
 */
export const recordPointerSchema = z.strictObject({
  entity: z.enum(['referenceRecord', 'asset', 'category']),
  key: z.union([z.string().min(1), z.array(z.string().min(1)).max(256)]),
});

/** See {@link recordPointerSchema}. */
export type RecordPointer = z.output<typeof recordPointerSchema>;

/** Links of the records that a record points to, by `referenceId`. */
export type PointedLinks = ReadonlyMap<string, RemoteReference>;

/** Whether a value is a {@link RecordPointer}. */
export function isRecordPointer(value: unknown): value is RecordPointer {
  return typeof value === 'object' && value !== null && 'entity' in value;
}

/** The records that a value points to. @param path where it stands in the record. */
export function pointedRecords(value: unknown, path: string): readonly RecordReference[] {
  return isRecordPointer(value) ? keysOf(value).map((key) => ({ entity: value.entity, key, path })) : [];
}

/** The records that metafields point to. @param at where in the record the metafields stand. */
export function pointedByMetafields(
  metafields: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined,
  at: string,
): readonly RecordReference[] {
  return Object.entries(metafields ?? {}).flatMap(([namespace, keys]) =>
    Object.entries(keys).flatMap(([key, value]) =>
      pointedRecords(value, `${at}metafields.${namespace}.${key}`),
    ),
  );
}

function keysOf({ key }: RecordPointer): readonly string[] {
  return typeof key === 'string' ? [key] : key;
}

/**
 * The value as Shopify takes it, with its type; an empty list is no value. `null`: not all of the records have a link yet, and
 * it cannot be said now.
 */
export function pointerValue(
  pointer: RecordPointer,
  links: PointedLinks,
): { readonly type: string; readonly value: string | null } | null {
  const { entity, key } = pointer;
  const keys = keysOf(pointer);
  const ids = keys.flatMap((each) => links.get(referenceId({ entity, key: each }))?.id ?? []);
  if (ids.length < keys.length) return null;
  const type = referenceTypes[entity];
  if (typeof key === 'string') return { type, value: ids[0] ?? null };
  return { type: `list.${type}`, value: ids.length === 0 ? null : JSON.stringify(ids) };
}
