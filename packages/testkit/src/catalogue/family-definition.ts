import type { OptionWords } from './option-words.ts';
import type { Words } from './words.ts';

/** A kind of product of the merchant, with all that its products are made of. */
export interface FamilyDefinition {
  readonly key: string;
  /** Three letters, with which the keys of its products begin. */
  readonly code: string;
  readonly labels: Words;
  /** How many of a hundred products are of this kind. */
  readonly share: number;
  readonly categories: readonly string[];
  /** What a product is called. */
  readonly nouns: readonly Words[];
  /** What can be said for one. */
  readonly features: readonly Words[];
  readonly materials: readonly string[];
  readonly care: readonly string[];
  /** Colours that it comes in; `0`: it has no colour. */
  readonly colors: number;
  readonly sizes?: OptionWords;
  /** In euros. */
  readonly price: readonly [from: number, to: number];
  readonly grams: readonly [from: number, to: number];
  /** Further quantities: unit and range. */
  readonly quantities?: Readonly<Record<string, readonly [unit: string, from: number, to: number]>>;
  /** Further numbers: range. */
  readonly numbers?: Readonly<Record<string, readonly [from: number, to: number]>>;
  /** Further attributes with values of their own: `season`, `waterproof`. */
  readonly more?: readonly ('season' | 'waterproof')[];
  /** Whether a manual comes with it. */
  readonly manual?: true;
}
