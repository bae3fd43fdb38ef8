import { z } from 'zod';

import { decimalSchema } from './decimal.ts';
import { extensionsSchema } from './extensions.ts';
import { recordKeySchema } from './record-key.ts';
import { codeSchema } from './text.ts';

/** Stock at one location. */
export const inventoryLevelSchema = z.strictObject({
  /** Warehouse, shop or source; absent where there is only one. */
  location: codeSchema.optional(),
  /** Pieces that can be sold; may be negative. `null`: the level is to be removed. */
  quantity: decimalSchema.nullable(),
  /** `false`: sold without counting. */
  tracked: z.boolean().optional(),
  extensions: extensionsSchema.optional(),
});

/** See {@link inventoryLevelSchema}. */
export type InventoryLevel = z.infer<typeof inventoryLevelSchema>;

/** All stock of one variant, as an entity of its own. `key` is the variant’s key. */
export const inventoryRecordSchema = z.strictObject({
  key: recordKeySchema,
  levels: z.array(inventoryLevelSchema),
});

/** See {@link inventoryRecordSchema}. */
export type InventoryRecord = z.infer<typeof inventoryRecordSchema>;
