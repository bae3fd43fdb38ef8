import { inventoryLevels, moreInventoryLevels } from '../documents/inventory-documents.ts';
import type { LevelNode } from '../documents/inventory-documents.ts';
import { wholeList } from '../graphql/list-rest.ts';
import { chunks } from './product-parts.ts';
import type { WriteSession } from './session.ts';

/** What is stocked of an item. */
export interface StockedItem {
  readonly tracked: boolean;
  /** By location id. */
  readonly levels: ReadonlyMap<string, { readonly available: number; readonly active: boolean }>;
}

const itemsPerCall = 50;

/** Reads the stock of inventory items at all locations, by item id; those that are gone are left out. */
export async function readLevels(
  itemIds: readonly string[],
  { client, context }: Pick<WriteSession, 'client' | 'context'>,
): Promise<ReadonlyMap<string, StockedItem>> {
  const items = new Map<string, StockedItem>();
  for (const some of chunks([...new Set(itemIds)], itemsPerCall)) {
    // oxlint-disable-next-line no-await-in-loop
    const { nodes } = await client.call(inventoryLevels, { ids: some }, context);
    for (const node of nodes) {
      if (node === null) continue;
      const { id, tracked } = node;
      // A shop rarely has more than fifty locations.
      // oxlint-disable-next-line no-await-in-loop
      const all = await wholeList(
        node.inventoryLevels,
        async (after) =>
          (await client.call(moreInventoryLevels, { id, after }, context)).inventoryItem?.inventoryLevels,
      );
      items.set(id, { tracked, levels: new Map(all.map(levelOf)) });
    }
  }
  return items;
}

function levelOf({ location, isActive, quantities }: LevelNode) {
  return [location.id, { available: quantities[0]?.quantity ?? 0, active: isActive }] as const;
}
