import type { Category, RecordKey } from '../model/index.ts';
import type { SourceIndex } from './source-index.ts';

/** One step of the way from the root of a category tree to a category. */
export interface CategoryStep {
  readonly key: RecordKey;
  /** Absent where the source does not describe the category. */
  readonly category: Category | undefined;
}

/**
 * The way from the root of a tree to a category, both included. It begins below the root where the source does
 * not describe a category on the way; where parents go in a circle, each of them comes once.
 */
export function categoryPathTo(key: RecordKey, source: SourceIndex): readonly CategoryStep[] {
  const path: CategoryStep[] = [];
  const seen = new Set<RecordKey>();
  for (let next: RecordKey | null = key; next !== null && !seen.has(next);) {
    const category = source.category(next);
    path.push({ key: next, category });
    seen.add(next);
    next = category?.parent ?? null;
  }
  return path.toReversed();
}
