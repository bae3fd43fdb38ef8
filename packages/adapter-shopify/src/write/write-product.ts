import type { PlannedOperation, RemoteReference, WriteOutcome } from '@pim-connector/core';

import { productMemoSchema, productPayloadSchema } from '../plan/product-payload.ts';
import type { ProductMemo, ProductPayload } from '../plan/product-payload.ts';
import { ownedOf } from '../records/remote-data.ts';
import { claimProduct } from './claim.ts';
import { createProduct, ownedAfterCreate } from './create-product.ts';
import type { CreatedProduct } from './create-product.ts';
import { endProduct } from './end-product.ts';
import { findByKey } from './identity.ts';
import type { NoteLink } from './partly-written.ts';
import { withIds } from './payload-ids.ts';
import { linksOf } from './product-link.ts';
import type { WriteSession } from './session.ts';
import { updateProduct } from './update-product.ts';
import { writeRest } from './write-rest.ts';

/** Carries an operation of a product out. @throws Refusal, ConnectorError */
export async function writeProduct(
  operation: PlannedOperation,
  session: WriteSession,
  note: NoteLink,
): Promise<WriteOutcome> {
  const { key, action } = operation;
  if (action === 'delete') return endProduct(operation, session);
  const payload = await withIds(productPayloadSchema.parse(operation.payload), session);
  const memo = productMemoSchema.parse(operation.data);
  await session.identity.ensure(session.context, 'PRODUCT');
  // Without a link the product may still be there: made by a run that died, or by one whose memory was lost.
  const remote = memo.remote ?? (await foundByKey(key, session));
  if (remote === null) {
    const created = await createProduct(key, payload, memo, session);
    return { key, status: 'created', remote: await finishCreate(payload, memo, created, session, note) };
  }
  if (memo.adoption !== undefined) {
    await claimProduct(key, remote.id, memo.adoption, session);
    note(() => remote);
  }
  const updated = await updateProduct(key, payload, memo, remote, session, note);
  // Who deleted it in the shop has deleted the link: the next run makes it anew.
  if (updated === 'missing') return { key, status: 'deleted' };
  return { key, status: 'updated', remote: updated };
}

async function foundByKey(key: string, { client, context }: WriteSession): Promise<RemoteReference | null> {
  const id = await findByKey(key, client, context);
  return id === null ? null : { id };
}

/** Writes what did not go with the create. @returns the link. */
export async function finishCreate(
  payload: ProductPayload,
  memo: ProductMemo,
  { remote: { id, handle }, variants, rest }: CreatedProduct,
  session: WriteSession,
  note: NoteLink,
): Promise<RemoteReference> {
  const statusDue = rest.product?.['status'];
  const data = ownedAfterCreate(payload, handle, typeof statusDue === 'string' ? statusDue : undefined);
  const created = withoutRest(payload, rest);
  const remote = { id, data, variants: linksOf(id, created, memo, { id }, variants, []) };
  if (Object.keys(rest).length === 0) return remote;
  return writeRest(rest, memo, { remote, owned: ownedOf(remote), variants }, session, note);
}

/** Metafields of variants that are written after the create were not written with it. */
function withoutRest(payload: ProductPayload, { variants: later = [] }: ProductPayload): ProductPayload {
  const { variants = [] } = payload;
  return {
    ...payload,
    variants: variants.map(({ metafields, ...variant }, index) =>
      metafields === undefined || later[index]?.metafields !== undefined
        ? variant
        : { ...variant, metafields },
    ),
  };
}
