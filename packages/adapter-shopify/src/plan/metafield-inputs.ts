import type { MetafieldsRecord } from '../records/product-record.ts';
import type { MetafieldPayload } from './product-payload.ts';

/** Namespace of the metafields that belong to this app alone. */
export const appNamespace = '$app';

/** Key of the metafield that holds the record key: identity of products. */
export const identityKey = 'pim_id';

/** The metafields of a record, one by one. An empty text is no value: Shopify refuses it. */
export function metafieldInputs(metafields: MetafieldsRecord): MetafieldPayload[] {
  return Object.entries(metafields).flatMap(([namespace, keys]) =>
    Object.entries(keys).map(([key, given]): MetafieldPayload => {
      const place = { namespace, key };
      if (given === null || given === '') return { ...place, value: null };
      return typeof given === 'string' ? { ...place, value: given } : { ...place, ...given };
    }),
  );
}

/** Name of a metafield within its owner. */
export function metafieldName({ namespace, key }: Pick<MetafieldPayload, 'namespace' | 'key'>): string {
  return `${namespace}.${key}`;
}
