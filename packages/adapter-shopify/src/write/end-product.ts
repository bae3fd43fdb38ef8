import type { PlannedOperation, RemoteReference, WriteOutcome } from '@pim-connector/core';

import { productDelete, productStatus, productUpdate } from '../documents/product-documents.ts';
import { deletePayloadSchema, hideMemoSchema } from '../plan/product-payload.ts';
import { kept, ownedOf } from '../records/remote-data.ts';
import { findByKey } from './identity.ts';
import { Refusal, assertDone } from './refusal.ts';
import type { WriteSession } from './session.ts';

/** Deletes a product, or takes it out of sight. @throws Refusal, ConnectorError */
export async function endProduct(operation: PlannedOperation, session: WriteSession): Promise<WriteOutcome> {
  const { key, payload } = operation;
  const { client, context } = session;
  const { id: linked, mode } = deletePayloadSchema.parse(payload);
  const id = linked ?? (await findByKey(key, client, context));
  if (id === null) return { key, status: 'deleted' };
  try {
    if (mode !== 'delete') {
      const remote = await hide(id, mode === 'archive' ? 'ARCHIVED' : 'DRAFT', operation, session);
      return { key, status: 'deleted', ...(remote === null ? {} : { remote }) };
    }
    const data = await client.call(productDelete, { id }, context);
    assertDone(data.productDelete.userErrors, productDelete.field, client.errors);
  } catch (error) {
    // What is not there any more is as good as deleted.
    if (!(error instanceof Refusal) || !error.has('missing')) throw error;
  }
  return { key, status: 'deleted' };
}

/**
 * Hides a product. @returns the link, which remembers what it was: if the record comes back, so does that, also where the
 * record names no status. `null`: there is no link, or nothing to remember.
 */
async function hide(
  id: string,
  status: string,
  { data: memo }: PlannedOperation,
  { client, context }: WriteSession,
): Promise<RemoteReference | null> {
  const { product } = await client.call(productStatus, { id }, context);
  const data = await client.call(productUpdate, { product: { id, status } }, context);
  assertDone(data.productUpdate.userErrors, productUpdate.field, client.errors);
  const known = hideMemoSchema.safeParse(memo).data?.remote;
  const isShown = product?.status === 'ACTIVE' || product?.status === 'UNLISTED';
  if (known === undefined || !isShown) return null;
  return { ...known, data: kept({ ...ownedOf(known), statusDue: product.status }) };
}
