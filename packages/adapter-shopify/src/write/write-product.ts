import type { PlannedOperation, RemoteReference, WriteOutcome } from '@pim-connector/core';

import { productDelete, productUpdate } from '../documents/product-documents.ts';
import { deletePayloadSchema, productMemoSchema, productPayloadSchema } from '../plan/product-payload.ts';
import type { ProductPayload } from '../plan/product-payload.ts';
import { ownedOf } from '../records/remote-data.ts';
import { claimProduct } from './claim.ts';
import { createProduct } from './create-product.ts';
import type { CreatedProduct } from './create-product.ts';
import { createdLink } from './created-link.ts';
import { findByKey } from './identity.ts';
import { partlyCreated, sectionsOf } from './partly-created.ts';
import { withIds } from './payload-ids.ts';
import { Refusal, assertDone } from './refusal.ts';
import type { WriteSession } from './session.ts';
import { updateProduct } from './update-product.ts';
import { writeRest } from './write-rest.ts';

/** Carries an operation of a product out. @throws Refusal, ConnectorError */
export async function writeProduct(
  operation: PlannedOperation,
  session: WriteSession,
): Promise<WriteOutcome> {
  const { key, action } = operation;
  if (action === 'delete') return deleteProduct(operation, session);
  const payload = await withIds(productPayloadSchema.parse(operation.payload), session);
  const memo = productMemoSchema.parse(operation.data);
  await session.identity.ensure(session.context, 'PRODUCT');
  // Without a link the product may still be there: made by a run that died, or by one whose memory was lost.
  const remote = memo.remote ?? (await foundByKey(key, session));
  if (remote === null)
    return finishedCreate(operation, payload, await createProduct(key, payload, memo, session), session);
  if (memo.adoption !== undefined) await claimProduct(key, remote.id, memo.adoption, session);
  const updated = await updateProduct(key, payload, memo, remote, session);
  // Who deleted it in the shop has deleted the link: the next run makes it anew.
  if (updated === 'missing') return { key, status: 'deleted' };
  return { key, status: 'updated', remote: updated };
}

async function foundByKey(key: string, { client, context }: WriteSession): Promise<RemoteReference | null> {
  const id = await findByKey(key, client, context);
  return id === null ? null : { id };
}

/** Writes what did not go with the create, call by call; what is refused then is lacking in a product that is there. */
export async function finishedCreate(
  operation: PlannedOperation,
  payload: ProductPayload,
  created: CreatedProduct,
  session: WriteSession,
): Promise<WriteOutcome> {
  const memo = productMemoSchema.parse(operation.data);
  const { remote, variants, rest } = created;
  try {
    if (Object.keys(rest).length > 0) {
      const known = { remote: { id: remote.id }, owned: ownedOf(null), variants };
      await writeRest(rest, memo, known, session);
    }
  } catch (error) {
    return partlyCreated(error, operation, { payload, memo, created, lacking: sectionsOf(rest) }, session);
  }
  return {
    key: operation.key,
    status: 'created',
    remote: await createdLink(payload, memo, created, session),
  };
}

async function deleteProduct(
  { key, payload }: PlannedOperation,
  { client, context }: WriteSession,
): Promise<WriteOutcome> {
  const { id: linked, mode } = deletePayloadSchema.parse(payload);
  const id = linked ?? (await findByKey(key, client, context));
  if (id === null) return { key, status: 'deleted' };
  try {
    if (mode === 'delete') {
      const data = await client.call(productDelete, { id }, context);
      assertDone(data.productDelete.userErrors, productDelete.field, client.errors);
    } else {
      const product = { id, status: mode === 'archive' ? 'ARCHIVED' : 'DRAFT' };
      const data = await client.call(productUpdate, { product }, context);
      assertDone(data.productUpdate.userErrors, productUpdate.field, client.errors);
    }
  } catch (error) {
    // What is not there any more is as good as deleted.
    if (!(error instanceof Refusal) || !error.has('missing')) throw error;
  }
  return { key, status: 'deleted' };
}
