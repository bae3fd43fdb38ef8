import type { PlannedOperation, SectionName } from '@pim-connector/core';

import { partPath } from '../plan/part-translations.ts';
import type { TranslationPayload } from '../plan/part-translations.ts';
import { marketPriceCalls, publicationCalls } from '../write/channel-parts.ts';
import { partName } from '../write/find-parts.ts';
import type { PartCall } from '../write/part-call.ts';
import { coreCall } from '../write/product-parts.ts';
import type { WriteSession } from '../write/session.ts';
import { registerCalls, removalCalls } from '../write/translation-calls.ts';
import type { PlaceOfTranslation } from '../write/translation-calls.ts';
import { dividedTranslations, isOfProduct, textPlace } from '../write/write-translations.ts';
import { textName } from './late-texts.ts';
import type { LateTexts } from './late-texts.ts';
import { laterParts } from './later-parts.ts';
import type { LaterParts } from './later-parts.ts';
import type { Progress } from './progress.ts';

/** A later line of an operation, and the section of the record that it is of. */
export interface LateCall {
  readonly call: PartCall;
  readonly section: SectionName;
}

/** The first stage after that of the lines that need nothing. */
export const firstLateStage = 1;
/** The stage after which all is done. */
export const lastStage = 3;

/**
 * The lines of one stage. Those of a stage may be worked off in any order; the next stage begins when all of them are
 * carried out, so nothing is shown before it is complete:
 *
 * 1. translations and market prices, what is hidden, and of a draft where it will be seen,
 * 2. of a product that may be seen already: where else it is,
 * 3. the status that lets a draft be seen.
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
  const of = (section: SectionName, calls: readonly PartCall[]): readonly LateCall[] =>
    calls.map((call) => ({ call, section }));
  if (stage === lastStage) {
    const { product } = later;
    const status =
      product === undefined ? null : coreCall(id, { product }, memo, owned, session.config.ownership);
    return status === null ? [] : of('publication', [status]);
  }
  const { hide, show } = await publicationCalls(id, later, owned, session);
  if (stage > firstLateStage) return of('publication', isDraft ? [] : show);
  const prices = await marketPriceCalls(later, memo, variants, session);
  return [
    ...of('translations', translationCalls(parts, progress, texts)),
    ...of('marketPrices', prices.calls),
    ...of('publication', [...hide, ...(isDraft ? show : [])]),
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
