import type { PendingReceipt, PlannedOperation, Receipt, RecordKey, Settlement } from '@pim-connector/core';

import { restOfCreate } from '../write/create-product.ts';
import { findByKey } from '../write/identity.ts';
import { needsIds } from '../write/payload-ids.ts';
import { outcomeOfFailure } from '../write/refusal.ts';
import type { WriteSession } from '../write/session.ts';
import { placedReceipt } from './bulk-receipt.ts';
import { writeDirectly } from './finish-lines.ts';
import { isShorter } from './line-bytes.ts';
import type { OutgoingFiles } from './outgoing-files.ts';
import { planLines } from './plan-lines.ts';
import type { FirstLine } from './plan-lines.ts';
import { plannedProduct } from './planned-product.ts';
import type { Progress } from './progress.ts';

/** An operation that has no place in a file. */
export interface Unplaced {
  readonly receipt: PendingReceipt;
  /** How often it was sent already without an answer. */
  readonly tries: number;
}

/** Whether the shop has to be asked something before an operation can get its place. */
export function needsAsking(operation: PlannedOperation, tries: number, isFresh: boolean): boolean {
  const { payload, memo } = plannedProduct(operation);
  return needsIds(payload) || (memo.remote === null && (tries > 0 || !isFresh));
}

/**
 * Puts an operation into files that {@link needsAsking}. What has no link may be in the shop all the same: it is looked
 * up, and what is there is changed directly, so that nothing that others added to it is replaced.
 */
export async function askAndPlace(
  unplaced: Unplaced,
  files: OutgoingFiles,
  session: WriteSession,
): Promise<Settlement> {
  const { key, operation } = unplaced.receipt;
  const { client, context, tools } = session;
  try {
    const isCreate = plannedProduct(operation).memo.remote === null;
    if (isCreate && (await findByKey(key, client, context)) !== null) return await settledDirectly();
    const { lines } = await planLines(operation, session);
    const receipt = placeLines(unplaced.tries, lines, files, session);
    return receipt === null ? await settledDirectly() : placed(key, receipt);
  } catch (error) {
    return { key, status: 'settled', outcome: outcomeOfFailure(error, key, tools) };
  }

  async function settledDirectly(): Promise<Settlement> {
    const known = unplaced.tries > 0 ? withItsStatus(operation) : operation;
    return { key, status: 'settled', outcome: await writeDirectly(known, session) };
  }
}

/**
 * An operation that was sent already: the draft that is there is its own, and to be shown when it has everything, also
 * where the record says nothing of that.
 */
export function withItsStatus(operation: PlannedOperation): PlannedOperation {
  const { payload, memo } = plannedProduct(operation);
  const { product } = memo.remote === null ? restOfCreate(payload) : {};
  if (product === undefined) return operation;
  return { ...operation, payload: { ...payload, product: { ...payload.product, ...product } } };
}

/**
 * Puts lines of an operation into files.
 *
 * @param progress how far it is, if these are not its first lines.
 * @returns where they stand; `null`: one does not fit into any.
 */
export function placeLines(
  tries: number,
  lines: readonly Pick<FirstLine, 'call'>[],
  files: OutgoingFiles,
  { config, context }: Pick<WriteSession, 'config' | 'context'>,
  progress?: Progress,
): Receipt | null {
  const texts = lines.map(({ call }) => JSON.stringify(call.variables));
  if (lines.length === 0 || !texts.every((text) => isShorter(text, config.bulk.fileBytes))) return null;
  const places = lines.map(({ call }, index) => files.add(call, texts[index] ?? ''));
  const place = { tries, since: context.clock.now(), lines: places };
  return placedReceipt(progress === undefined ? place : { ...place, progress });
}

/** Says where an operation stands. A file can start as soon as its last receipt is in the store. */
export function placed(key: RecordKey, receipt: Receipt): Settlement {
  return { key, status: 'pending', checkAfter: 0, receipt };
}
