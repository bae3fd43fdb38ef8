import type { PlannedOperation, WriteOutcome } from '@pim-connector/core';

import { ownedOf } from '../records/remote-data.ts';
import { findByKey } from '../write/identity.ts';
import { outcomeOf } from '../write/partly-written.ts';
import type { NoteLink } from '../write/partly-written.ts';
import type { WriteSession } from '../write/session.ts';
import { finishCreate, writeProduct } from '../write/write-product.ts';
import { allCarriedOut, carriedOutBefore, lackingSections } from './late-stages.ts';
import { laterParts } from './later-parts.ts';
import { plannedProduct } from './planned-product.ts';
import type { Progress } from './progress.ts';
import { linkByLines } from './reached-lines.ts';

/** What became of an operation; what is carried out is not accepted for later. */
export type SettledOutcome = Exclude<WriteOutcome, { status: 'accepted' }>;

/** The outcome of an operation of which all lines were carried out. @throws ConnectorError */
export async function finishedLines(
  operation: PlannedOperation,
  progress: Progress,
  session: WriteSession,
): Promise<SettledOutcome> {
  const { remote } = plannedProduct(operation).memo;
  return {
    key: operation.key,
    status: remote === null ? 'created' : 'updated',
    remote: await linkByLines(operation, progress, allCarriedOut, session),
  };
}

/** Carries an operation out by calls of its own: what it lacks if its product was made, else all of it. */
export async function finishedDirectly(
  operation: PlannedOperation,
  progress: Progress | undefined,
  session: WriteSession,
): Promise<SettledOutcome> {
  const { memo } = plannedProduct(operation);
  if (progress === undefined || memo.remote !== null) return writeDirectly(operation, session);
  return settled(operation, session, async (note) => {
    const { later, variants, isDraft } = laterParts(operation, progress);
    const carriedOut = carriedOutBefore(progress.stage, isDraft);
    const link = await linkByLines(operation, progress, carriedOut, session);
    note(() => link, lackingSections(later, carriedOut));
    const there = await findByKey(operation.key, session.client, session.context);
    // Somebody deleted it meanwhile: it is made anew.
    if (there !== progress.id) return writeDirectly(operation, session);
    const known = { remote: link, owned: ownedOf(link), variants };
    const remote = await finishCreate(later, memo, known, session, note);
    return { key: operation.key, status: 'created', remote };
  });
}

/** Carries the whole operation out by calls of its own. */
export async function writeDirectly(
  operation: PlannedOperation,
  session: WriteSession,
): Promise<SettledOutcome> {
  return settled(operation, session, (note) => writeProduct(operation, session, note));
}

async function settled(
  operation: PlannedOperation,
  { tools }: WriteSession,
  work: (note: NoteLink) => Promise<WriteOutcome>,
): Promise<SettledOutcome> {
  const outcome = await outcomeOf(operation, tools, work);
  if (outcome.status === 'accepted') throw new RangeError('what is carried out is not accepted for later');
  return outcome;
}
