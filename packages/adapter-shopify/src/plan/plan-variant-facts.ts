import { referenceId } from '@pim-connector/core';
import type { DesiredUpsert, JsonValue, PlannedOperation } from '@pim-connector/core';
import { z } from 'zod';

import { variantDataOf } from '../records/remote-data.ts';
import type { ShopifyRecords } from '../records/shopify-records.ts';
import { priceFields } from './variant-payload.ts';

/** What is sent for a price. */
export const pricePayloadSchema = z.strictObject({
  productId: z.string(),
  variant: z.strictObject({
    id: z.string(),
    price: z.string(),
    compareAtPrice: z.string().nullable().exactOptional(),
  }),
});

/** What is sent for stock. */
export const inventoryPayloadSchema = z.strictObject({
  inventoryItemId: z.string(),
  levels: z.array(z.strictObject({ location: z.string().exactOptional(), available: z.number() })),
});

/** Plans the price of a variant that the shop has. */
export function planPrice(record: DesiredUpsert<'price', ShopifyRecords['price']>): PlannedOperation {
  const { data } = record;
  const { id, product } = variantOf(record, data.sku);
  const variant = { id, ...priceFields(data) };
  return operation(record, 'prices', { productId: product, variant }, 1 / 20, id === '');
}

/** Plans the stock of a variant that the shop has. */
export function planInventory(
  record: DesiredUpsert<'inventory', ShopifyRecords['inventory']>,
): PlannedOperation {
  const { data } = record;
  const { id, inventoryItem } = variantOf(record, data.sku);
  const levels = data.levels.map((level) => ({ ...level }));
  return operation(record, 'inventory', { inventoryItemId: inventoryItem, levels }, 1 / 50, id === '');
}

function variantOf({ references }: Pick<DesiredUpsert, 'references'>, sku: string) {
  const link = references.get(referenceId({ entity: 'variant', key: sku }));
  const data = variantDataOf(link);
  if (link === undefined) return { id: '', product: '', inventoryItem: '' };
  // Nothing is kept yet of a variant that the plan itself makes: its price is planned again before it is written.
  if (data === null) return { id: link.id, product: link.id, inventoryItem: link.id };
  return { id: link.id, product: data.product, inventoryItem: data.inventoryItem };
}

function operation(
  { entity, key, sections }: DesiredUpsert,
  section: string,
  payload: JsonValue,
  calls: number,
  isUnknown: boolean,
): PlannedOperation {
  if (!sections.includes(section)) return { entity, key, action: 'none', sections, payload: null, calls };
  const base = { entity, key, action: 'update', sections, payload, calls } as const;
  if (!isUnknown) return base;
  return {
    ...base,
    issues: [
      {
        code: 'reference.missing',
        severity: 'error',
        message: `No variant that this adapter has written has the SKU ${key}`,
        path: 'sku',
      },
    ],
  };
}
