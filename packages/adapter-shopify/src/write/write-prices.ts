import type { PlannedOperation, WriteOutcome } from '@pim-connector/core';

import { variantsUpdate } from '../documents/product-documents.ts';
import { pricePayloadSchema } from '../plan/plan-variant-facts.ts';
import { goneVariant } from './gone-variant.ts';
import { chunks, itemsPerCall } from './product-parts.ts';
import { Refusal, assertDone, outcomeOfFailure } from './refusal.ts';
import type { Locate } from './refusal.ts';
import type { WriteSession } from './session.ts';

/** Writes prices, those of one product in one call. */
export async function* writePrices(
  operations: readonly PlannedOperation[],
  session: WriteSession,
): AsyncGenerator<WriteOutcome> {
  const read = operations.map((operation) => ({
    key: operation.key,
    payload: pricePayloadSchema.parse(operation.payload),
  }));
  for (const [productId, all] of Map.groupBy(read, ({ payload }) => payload.productId)) {
    for (const some of chunks(all, itemsPerCall)) {
      // oxlint-disable-next-line no-await-in-loop
      yield* await writeOfProduct(productId, some, session);
    }
  }
}

interface PriceOfProduct {
  readonly key: string;
  readonly payload: { readonly variant: { readonly id: string } };
}

/** All at once; if one is refused, each on its own, so that it keeps no other from being written. */
async function writeOfProduct(
  productId: string,
  prices: readonly PriceOfProduct[],
  session: WriteSession,
): Promise<readonly WriteOutcome[]> {
  try {
    await send(productId, prices, session);
    return prices.map(({ key, payload }) => ({ key, status: 'updated', remote: { id: payload.variant.id } }));
  } catch (error) {
    const [first, ...others] = prices;
    if (first === undefined) return [];
    // Somebody has deleted one of the variants.
    const isGone = error instanceof Refusal && error.has('stale');
    if (others.length === 0)
      return isGone
        ? [{ key: first.key, status: 'rejected', issues: [goneVariant(first.key)] }]
        : [outcomeOfFailure(error, first.key, session.tools)];
    // Errors of the call itself, or of the product, would only come again.
    const outcome = outcomeOfFailure(error, first.key, session.tools);
    if (outcome.status === 'failed' && !isGone) return prices.map(({ key }) => ({ ...outcome, key }));
    const outcomes: WriteOutcome[] = [];
    for (const price of prices) {
      // oxlint-disable-next-line no-await-in-loop
      outcomes.push(...(await writeOfProduct(productId, [price], session)));
    }
    return outcomes;
  }
}

async function send(
  productId: string,
  prices: readonly PriceOfProduct[],
  { client, context }: WriteSession,
): Promise<void> {
  const variants = prices.map(({ payload }) => payload.variant);
  const data = await client.call(variantsUpdate, { productId, variants }, context);
  const locate: Locate = (field) => ({ path: field[2] === 'id' ? 'sku' : (field[2] ?? '') });
  assertDone(data.productVariantsBulkUpdate.userErrors, variantsUpdate.field, client.errors, locate);
}
