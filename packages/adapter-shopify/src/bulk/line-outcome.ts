import type { PlannedOperation, RemoteReference, WriteOutcome } from '@pim-connector/core';

import type { PartCall } from '../write/part-call.ts';
import { outcomeOf } from '../write/partly-written.ts';
import type { NoteLink } from '../write/partly-written.ts';
import { Refusal, outcomeOfFailure } from '../write/refusal.ts';
import type { WriteSession } from '../write/session.ts';
import { writeProduct } from '../write/write-product.ts';
import { planLines } from './plan-lines.ts';
import { plannedProduct } from './planned-product.ts';
import { readRow } from './read-rows.ts';

/** What became of an operation: its outcome, or `again`: Shopify says nothing of a part of it. */
export type LineOutcome = Exclude<WriteOutcome, { status: 'accepted' }> | 'again';

/**
 * Makes the outcome of an operation of what Shopify answered to its lines.
 *
 * @param rows in the order of the calls; `undefined`: no answer.
 * @throws ConnectorError for what concerns more than the record.
 */
export async function lineOutcome(
  operation: PlannedOperation,
  rows: readonly (string | undefined)[],
  session: WriteSession,
): Promise<LineOutcome> {
  let reached: (() => RemoteReference) | undefined;
  const note: NoteLink = (link) => {
    reached = link;
  };
  try {
    const planned = await planLines(operation, session);
    const known = rows.filter((row) => row !== undefined);
    if (known.length < planned.calls.length) return 'again';
    const answers = planned.calls.map((call, index) => answerOf(call, known[index] ?? '', session));
    const refused = answers.flatMap(({ refusal }) => refusal?.errors ?? []);
    if (refused.length > 0) throw new Refusal(refused);
    return await settledBy(
      planned.finish(
        answers.map(({ data }) => data),
        session,
        note,
      ),
    );
  } catch (error) {
    const outcome = await outcomeOfError(error, operation, session);
    if (outcome === 'again' || reached === undefined) return outcome;
    // What was made stays known, although the rest was refused.
    return { remote: reached(), ...outcome };
  }
}

async function outcomeOfError(
  error: unknown,
  operation: PlannedOperation,
  session: WriteSession,
): Promise<LineOutcome> {
  const { key } = operation;
  // Somebody deleted the product or changed its variants: the direct lane looks what there is.
  const isKnown = plannedProduct(operation).memo.remote !== null;
  if (isKnown && error instanceof Refusal && (error.has('missing') || error.has('stale')))
    return writeDirectly(operation, session);
  const outcome = outcomeOfFailure(error, key, session.tools);
  return outcome.status === 'failed' && outcome.error.retry !== 'never' ? 'again' : outcome;
}

/** Carries an operation out by calls of its own. */
export async function writeDirectly(
  operation: PlannedOperation,
  session: WriteSession,
): Promise<Exclude<LineOutcome, 'again'>> {
  return settledBy(outcomeOf(operation.key, session.tools, (note) => writeProduct(operation, session, note)));
}

async function settledBy(outcome: Promise<WriteOutcome>): Promise<Exclude<LineOutcome, 'again'>> {
  const settled = await outcome;
  if (settled.status === 'accepted') throw new RangeError('what is carried out is not accepted for later');
  return settled;
}

/** @throws ConnectorError */
function answerOf(call: PartCall, text: string, { client, tools }: WriteSession) {
  const row = readRow(text);
  const [error] = row.errors ?? [];
  const { field, data: form, name } = call.operation;
  if (error !== undefined) {
    const { message, extensions } = error;
    const code = extensions?.code ?? null;
    throw client.errors.callError({ layer: 'graphql', operation: field, code, message }, {});
  }
  const read = form.safeParse(row.data);
  if (!read.success)
    throw tools.error('response.malformed', `${name} gave a result of an unknown form`, { operation: name });
  try {
    call.assertDone(read.data, client.errors);
    return { data: read.data, refusal: null };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { data: read.data, refusal: thrown };
    throw thrown;
  }
}
