import type { Clock } from '@pim-connector/core';

import type { SimulatorBehaviour } from '../behaviour.ts';
import type { BulkOperations } from '../bulk/bulk-operations.ts';
import type { IdempotencyKeys } from '../inventory/idempotency-keys.ts';
import type { StagedUploads } from '../media/staged-uploads.ts';
import type { ProductOperations } from '../product/product-operations.ts';
import type { ShopState } from '../shop-state.ts';
import type { WebhookSubscriptions } from '../webhooks.ts';

/** Versions of the Admin API that can be had. */
export type ApiVersion = '2026-07' | '2026-10';

/** What resolvers work with. */
export interface ResolverContext {
  readonly version: ApiVersion;
  /** Where staged uploads and results are found, such as `http://127.0.0.1:49152`; `null`: at the platform’s addresses. */
  readonly origin: string | null;
  readonly state: ShopState;
  readonly clock: Pick<Clock, 'now'>;
  readonly behaviour: SimulatorBehaviour;
  readonly uploads: StagedUploads;
  readonly bulk: BulkOperations;
  readonly operations: ProductOperations;
  readonly webhooks: WebhookSubscriptions;
  readonly idempotency: IdempotencyKeys;
  /** Key of the `@idempotent` directive of the field, if it has one. */
  readonly idempotencyKey: string | null;
}

/** Gives the value of a field. */
export type Resolver<Source = never, Arguments = never> = (
  source: Source,
  args: Arguments,
  context: ResolverContext,
) => unknown;

/** Resolvers by type and field; fields without one are properties of the source. */
export type Resolvers = Readonly<Record<string, Readonly<Record<string, Resolver>>>>;
