import type { RemoteRecord } from '../connector/index.ts';
import { canonicalJson } from '../model/index.ts';

/** A field whose value changes. */
export interface Difference {
  /** Dotted path in the destination’s record. */
  readonly path: string;
  /** Absent: there was none. */
  readonly before?: unknown;
  /** Absent: it is not said, and stays as it is. */
  readonly after?: unknown;
}

/**
 * Compares two records field by field. What `after` does not say is no difference: it stays as it is. Absent, `null`
 * and an empty list are the same: there is nothing. Lists of another length are compared as a whole.
 */
export function differences(before: object, after: object): readonly Difference[] {
  return compare(before, after, '');
}

/** What differs from what the destination has, as far as it can be read back. */
export function readableDifferences(
  { data = {}, unreadable = [] }: Pick<RemoteRecord, 'data' | 'unreadable'>,
  after: object,
): readonly Difference[] {
  const isUnreadable = (path: string) =>
    unreadable.some((each) => path === each || path.startsWith(`${each}.`));
  return differences(data, after).filter(({ path }) => !isUnreadable(path));
}

function compare(before: unknown, after: unknown, path: string): Difference[] {
  if (after === undefined || (isNothing(before) && isNothing(after))) return [];
  if (isNode(before) && isNode(after) && shapeOf(before) === shapeOf(after)) {
    return Object.keys(after).flatMap((name) =>
      compare(property(before, name), property(after, name), path === '' ? name : `${path}.${name}`),
    );
  }
  if (before !== undefined && canonicalJson(before) === canonicalJson(after)) return [];
  return [{ path, ...(before === undefined ? {} : { before }), after }];
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

// Lists only compare entry by entry if they are equally long; objects always do.
function shapeOf(value: object): string {
  return Array.isArray(value) ? `list of ${value.length}` : 'object';
}

function isNode(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function property(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}
