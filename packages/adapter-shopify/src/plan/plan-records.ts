import type { DesiredRecord, DesiredUpsert, PlannedOperation } from '@pim-connector/core';

import type { MetaobjectRecord } from '../records/metaobject-record.ts';
import type { ShopifyRecords } from '../records/shopify-records.ts';
import type { WriteSession } from '../write/session.ts';
import type { KnownDefinition } from '../write/shop-facts.ts';
import { planAsset } from './plan-asset.ts';
import { planCategory } from './plan-category.ts';
import { planMetaobject } from './plan-metaobject.ts';
import { planDelete, planProduct } from './plan-product.ts';
import { planInventory, planPrice } from './plan-variant-facts.ts';

type PlanSession = Pick<WriteSession, 'config' | 'facts' | 'handles' | 'context'>;
type DesiredMetaobject = DesiredUpsert<'referenceRecord', MetaobjectRecord>;

/** Works out what is sent for records, one by one. */
export async function planRecords(
  records: readonly DesiredRecord<ShopifyRecords>[],
  session: PlanSession,
): Promise<readonly PlannedOperation[]> {
  const definitions = await definitionsFor(records.filter(isMetaobject), session);
  return records.map((record) => {
    if (record.op === 'delete') return planDelete(record);
    switch (record.entity) {
      case 'product':
        return planProduct(record, session.config);
      case 'category':
        return planCategory(record);
      case 'referenceRecord':
        return planMetaobject(
          record,
          definitions.get(record.data.type) ?? null,
          session.handles.claim(record.data, record.key),
        );
      case 'asset':
        return planAsset(record);
      case 'price':
        return planPrice(record);
      case 'inventory':
        return planInventory(record);
    }
  });
}

function isMetaobject(record: DesiredRecord<ShopifyRecords>): record is DesiredMetaobject {
  return record.op === 'upsert' && record.entity === 'referenceRecord';
}

/** What the metaobjects of each type consist of, each asked for once. */
async function definitionsFor(
  records: readonly DesiredMetaobject[],
  { facts, context }: PlanSession,
): Promise<ReadonlyMap<string, KnownDefinition>> {
  const definitions = new Map<string, KnownDefinition>();
  for (const [type, some] of Map.groupBy(records, ({ data }) => data.type)) {
    const named = some.flatMap(({ data }) => Object.entries(data.fields));
    const needed = new Set(named.flatMap(([key, value]) => (value === null ? [] : [key])));
    // oxlint-disable-next-line no-await-in-loop
    definitions.set(type, await facts.metaobjectDefinition(type, needed, context));
  }
  return definitions;
}
