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
  const entries = new Map<string, Entry>();

  const settle = () => {
    for (const { operation, work, dueAt, startedAt } of entries.values()) {
      if (operation.status === 'COMPLETE') continue;
      if (clock.now() < dueAt) {
        operation.status = clock.now() > startedAt ? 'ACTIVE' : 'CREATED';
        continue;
      }
      operation.status = 'COMPLETE';
      const { productId, userErrors } = work();
      operation.productId = productId;
      operation.userErrors = userErrors;
    }
  };

  return {
    start(id, kind, work, productId) {
      const operation: ProductOperationState = { id, kind, status: 'CREATED', productId, userErrors: [] };
      const startedAt = clock.now();
      entries.set(id, { operation, work, startedAt, dueAt: startedAt + duration });
      return operation;
    },
    get(id) {
      settle();
      return entries.get(id)?.operation;
    },
    isBusy(productId) {
      settle();
      return [...entries.values()].some(
        ({ operation }) => operation.status !== 'COMPLETE' && operation.productId === productId,
      );
    },
  };
}
