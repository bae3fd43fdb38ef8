import type { PlannedOperation } from '../connector/index.ts';
import { memoryShop } from './memory-connectors.ts';
import type { MemoryShop, ShopProduct } from './memory-connectors.ts';

/** A shop whose products can be written without the product that they name, and must be as long as it is not there, for tests. */
export function leavingOutShop(options: Parameters<typeof memoryShop>[0] = {}): MemoryShop {
  const leaveOut = (operation: PlannedOperation): PlannedOperation => {
    if (operation.action === 'delete') return operation;
    const { parent, ...rest } = operation.payload as unknown as ShopProduct;
    if (!operation.sections.includes('content')) return { ...operation, payload: rest };
    if (parent === undefined || shop.products.has(parent)) return operation;
    const awaits = [{ entity: 'product', key: parent, path: 'parent' }] as const;
    return { ...operation, payload: rest, awaits };
  };
  const shop = memoryShop({
    ...options,
    capabilities: { unfinished: true, ...options.capabilities },
    plan: (operations) => operations.map(leaveOut),
  });
  return shop;
}
