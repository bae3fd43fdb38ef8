import type { Attributes, Variant } from '../model/index.ts';

/** What a mapping reads: any canonical record, or any other plain object. */
export interface MappingRecord {
  readonly [field: string]: unknown;
}

/** The attribute values of a record; of the entities, products, categories, assets and reference records have them. */
export function attributesOf(record: MappingRecord): Attributes | undefined {
  const { attributes } = record;
  return typeof attributes === 'object' && !Array.isArray(attributes)
    ? (attributes as Attributes)
    : undefined;
}

/** What an expression is evaluated on. Locale and scope are not here: they are known when a mapping is compiled. */
export interface EvaluationContext {
  readonly record: MappingRecord;
  /** The variant, in a rule of level `variant`. */
  readonly variant: Variant | null;
  /** The entry of the list that an enclosing list operator is at. */
  readonly item: unknown;
  /** Its place in the list, from 1; 0 outside of lists. */
  readonly position: number;
}

/** A compiled expression. `undefined`: there is no value. `null`: the value is explicitly empty. */
export type Evaluate = (context: EvaluationContext) => unknown;

/** The context for one entry of a list. */
export function atItem(context: EvaluationContext, item: unknown, position: number): EvaluationContext {
  return { record: context.record, variant: context.variant, item, position };
}

/** Whether an operator has nothing to work on. */
export function isMissing(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** Whether a value says nothing: it is missing or empty, a blank text, or an empty list. */
export function isBlank(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return isMissing(value) || (Array.isArray(value) && value.length === 0);
}

/** The variants of a record, for what is done at level `variant`. */
export function variantsOf(record: MappingRecord): readonly Variant[] {
  const { variants } = record;
  return Array.isArray(variants) ? (variants as readonly Variant[]) : [];
}
