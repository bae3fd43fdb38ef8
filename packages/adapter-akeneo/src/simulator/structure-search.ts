import { unprocessable } from './api-error.ts';
import { fold } from './code-map.ts';
import type { CodeMap } from './code-map.ts';
import type { Pim } from './pim.ts';
import { readCriteria, textsOf, timeCondition, unsupported } from './search-criteria.ts';
import type { Criterion } from './search-criteria.ts';

/** A condition that only one kind of thing knows; undefined for a property that it does not know either. */
export type OwnCondition<T> = (criterion: Criterion) => ((thing: T) => boolean) | undefined;

/**
 * Compiles a search for things of the structure: all know `code IN`, most `updated >`, some have conditions of their
 * own.
 */
export function structureSearch<T extends { readonly code: string }>(
  pim: Pim,
  query: URLSearchParams,
  store: CodeMap<T>,
  own: OwnCondition<T> = () => undefined,
  dated = true,
): (thing: T) => boolean {
  const conditions = readCriteria(query).map((criterion): ((thing: T) => boolean) => {
    const { property, operator } = criterion;
    const special = own(criterion);
    if (special !== undefined) return special;
    if (property === 'code' && operator === 'IN') {
      const codes = new Set(textsOf(criterion).map(fold));
      return ({ code }) => codes.has(fold(code));
    }
    if (dated && property === 'updated' && operator === '>') {
      const holds = timeCondition(pim, criterion, 'iso');
      return ({ code }) => holds(store.updatedAt(code));
    }
    throw unsupported(criterion);
  });
  return (thing) => conditions.every((condition) => condition(thing));
}

/** The yes or no that a condition asks for. @throws ApiError 422 */
export function flagOf({ property, operator, value }: Criterion): boolean {
  if (operator === '=' && typeof value === 'boolean') return value;
  throw unprocessable(`Filter on property "${property}" expects the operator "=" and a boolean.`);
}
