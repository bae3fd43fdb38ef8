import type { PlannedOperation } from '@pim-connector/core';

import type { PartCall } from '../write/part-call.ts';
import { outcomeOfPart } from '../write/partly-written.ts';
import { Refusal, outcomeOfFailure } from '../write/refusal.ts';
import type { WriteSession } from '../write/session.ts';
import { finishedDirectly, finishedLines, writeDirectly } from './finish-lines.ts';
import type { SettledOutcome } from './finish-lines.ts';
import { lateCalls } from './late-calls.ts';
import { doneParts, lackingSections } from './late-stages.ts';
import type { LatePart } from './late-stages.ts';
import { laterOf, laterParts } from './later-parts.ts';
import { planLines } from './plan-lines.ts';
import { plannedProduct } from './planned-product.ts';
import type { Progress } from './progress.ts';
import { linkByLines } from './reached-lines.ts';
import { readRow } from './read-rows.ts';

/**
 * What became of the lines of an operation: its outcome, how far it is where more lines are to come, or `again`: Shopify
 * says nothing of a part of them.
 */
export type LineOutcome = SettledOutcome | Progress | 'again';

/** Rows in the order of the calls; `undefined`: no answer. */
type Rows = readonly (string | undefined)[];

/**
 * Makes of what Shopify answered to lines what became of their operation.
 *
 * @param progress how far the operation was when they were made; `undefined`: they are its first.
 * @throws ConnectorError for what concerns more than the record.
 */
export async function lineOutcome(
  operation: PlannedOperation,
  rows: Rows,
  progress: Progress | undefined,
  session: WriteSession,
): Promise<LineOutcome> {
  return progress === undefined
    ? firstOutcome(operation, rows, session)
    : lateOutcome(operation, rows, progress, session);
}

async function firstOutcome(
  operation: PlannedOperation,
  rows: Rows,
  session: WriteSession,
): Promise<LineOutcome> {
  const { payload, memo } = plannedProduct(operation);
  try {
    const planned = await planLines(operation, session);
    const known = rows.filter((row) => row !== undefined);
    if (known.length < planned.calls.length) return 'again';
    const answers = planned.calls.map((call, index) => answerOf(call, known[index] ?? '', session));
    const refused = answers.flatMap(({ refusal }) => refusal?.errors ?? []);
    if (refused.length > 0) throw new Refusal(refused);
    const found = await planned.found(
      answers.map(({ data }) => data),
      session,
    );
    const hasMore = Object.keys(laterOf(payload, memo)).length > 0;
    return hasMore ? found : await finishedLines(operation, found, session);
  } catch (error) {
    // Somebody deleted the product or changed its variants: the direct lane looks what there is.
    if (memo.remote !== null && isOutOfDate(error)) return writeDirectly(operation, session);
    return againIfPassing(outcomeOfFailure(error, operation.key, session.tools));
  }
}

async function lateOutcome(
  operation: PlannedOperation,
  rows: Rows,
  progress: Progress,
  session: WriteSession,
): Promise<LineOutcome> {
  try {
    const calls = await lateCalls(operation, progress, null, session);
    const known = rows.filter((row) => row !== undefined);
    // The shop may have another channel by now: then nobody knows what the rows are of.
    if (known.length < calls.length || rows.length !== calls.length) return 'again';
    const refused = calls.flatMap(({ call, part }, index) => {
      const { refusal } = answerOf(call, known[index] ?? '', session);
      return refusal === null ? [] : [{ part, refusal }];
    });
    if (refused.length === 0) return { ...progress, stage: progress.stage + 1, without: [] };
    const refusal = new Refusal(refused.flatMap((each) => each.refusal.errors));
    // A text changed since its digest was read, or somebody deleted something.
    if (isOutOfDate(refusal)) return await finishedDirectly(operation, progress, session);
    return againIfPassing(
      await lateFailure(
        refusal,
        operation,
        progress,
        session,
        refused.map(({ part }) => part),
      ),
    );
  } catch (error) {
    return againIfPassing(await lateFailure(error, operation, progress, session));
  }
}

function isOutOfDate(error: unknown): boolean {
  return error instanceof Refusal && (error.has('missing') || error.has('stale'));
}

function againIfPassing(outcome: SettledOutcome): SettledOutcome | 'again' {
  return outcome.status === 'failed' && outcome.error.retry !== 'never' ? 'again' : outcome;
}

/**
 * The outcome of an operation whose later lines could not be carried out, with what was.
 *
 * @param refused what was refused, where all else of the same stage was carried out; left out: nobody knows.
 * @throws ConnectorError for what concerns more than the record.
 */
export async function lateFailure(
  error: unknown,
  operation: PlannedOperation,
  progress: Progress,
  session: WriteSession,
  refused?: readonly LatePart[],
): Promise<SettledOutcome> {
  const { later, isDraft } = laterParts(operation, progress);
  const done = doneParts(progress.stage, isDraft, refused);
  const remote = await linkByLines(operation, progress, done, session);
  const partial = { remote, lacking: lackingSections(later, done) };
  return outcomeOfPart(error, operation, partial, session.tools);
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
