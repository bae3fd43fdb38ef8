import type { MetafieldsRecord } from '../records/product-record.ts';
import { isRecordPointer, pointerValue } from '../records/record-pointer.ts';
import type { PointedLinks } from '../records/record-pointer.ts';
import type { MetafieldPayload } from './product-payload.ts';

/** Namespace of the metafields that belong to this app alone. */
export const appNamespace = '$app';

/** Key of the metafield that holds the record key: identity of products. */
export const identityKey = 'pim_id';

/** The metafields of a record, one by one. An empty text is no value: Shopify refuses it. */
export function metafieldInputs(metafields: MetafieldsRecord, links: PointedLinks): MetafieldPayload[] {
  return Object.entries(metafields).flatMap(([namespace, keys]) =>
    Object.entries(keys).flatMap(([key, given]): readonly MetafieldPayload[] => {
      const place = { namespace, key };
      if (given === null || given === '') return [{ ...place, value: null }];
      if (typeof given === 'string') return [{ ...place, value: given }];
      if ('metaobject' in given) return [referenceTo(given, place)];
      if (!isRecordPointer(given)) return [{ ...place, ...given }];
      const pointed = pointerValue(given, links);
      if (pointed === null) return [];
      return [pointed.value === null ? { ...place, value: null } : { ...place, ...pointed }];
    }),
  );
}

/** Source: Admin API, metafield types; the value is the id of the metaobject, or a list of ids. */
function referenceTo(
  { metaobject: type, handle }: { readonly metaobject: string; readonly handle: string | readonly string[] },
  place: Pick<MetafieldPayload, 'namespace' | 'key'>,
): MetafieldPayload {
  const isList = typeof handle !== 'string';
  const handles = isList ? [...handle] : [handle];
  // An empty list is no value.
  if (handles.length === 0) return { ...place, value: null };
  return {
    ...place,
    type: isList ? 'list.metaobject_reference' : 'metaobject_reference',
    value: handles.join(', '),
    metaobject: { type, handles, isList },
  };
}

/** Name of a metafield within its owner. */
export function metafieldName({ namespace, key }: Pick<MetafieldPayload, 'namespace' | 'key'>): string {
  return `${namespace}.${key}`;
}
