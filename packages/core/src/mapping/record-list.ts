import type { Variant } from '../model/index.ts';
import type { EvaluationContext, MappingRecord } from './evaluation.ts';

/**
 * A list of a record or variant, such as `record['prices']`; `undefined` where it says nothing of it. Takes the
 * property, not its name: the same name in the same place of the code is found many times faster.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- says what the list holds
export function recordList<Item>(property: unknown): readonly Item[] | undefined {
  return Array.isArray(property) ? (property as readonly Item[]) : undefined;
}

/** Where a value is looked for: in the variant first, then in its product. */
export function holdersOf({ record, variant }: EvaluationContext): readonly (MappingRecord | Variant)[] {
  return variant === null ? [record] : [variant, record];
}
