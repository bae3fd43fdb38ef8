import type { SectionName } from '@pim-connector/core';

import type { ProductPayload } from '../plan/product-payload.ts';
import type { WrittenItems } from '../write/written-items.ts';

/** What of a change goes by first lines: `core` are the plain fields, and the lists that the same mutation takes. */
export type FirstPart = 'core' | 'tags' | 'variants' | 'metafields';

/** What of a product goes by later lines. */
export type LatePart = 'translations' | 'marketPrices' | 'publications' | 'status';

/** What of an operation was carried out. */
export interface CarriedOut {
  /** What was carried out as a whole, or had nothing to carry out. */
  readonly parts: ReadonlySet<FirstPart | LatePart>;
  /** What was added to lists of which not all was carried out. */
  readonly written: readonly WrittenItems[];
}

/** The first stage after that of the lines that need nothing. */
export const firstLateStage = 1;
/** The stage after which all is done. */
export const lastStage = 3;

const firstParts: readonly FirstPart[] = ['core', 'tags', 'variants', 'metafields'];

/** All of an operation. */
export const allCarriedOut: CarriedOut = {
  parts: new Set([...firstParts, 'translations', 'marketPrices', 'publications', 'status']),
  written: [],
};

/** What was carried out of the first lines of a change. @param failed the parts that were not carried out as a whole. */
export function firstCarriedOut(failed: readonly FirstPart[], written: readonly WrittenItems[]): CarriedOut {
  return { parts: new Set(firstParts.filter((part) => !failed.includes(part))), written };
}

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

/** What is known of the lines of a stage. */
export interface StageLines {
  /** What was not carried out as a whole. */
  readonly failed: readonly LatePart[];
  /** What was added by the lines that were carried out. */
  readonly written: readonly WrittenItems[];
}

/**
 * What was carried out by an operation whose first lines were.
 *
 * @param stage the first one that was not carried out as a whole.
 * @param lines what is known of its lines; left out: nothing.
 */
export function carriedOutBefore(stage: number, isDraft: boolean, lines?: StageLines): CarriedOut {
  const parts = new Set<FirstPart | LatePart>(firstParts);
  const add = (part: LatePart) => parts.add(part);
  for (let earlier = firstLateStage; earlier < stage; earlier += 1) partsOf(earlier, isDraft).forEach(add);
  if (lines === undefined) return { parts, written: [] };
  partsOf(stage, isDraft)
    .filter((part) => !lines.failed.includes(part))
    .forEach(add);
  return { parts, written: lines.written };
}

/** Sections of which something is to be written by later lines, and was not. */
export function lackingSections(
  { translations, publications, variants = [], product }: ProductPayload,
  { parts }: CarriedOut,
): readonly SectionName[] {
  const isLeft = (part: LatePart, value: unknown) => value !== undefined && !parts.has(part);
  const prices = variants.find(({ marketPrices }) => marketPrices !== undefined);
  return [
    ...(isLeft('translations', translations) ? ['translations'] : []),
    ...(isLeft('marketPrices', prices) ? ['marketPrices'] : []),
    ...(isLeft('publications', publications) || isLeft('status', product) ? ['publication'] : []),
  ];
}
