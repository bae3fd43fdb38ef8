import type { SectionName } from '@pim-connector/core';

import type { ProductPayload } from '../plan/product-payload.ts';

/** What of a product goes by later lines. */
export type LatePart = 'translations' | 'marketPrices' | 'publications' | 'status';

/** The first stage after that of the lines that need nothing. */
export const firstLateStage = 1;
/** The stage after which all is done. */
export const lastStage = 3;

/** All that may go by later lines. */
export const allLateParts: ReadonlySet<LatePart> = new Set([
  'translations',
  'marketPrices',
  'publications',
  'status',
]);

/**
 * What is carried out when a stage ends:
 *
 * 1. translations and market prices, and of a draft where it will be seen,
 * 2. of a product that may be seen already: where else it is,
 * 3. the status that lets a draft be seen.
 */
function partsOf(stage: number, isDraft: boolean): readonly LatePart[] {
  if (stage === firstLateStage)
    return ['translations', 'marketPrices', ...(isDraft ? (['publications'] as const) : [])];
  if (stage < lastStage) return isDraft ? [] : ['publications'];
  return ['status'];
}

/**
 * What was carried out by an operation.
 *
 * @param stage the first one that was not carried out as a whole.
 * @param refused what was refused of that, where all else of it was carried out; left out: nobody knows.
 */
export function doneParts(
  stage: number,
  isDraft: boolean,
  refused?: readonly LatePart[],
): ReadonlySet<LatePart> {
  const done: LatePart[] = [];
  for (let earlier = firstLateStage; earlier < stage; earlier += 1) done.push(...partsOf(earlier, isDraft));
  if (refused !== undefined) done.push(...partsOf(stage, isDraft).filter((part) => !refused.includes(part)));
  return new Set(done);
}

/** Sections of which something is to be written by later lines, and was not. */
export function lackingSections(
  { translations, publications, variants = [], product }: ProductPayload,
  done: ReadonlySet<LatePart>,
): readonly SectionName[] {
  const isLeft = (part: LatePart, value: unknown) => value !== undefined && !done.has(part);
  const prices = variants.find(({ marketPrices }) => marketPrices !== undefined);
  return [
    ...(isLeft('translations', translations) ? ['translations'] : []),
    ...(isLeft('marketPrices', prices) ? ['marketPrices'] : []),
    ...(isLeft('publications', publications) || isLeft('status', product) ? ['publication'] : []),
  ];
}
