import type { PendingReceipt, Settlement } from '@pim-connector/core';

import { productMemoSchema } from '../plan/product-payload.ts';
import { findByKey } from '../write/identity.ts';
import { outcomeOfFailure } from '../write/refusal.ts';
import type { WriteSession } from '../write/session.ts';
import { placedReceipt } from './bulk-receipt.ts';
import { writeDirectly } from './line-outcome.ts';
import type { OutgoingFiles } from './outgoing-files.ts';
import { planLines } from './plan-lines.ts';

/** Milliseconds until a file can start whose last receipt is just being kept. */
const startPause = 100;

/**
 * Puts an operation into files. What has no link may be in the shop all the same: it is looked up, and what is there is
 * changed directly, so that nothing that others added to it is replaced.
 *
 * @param tries how often it was sent already without an answer.
 */
export async function placeOperation(
  { key, operation }: PendingReceipt,
  tries: number,
  files: OutgoingFiles,
  isFresh: boolean,
  session: WriteSession,
): Promise<Settlement> {
  const { config, client, context, tools } = session;
  try {
    const isCreate = productMemoSchema.parse(operation.data).remote === null;
    const mayBeThere = isCreate && (tries > 0 || !isFresh);
    if (mayBeThere && (await findByKey(key, client, context)) !== null)
      return { key, status: 'settled', outcome: await writeDirectly(operation, session) };
    const { calls } = await planLines(operation, session);
    const lines = calls.map(({ variables }) => JSON.stringify(variables));
    const isTooLong = lines.some((line) => Buffer.byteLength(line) >= config.bulk.fileBytes);
    if (isTooLong || calls.length === 0)
      return { key, status: 'settled', outcome: await writeDirectly(operation, session) };
    const places: [file: string, line: number][] = [];
    for (const [index, call] of calls.entries()) {
      // oxlint-disable-next-line no-await-in-loop
      const [file, line] = await files.add(call, lines[index] ?? '');
      places.push([file, line]);
    }
    const receipt = placedReceipt({ tries, since: context.clock.now(), lines: places });
    return { key, status: 'pending', checkAfter: startPause, receipt };
  } catch (error) {
    return { key, status: 'settled', outcome: outcomeOfFailure(error, key, tools) };
  }
}
