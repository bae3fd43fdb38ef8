import type { PlannedOperation, WriteOutcome } from '@pim-connector/core';

import type { ProductMemo, ProductPayload } from '../plan/product-payload.ts';
import { kept } from '../records/remote-data.ts';
import { marketPriceCalls } from '../write/channel-parts.ts';
import { createdLink } from '../write/created-link.ts';
import { findByKey } from '../write/identity.ts';
import { withIds } from '../write/payload-ids.ts';
import { outcomeOfFailure } from '../write/refusal.ts';
import type { WriteSession } from '../write/session.ts';
import { finishedCreate, writeProduct } from '../write/write-product.ts';
import { linksOf, ownedAfter } from '../write/write-rest.ts';
import { laterParts, madeProduct } from './later-parts.ts';
import { plannedProduct } from './planned-product.ts';
import type { Progress } from './progress.ts';

/** What became of an operation; what is carried out is not accepted for later. */
export type SettledOutcome = Exclude<WriteOutcome, { status: 'accepted' }>;

/** The outcome of an operation of which all lines were carried out. @throws Refusal, ConnectorError */
export async function finishedLines(
  operation: PlannedOperation,
  progress: Progress,
  session: WriteSession,
): Promise<SettledOutcome> {
  const { key } = operation;
  const { payload: planned, memo } = plannedProduct(operation);
  const payload = await withIds(planned, session);
  if (memo.remote !== null)
    return { key, status: 'updated', remote: await updatedLink(operation, payload, memo, progress, session) };
  const created = madeProduct(operation, progress);
  return { key, status: 'created', remote: await createdLink(payload, memo, created, session) };
}

async function updatedLink(
  operation: PlannedOperation,
  payload: ProductPayload,
  memo: ProductMemo,
  progress: Progress,
  session: WriteSession,
) {
  const { id, handle } = progress;
  const { owned, variants } = laterParts(operation, progress);
  const data = kept(ownedAfter(payload, owned, handle ?? undefined));
  const remote = memo.remote ?? { id };
  if (payload.variants === undefined) return { id, variants: remote.variants ?? {}, data };
  const { priceLists } = await marketPriceCalls(payload, memo, variants, session);
  return { id, variants: linksOf(id, payload, memo, remote, variants, priceLists), data };
}

/** Carries an operation out by calls of its own: what it lacks if its product was made, else all of it. */
export async function finishedDirectly(
  operation: PlannedOperation,
  progress: Progress | undefined,
  session: WriteSession,
): Promise<SettledOutcome> {
  const { payload, memo } = plannedProduct(operation);
  if (progress === undefined || memo.remote !== null) return writeDirectly(operation, session);
  const finished = async () => {
    const there = await findByKey(operation.key, session.client, session.context);
    // Somebody deleted it meanwhile: it is made anew.
    if (there !== progress.id) return writeProduct(operation, session);
    const created = madeProduct(operation, progress);
    return finishedCreate(operation, await withIds(payload, session), created, session);
  };
  return settledBy(finished(), operation, session);
}

/** Carries the whole operation out by calls of its own. */
export async function writeDirectly(
  operation: PlannedOperation,
  session: WriteSession,
): Promise<SettledOutcome> {
  return settledBy(writeProduct(operation, session), operation, session);
}

async function settledBy(
  outcome: Promise<WriteOutcome>,
  { key }: PlannedOperation,
  { tools }: WriteSession,
): Promise<SettledOutcome> {
  const settled = await outcome.catch((error: unknown) => outcomeOfFailure(error, key, tools));
  if (settled.status === 'accepted') throw new RangeError('what is carried out is not accepted for later');
  return settled;
}
