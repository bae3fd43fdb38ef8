import type { Adopted, Entity, RecordKey, Unadopted, UnknownRecord } from '@pim-connector/core';

import type { ProductRecord } from '../records/product-record.ts';
import type { WriteSession } from '../write/session.ts';
import { adoptProducts } from './adopt-products.ts';

/** Finds what the shop has of records that nobody knows of yet. */
export async function adoptRecords(
  { entity, records }: { readonly entity: Entity; readonly records: readonly UnknownRecord[] },
  session: WriteSession,
): Promise<ReadonlyMap<RecordKey, Adopted | Unadopted>> {
  if (entity !== 'product') return new Map();
  // The engine has checked them against our schema.
  return adoptProducts(records as readonly UnknownRecord<ProductRecord>[], session.config.adopt, session);
}
