import type { z } from 'zod';

import { assetSchema } from './asset.ts';
import { attributeSchema } from './attribute.ts';
import { categorySchema } from './category.ts';
import { familySchema } from './family.ts';
import { inventoryRecordSchema } from './inventory.ts';
import { priceRecordSchema } from './price.ts';
import { productSchema } from './product.ts';
import { referenceRecordSchema } from './reference-record.ts';

/** The schema of each entity, in the order in which entities are synced: what others refer to comes first. */
export const entitySchemas = {
  attribute: attributeSchema,
  family: familySchema,
  category: categorySchema,
  asset: assetSchema,
  referenceRecord: referenceRecordSchema,
  product: productSchema,
  price: priceRecordSchema,
  inventory: inventoryRecordSchema,
} as const;

/** What a record of each entity holds. */
export type EntityMap = { [E in keyof typeof entitySchemas]: z.infer<(typeof entitySchemas)[E]> };

/** Name of an entity. */
export type Entity = keyof EntityMap;

/** All entities in the order in which they are synced. */
export const entities = Object.keys(entitySchemas) as readonly Entity[];
