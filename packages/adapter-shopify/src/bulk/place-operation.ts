import type { PendingReceipt, Settlement } from '@pim-connector/core';

import { findByKey } from '../write/identity.ts';
import { needsIds } from '../write/payload-ids.ts';
import { outcomeOfFailure } from '../write/refusal.ts';
import type { WriteSession } from '../write/session.ts';
import { placedReceipt } from './bulk-receipt.ts';
import { writeDirectly } from './line-outcome.ts';
import type { OutgoingFiles } from './outgoing-files.ts';
import { planLines } from './plan-lines.ts';
import type { PlannedLines } from './plan-lines.ts';
import { plannedProduct } from './planned-product.ts';

/** An operation that has no place in a file. */
export interface Unplaced {
  readonly receipt: PendingReceipt;
  /** How often it was sent already without an answer. */
  readonly tries: number;
}

/** Whether the shop has to be asked something before an operation can get its place. */
export function needsAsking({ receipt: { operation }, tries }: Unplaced, isFresh: boolean): boolean {
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
    return (
      placeLines(unplaced, await planLines(operation, session), files, session) ?? (await settledDirectly())
    );
  } catch (error) {
    return { key, status: 'settled', outcome: outcomeOfFailure(error, key, tools) };
  }

  async function settledDirectly(): Promise<Settlement> {
    return { key, status: 'settled', outcome: await writeDirectly(operation, session) };
  }
}

/** Puts the lines of an operation into files; `null`: it does not fit into any. */
export function placeLines(
  { receipt: { key }, tries }: Unplaced,
  { calls }: PlannedLines,
  files: OutgoingFiles,
  { config, context }: Pick<WriteSession, 'config' | 'context'>,
): Settlement | null {
  const texts = calls.map(({ variables }) => JSON.stringify(variables));
  const sizes = texts.map((text) => Buffer.byteLength(text));
  if (calls.length === 0 || sizes.some((bytes) => bytes >= config.bulk.fileBytes)) return null;
  const places = calls.map((call, index) => files.add(call, texts[index] ?? '', sizes[index] ?? 0));
  const receipt = placedReceipt({ tries, since: context.clock.now(), lines: places });
  // A file can start as soon as its last receipt is in the store.
  return { key, status: 'pending', checkAfter: 0, receipt };
}
