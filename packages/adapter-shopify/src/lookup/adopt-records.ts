import type { Adopted, Entity, RecordKey, Unadopted, UnknownRecord } from '@pim-connector/core';

import type { CategoryRecord } from '../records/category-record.ts';
import type { ProductRecord } from '../records/product-record.ts';
import type { WriteSession } from '../write/session.ts';
import { adoptCategories } from './adopt-categories.ts';
import { adoptProducts } from './adopt-products.ts';

/** Finds what the shop has of records that nobody knows of yet. */
export async function adoptRecords(
  { entity, records }: { readonly entity: Entity; readonly records: readonly UnknownRecord[] },
  session: WriteSession,
): Promise<ReadonlyMap<RecordKey, Adopted | Unadopted>> {
  const rules = session.config.adopt;
  // The engine has checked them against our schemas.
  if (entity === 'product')
    return adoptProducts(records as readonly UnknownRecord<ProductRecord>[], rules, session);
  if (entity === 'category' && rules.includes('handle'))
    return adoptCategories(records as readonly UnknownRecord<CategoryRecord>[], session);
  return new Map();
}
