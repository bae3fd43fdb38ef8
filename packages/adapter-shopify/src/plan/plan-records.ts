import type { DesiredRecord, DesiredUpsert, Issue, PlannedOperation, RecordKey } from '@pim-connector/core';

import type { MetaobjectRecord } from '../records/metaobject-record.ts';
import type { ProductRecord } from '../records/product-record.ts';
import type { ShopifyRecords } from '../records/shopify-records.ts';
import type { WriteSession } from '../write/session.ts';
import type { KnownDefinition } from '../write/shop-facts.ts';
import { fileReferenceIssues, pointsToFiles } from './file-reference-issues.ts';
import { readUnready } from './pending-files.ts';
import { planAsset } from './plan-asset.ts';
import { planCategory } from './plan-category.ts';
import { planMetaobject } from './plan-metaobject.ts';
import { planDelete, planProduct } from './plan-product.ts';
import { planInventory, planPrice } from './plan-variant-facts.ts';

type PlanSession = Pick<WriteSession, 'client' | 'config' | 'facts' | 'handles' | 'context'>;
type DesiredProduct = DesiredUpsert<'product', ProductRecord>;
type DesiredMetaobject = DesiredUpsert<'referenceRecord', MetaobjectRecord>;

/** Works out what is sent for records, one by one. */
export async function planRecords(
  records: readonly DesiredRecord<ShopifyRecords>[],
  session: PlanSession,
): Promise<readonly PlannedOperation[]> {
  const definitions = await definitionsFor(records.filter(isMetaobject), session);
  const products = records.filter(isProduct);
  const unready = await readUnready(products, session);
  const misplaced = await misplacedFiles(products, session);
  return records.map((record) => {
    if (record.op === 'delete') return planDelete(record);
    switch (record.entity) {
      case 'product':
        return planProduct(record, session.config, unready, misplaced.get(record.key) ?? []);
      case 'category':
        return planCategory(record, session.config);
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

function isProduct(record: DesiredRecord<ShopifyRecords>): record is DesiredProduct {
  return record.op === 'upsert' && record.entity === 'product';
}

/** Files that metafields do not take, by product. What looks wrong by what is remembered of the shop is looked at anew. */
async function misplacedFiles(
  products: readonly DesiredProduct[],
  { config, facts, context }: PlanSession,
): Promise<ReadonlyMap<RecordKey, readonly Issue[]>> {
  const pointing = products.filter(pointsToFiles);
  if (pointing.length === 0 || config.ownership.metafields === 'ignore') return new Map();
  const look = async (isFresh: boolean) => {
    const rules = {
      ofProducts: await facts.metafieldRules('PRODUCT', isFresh, context),
      ofVariants: await facts.metafieldRules('PRODUCTVARIANT', isFresh, context),
    };
    return new Map(
      pointing.flatMap((product): [RecordKey, readonly Issue[]][] => {
        const issues = fileReferenceIssues(product, rules);
        return issues.length === 0 ? [] : [[product.key, issues]];
      }),
    );
  };
  const found = await look(false);
  return found.size === 0 ? found : look(true);
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
