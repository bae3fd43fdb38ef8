import type { Clock } from '@pim-connector/core';

import type { UserErrorState } from '../user-error.ts';

/** Work on a product that is done later. */
export interface ProductOperationState {
  readonly id: string;
  readonly kind: 'set' | 'delete';
  status: 'CREATED' | 'ACTIVE' | 'COMPLETE';
  productId: string | null;
  userErrors: readonly UserErrorState[];
}

/** What such work gives. */
export interface OperationOutcome {
  readonly productId: string | null;
  readonly userErrors: readonly UserErrorState[];
}

/** Work on products that is under way. */
export interface ProductOperations {
  /** Does what is due. */
  settle(): void;
  start(
    id: string,
    kind: ProductOperationState['kind'],
    work: () => OperationOutcome,
    productId: string | null,
  ): ProductOperationState;
  get(id: string): ProductOperationState | undefined;
  /** Whether something is under way for the product. */
  isBusy(productId: string): boolean;
}

interface Entry {
  readonly operation: ProductOperationState;
  readonly work: () => OperationOutcome;
  readonly dueAt: number;
  readonly startedAt: number;
}

/** Makes the list of such work. It is done when somebody looks after its time has come. */
export function createProductOperations(clock: Pick<Clock, 'now'>, duration: number): ProductOperations {
  const operations = new Map<string, ProductOperationState>();
  const open = new Set<Entry>();

  const settle = () => {
    for (const entry of open) {
      const { operation, work, dueAt, startedAt } = entry;
      if (clock.now() < dueAt) {
        operation.status = clock.now() > startedAt ? 'ACTIVE' : 'CREATED';
        continue;
      }
      operation.status = 'COMPLETE';
      open.delete(entry);
      const { productId, userErrors } = work();
      operation.productId = productId;
      operation.userErrors = userErrors;
    }
  };

  return {
    settle,
    start(id, kind, work, productId) {
      const operation: ProductOperationState = { id, kind, status: 'CREATED', productId, userErrors: [] };
      const startedAt = clock.now();
      operations.set(id, operation);
      open.add({ operation, work, startedAt, dueAt: startedAt + duration });
      return operation;
    },
    get(id) {
      settle();
      return operations.get(id);
    },
    isBusy(productId) {
      settle();
      return [...open].some(({ operation }) => operation.productId === productId);
    },
  };
}
