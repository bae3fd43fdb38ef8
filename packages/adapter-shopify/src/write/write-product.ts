import type { PlannedOperation, RemoteReference, WriteOutcome } from '@pim-connector/core';

import { productMemoSchema, productPayloadSchema } from '../plan/product-payload.ts';
import type { ProductMemo, ProductPayload } from '../plan/product-payload.ts';
import { claimProduct } from './claim.ts';
import { createProduct, sectionsOfRest } from './create-product.ts';
import { endProduct } from './end-product.ts';
import { findByKey } from './identity.ts';
import type { NoteLink } from './partly-written.ts';
import { withIds } from './payload-ids.ts';
import { knownAfterCreate } from './product-link.ts';
import type { KnownProduct } from './product-link.ts';
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
    const known = knownAfterCreate(payload, memo, created);
    return { key, status: 'created', remote: await finishCreate(created.rest, memo, known, session, note) };
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

/** Writes what did not go with the create, call by call: if that is refused, the product lacks it. @returns the link. */
export async function finishCreate(
  rest: ProductPayload,
  memo: ProductMemo,
  known: KnownProduct,
  session: WriteSession,
  note: NoteLink,
): Promise<RemoteReference> {
  if (Object.keys(rest).length === 0) return known.remote;
  return writeRest(rest, memo, known, session, (link) => note(link, sectionsOfRest(rest)));
}
