import type { InventoryLevelState } from '../product-state.ts';

/** The quantity of a name, such as `available`. */
export function quantityOf({ available, committed }: InventoryLevelState, name: string): number {
  if (name === 'available') return available;
  if (name === 'committed') return committed;
  return name === 'on_hand' ? available + committed : 0;
}
