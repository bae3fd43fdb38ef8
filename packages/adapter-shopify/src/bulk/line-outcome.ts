import { isConnectorError } from '@pim-connector/core';
import type { ConnectorError, PlannedOperation } from '@pim-connector/core';

import { findByKey } from '../write/identity.ts';
import { outcomeOfPart } from '../write/partly-written.ts';
import { Refusal, outcomeOfFailure } from '../write/refusal.ts';
import type { WriteSession } from '../write/session.ts';
import { finishedDirectly, finishedLines, writeDirectly } from './finish-lines.ts';
import type { SettledOutcome } from './finish-lines.ts';
import { lateLines } from './late-lines.ts';
import { carriedOutBefore, firstCarriedOut, lackingSections } from './late-stages.ts';
import type { StageLines } from './late-stages.ts';
import { laterOf, laterParts } from './later-parts.ts';
import { lineAnswers } from './line-answers.ts';
import { withItsStatus } from './place-operation.ts';
import { linesOf } from './plan-lines.ts';
import { plannedProduct } from './planned-product.ts';
import type { Progress } from './progress.ts';
import { linkByLines, withKnownIds } from './reached-lines.ts';

/**
 * What became of the lines of an operation: its outcome, or how far it is where more lines are to come. `again`: Shopify says
 * nothing of a part of them, or something that may be another time; `tomorrow`: a limit of the day keeps them back.
 */
export type LineOutcome = SettledOutcome | Progress | 'again' | 'tomorrow';

/** Rows in the order of the lines; `undefined`: no answer. */
type Rows = readonly (string | undefined)[];

/** What is made of lines, and of what. */
export interface EndedLines {
  readonly operation: PlannedOperation;
  readonly rows: Rows;
  /** How far the operation was when they were made; `undefined`: they are its first. */
  readonly progress: Progress | undefined;
  /** Whether they are not sent again: what Shopify says nothing of has failed. */
  readonly isLast: boolean;
}

/**
 * Makes of what Shopify answered to lines what became of their operation.
 *
 * @throws ConnectorError for what concerns more than the record.
 */
export async function lineOutcome(ended: EndedLines, session: WriteSession): Promise<LineOutcome> {
  return ended.progress === undefined
    ? firstOutcome(ended, session)
    : lateOutcome({ ...ended, progress: ended.progress }, session);
}

async function firstOutcome(
  { operation, rows, isLast }: EndedLines,
  session: WriteSession,
): Promise<LineOutcome> {
  const { payload, memo } = plannedProduct(operation);
  try {
    // What it names may be called otherwise since the lines were sent: they did what they did all the same.
    const { lines, found } = linesOf(operation, await withKnownIds(payload, session), session.config);
    const answers = lineAnswers(lines, rowsOf(lines, rows), session, () => silence(operation, session));
    if (answers.error === null) {
      const progress = await found(answers.data, session);
      const hasMore = Object.keys(laterOf(payload, memo)).length > 0;
      return hasMore ? progress : await finishedLines(operation, progress, session);
    }
    // Somebody deleted the product or changed its variants: the direct lane looks what there is.
    if (memo.remote !== null && isOutOfDate(answers.error)) return await writeDirectly(operation, session);
    const verdict = verdictOn(answers.error, operation, session);
    if (verdict === 'tomorrow' || (verdict === 'again' && !isLast)) return verdict;
    const error = verdict === 'again' ? silence(operation, session, answers.error) : answers.error;
    if (memo.remote === null) return await failedCreate(error, operation, session);
    const carriedOut = firstCarriedOut(answers.failed, answers.written);
    const remote = await linkByLines(operation, await found(answers.data, session), carriedOut, session);
    return outcomeOfPart(error, operation, { remote, lacking: operation.sections }, session.tools);
  } catch (error) {
    return againIfPassing(outcomeOfPart(error, operation, null, session.tools), isLast);
  }
}

