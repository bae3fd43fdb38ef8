import type { PendingReceipt, PlannedOperation, Settlement } from '@pim-connector/core';

import { inParallel } from '../write/in-parallel.ts';
import type { WriteSession } from '../write/session.ts';
import { finishedDirectly, finishedLines } from './finish-lines.ts';
import type { SettledOutcome } from './finish-lines.ts';
import { lateLines, wantedTranslations } from './late-lines.ts';
import { firstLateStage, lastStage } from './late-stages.ts';
import { readLateTexts, untranslatable } from './late-texts.ts';
import type { LateTexts } from './late-texts.ts';
import { laterParts } from './later-parts.ts';
import { lateFailure } from './line-outcome.ts';
import type { OutgoingFiles } from './outgoing-files.ts';
import { placed, placeLines } from './place-operation.ts';
import type { Unplaced } from './place-operation.ts';
import type { Progress } from './progress.ts';

/** An operation whose first lines were carried out, or that has none, and whose next ones have no place in a file. */
export interface UnplacedLater {
  readonly receipt: PendingReceipt;
  /** How often these lines were sent already without an answer. */
  readonly tries: number;
  readonly progress: Progress;
  /** Whether nothing of it was carried out: it may wait until there is room. */
  readonly isFirst?: true;
}

/** Whether it is one of these. */
export function isLater(each: Unplaced | UnplacedLater): each is UnplacedLater {
  return 'progress' in each;
}

/** Operations at the same time, where one has to be written directly. */
const atOnce = 8;

/**
 * Puts the next lines of operations into files, or tells their outcome, if there are none. Where lines came before them
 * there is always room: these are fewer and smaller, and to wait would hold drafts back.
 */
export async function placeLater(
  unplaced: readonly UnplacedLater[],
  files: OutgoingFiles,
  session: WriteSession,
): Promise<readonly Settlement[]> {
  if (unplaced.length === 0) return [];
  const translated = unplaced.flatMap(({ receipt: { operation }, progress }) => {
    const list = translationsOf(operation, progress);
    const { memo, variants } = laterParts(operation, progress);
    const ids = new Map(memo.variantKeys.map((key, index) => [key, variants[index]?.id ?? '']));
    return list.length === 0 ? [] : [{ id: progress.id, list, variants: ids }];
  });
  const texts = await readLateTexts(translated, session);
  return inParallel(unplaced, atOnce, (each) => placeOne(each, texts.get(each.progress.id), files, session));
}

async function placeOne(
  { receipt, tries, progress }: UnplacedLater,
  texts: LateTexts | undefined,
  files: OutgoingFiles,
  session: WriteSession,
): Promise<Settlement> {
  const { key, operation } = receipt;
  const settled = (outcome: SettledOutcome): Settlement => ({ key, status: 'settled', outcome });
  try {
    const wanted = translationsOf(operation, progress);
    if (wanted.length > 0 && texts === undefined)
      return settled(await finishedDirectly(operation, progress, session));
    const without = texts === undefined ? [] : untranslatable(wanted, texts);
    for (let stage = progress.stage; stage <= lastStage; stage += 1) {
      const next: Progress = { ...progress, stage, without: stage === firstLateStage ? without : [] };
      // oxlint-disable-next-line no-await-in-loop
      const lines = await lateLines(operation, next, texts ?? null, session);
      if (lines.length === 0) continue;
      const place = placeLines(tries, lines, files, session, next);
      return place === null
        ? // oxlint-disable-next-line no-await-in-loop
          settled(await finishedDirectly(operation, progress, session))
        : placed(receipt.key, place);
    }
    return settled(await finishedLines(operation, progress, session));
  } catch (error) {
    return settled(await lateFailure(error, operation, progress, session));
  }
}

/** Translations that the next lines may be of. */
function translationsOf(operation: PlannedOperation, progress: Progress) {
  return progress.stage === firstLateStage ? wantedTranslations(laterParts(operation, progress)) : [];
}
