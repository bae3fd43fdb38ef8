import type { Adopted, Entity, RecordKey, Unadopted, UnknownRecord } from '@pim-connector/core';

import type { CategoryRecord } from '../records/category-record.ts';
import type { MetaobjectRecord } from '../records/metaobject-record.ts';
import type { ProductRecord } from '../records/product-record.ts';
import type { WriteSession } from '../write/session.ts';
import { adoptCategories } from './adopt-categories.ts';
import { adoptMetaobjects } from './adopt-metaobjects.ts';
import { adoptProducts } from './adopt-products.ts';

/** Finds what the shop has of records that nobody knows of yet. */
export async function adoptRecords(
  { entity, records }: { readonly entity: Entity; readonly records: readonly UnknownRecord[] },
  session: WriteSession,
): Promise<ReadonlyMap<RecordKey, Adopted | Unadopted>> {
  const rules = session.config.adopt;
  // The engine has checked them against our schemas.
  if (entity === 'referenceRecord')
    return adoptMetaobjects(records as readonly UnknownRecord<MetaobjectRecord>[], session);
  if (entity === 'product' && rules.length > 0)
    return adoptProducts(records as readonly UnknownRecord<ProductRecord>[], rules, session);
  if (entity === 'category' && rules.includes('handle'))
    return adoptCategories(records as readonly UnknownRecord<CategoryRecord>[], session);
  return new Map();
}
