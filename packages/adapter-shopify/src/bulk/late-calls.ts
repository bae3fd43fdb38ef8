import type { PlannedOperation } from '@pim-connector/core';

import { partPath } from '../plan/part-translations.ts';
import type { TranslationPayload } from '../plan/part-translations.ts';
import { publicationCalls } from '../write/channel-parts.ts';
import { partName } from '../write/find-parts.ts';
import { marketPriceCalls } from '../write/market-prices.ts';
import type { PartCall } from '../write/part-call.ts';
import { coreCall } from '../write/product-parts.ts';
import type { WriteSession } from '../write/session.ts';
import { registerCalls, removalCalls } from '../write/translation-calls.ts';
import type { PlaceOfTranslation } from '../write/translation-calls.ts';
import { dividedTranslations, isOfProduct, textPlace } from '../write/write-translations.ts';
import { firstLateStage, lastStage } from './late-stages.ts';
import type { LatePart } from './late-stages.ts';
import { textName } from './late-texts.ts';
import type { LateTexts } from './late-texts.ts';
import { laterParts } from './later-parts.ts';
import type { LaterParts } from './later-parts.ts';
import type { Progress } from './progress.ts';

/** A later line of an operation, and what it is of. */
export interface LateCall {
  readonly call: PartCall;
  readonly part: LatePart;
}

/**
 * The lines of one stage. Those of a stage may be worked off in any order; the next stage begins when all of them are
 * carried out, so nothing is shown before it is complete. What is to be hidden is hidden in the first one.
 *
 * @param texts `null`: the lines are not sent, but what was answered to them is read.
 * @throws Refusal for what the shop does not have.
 */
export async function lateCalls(
  operation: PlannedOperation,
  progress: Progress,
  texts: LateTexts | null,
  session: WriteSession,
): Promise<readonly LateCall[]> {
  const parts = laterParts(operation, progress);
  const { later, memo, owned, variants, isDraft } = parts;
  const { id, stage } = progress;
  const of = (part: LatePart, calls: readonly PartCall[]): readonly LateCall[] =>
    calls.map((call) => ({ call, part }));
  if (stage === lastStage) {
    const { product } = later;
    const status =
      product === undefined ? null : coreCall(id, { product }, memo, [], session.config.ownership);
    return status === null ? [] : of('status', [status]);
  }
  const { hide, show } = await publicationCalls(id, later, owned, session);
  if (stage > firstLateStage) return of('publications', isDraft ? [] : show);
  const prices = await marketPriceCalls(later, memo, variants, session);
  return [
    ...of('translations', translationCalls(parts, progress, texts)),
    ...of('marketPrices', prices.calls),
    ...of('publications', [...hide, ...(isDraft ? show : [])]),
  ];
}

/** Translations that an operation registers. */
export function wantedTranslations({ later, owned }: LaterParts): readonly TranslationPayload[] {
  return later.translations === undefined ? [] : dividedTranslations(later.translations, owned).wanted;
}

function translationCalls(
  parts: LaterParts,
  { id, without }: Progress,
  texts: LateTexts | null,
): readonly PartCall[] {
  const { later, memo, owned } = parts;
  if (later.translations === undefined) return [];
  const placeOf: PlaceOfTranslation = (each) =>
    isOfProduct(each) ? textPlace(each) : partPath(each, memo.variantKeys);
  const { gone } = dividedTranslations(later.translations, owned);
  const left = new Set(without);
  const sent = wantedTranslations(parts).filter((each) => !left.has(textName(each)));
  const registered = [...Map.groupBy(sent, ({ of }) => partName(of))].flatMap(([name, list]) => {
    const resource = texts?.get(name);
    return registerCalls(resource?.id ?? '', list, resource?.digests ?? new Map(), placeOf);
  });
  return [...removalCalls(id, gone.filter(isOfProduct), placeOf), ...registered];
}