/** The outcome of a create that was not carried out, or of which nobody says whether it was. */
async function failedCreate(
  error: Refusal | ConnectorError,
  operation: PlannedOperation,
  session: WriteSession,
): Promise<SettledOutcome> {
  const { client, context, tools } = session;
  if (!(error instanceof Refusal) && (await findByKey(operation.key, client, context)) !== null)
    return writeDirectly(withItsStatus(operation), session);
  return outcomeOfPart(error, operation, null, tools);
}

async function lateOutcome(
  { operation, rows, progress, isLast }: EndedLines & { readonly progress: Progress },
  session: WriteSession,
): Promise<LineOutcome> {
  try {
    const lines = await lateLines(operation, progress, null, session);
    // The shop may have another channel by now: then nobody knows what the rows are of.
    const answers = lineAnswers(lines, rowsOf(lines, rows), session, () => silence(operation, session));
    if (answers.error === null) return { ...progress, stage: progress.stage + 1, without: [] };
    // A text changed since its digest was read, or somebody deleted something.
    if (isOutOfDate(answers.error)) return await finishedDirectly(operation, progress, session);
    const verdict = verdictOn(answers.error, operation, session);
    if (verdict === 'tomorrow' || (verdict === 'again' && !isLast)) return verdict;
    const error = verdict === 'again' ? silence(operation, session, answers.error) : answers.error;
    return await lateFailure(error, operation, progress, session, answers);
  } catch (error) {
    return againIfPassing(await lateFailure(error, operation, progress, session), isLast);
  }
}

/** Rows of lines; none where they are of others: made by another version, or for lists that were owned otherwise. */
function rowsOf(lines: readonly unknown[], rows: Rows): Rows {
  return rows.length === lines.length ? rows : [];
}

/** What to say of an operation at last, if Shopify says nothing, or something that may be another time. */
function silence({ key }: PlannedOperation, { tools }: WriteSession, cause?: unknown): ConnectorError {
  return tools.error('record.failed', 'Shopify says nothing of a line of a bulk mutation', {
    operation: 'settle',
    key,
    hint: 'Replay the record, or write directly: `lane: "direct"`.',
    ...(cause === undefined ? {} : { cause }),
  });
}

function isOutOfDate(error: unknown): boolean {
  return error instanceof Refusal && (error.has('missing') || error.has('stale'));
}

/**
 * Whether something was refused for good, or may be another time. What would stop a run does not: it was so when the line
 * was worked off, and whoever asks again reads the same.
 */
function verdictOn(
  error: Refusal | ConnectorError,
  { key }: PlannedOperation,
  { tools }: WriteSession,
): 'refused' | 'again' | 'tomorrow' {
  try {
    const outcome = outcomeOfFailure(error, key, tools);
    if (outcome.status === 'rejected') return 'refused';
    const { code, retry } = outcome.error;
    return retry === 'never' && code !== 'record.failed' ? 'refused' : 'again';
  } catch (thrown) {
    if (!isConnectorError(thrown)) throw thrown;
    return thrown.code === 'quota.exhausted' ? 'tomorrow' : 'again';
  }
}

function againIfPassing(outcome: SettledOutcome, isLast: boolean): SettledOutcome | 'again' {
  return outcome.status === 'failed' && outcome.error.retry !== 'never' && !isLast ? 'again' : outcome;
}

/**
 * The outcome of an operation whose later lines could not be carried out, with what was.
 *
 * @param lines what is known of the lines of its stage; left out: nothing.
 * @throws ConnectorError for what concerns more than the record.
 */
export async function lateFailure(
  error: unknown,
  operation: PlannedOperation,
  progress: Progress,
  session: WriteSession,
  lines?: StageLines,
): Promise<SettledOutcome> {
  const { later, isDraft } = laterParts(operation, progress);
  const carriedOut = carriedOutBefore(progress.stage, isDraft, lines);
  const remote = await linkByLines(operation, progress, carriedOut, session);
  const partial = { remote, lacking: lackingSections(later, carriedOut) };
  return outcomeOfPart(error, operation, partial, session.tools);
}
