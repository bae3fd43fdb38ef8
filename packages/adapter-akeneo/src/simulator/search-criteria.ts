import { ApiError, documented, unprocessable } from './api-error.ts';
import { isObject, textOf } from './json.ts';
import type { Json } from './json.ts';
import type { Pim } from './pim.ts';
import { parseIsoTime } from './zoned-time.ts';

/** One condition of a search. */
export interface Criterion {
  readonly property: string;
  readonly operator: string;
  readonly value: Json;
  readonly locale: string | null;
  readonly scope: string | null;
  readonly locales: Json;
}

/**
 * Reads the `search` of a request.
 *
 * @throws ApiError 400 when it is no JSON, 422 when it has another structure
 */
export function readCriteria(query: URLSearchParams): Criterion[] {
  const text = query.get('search');
  if (text === null || text === '') return [];
  const search = parsedSearch(text);
  return Object.entries(search).flatMap(([property, conditions]) => {
    if (!Array.isArray(conditions)) throw badStructure(property);
    return (conditions as readonly Json[]).map((condition) => criterionOf(property, condition, query));
  });
}

function parsedSearch(text: string): { readonly [property: string]: Json | undefined } {
  try {
    const search = JSON.parse(text) as Json;
    if (isObject(search)) return search;
    // An empty object, as PHP writes it.
    if (Array.isArray(search) && search.length === 0) return {};
  } catch {
    // What follows is the answer.
  }
  throw new ApiError(400, 'Search query parameter should be valid JSON.');
}

function criterionOf(property: string, condition: Json, query: URLSearchParams): Criterion {
  if (!isObject(condition)) throw badStructure(property);
  const { operator, value = null, locale, scope, locales = null } = condition;
  if (typeof operator !== 'string')
    throw unprocessable(`Operator is missing for the property "${property}".`);
  return {
    property,
    operator,
    value,
    locales,
    locale: typeof locale === 'string' ? locale : query.get('search_locale'),
    scope: typeof scope === 'string' ? scope : query.get('search_scope'),
  };
}

const badStructure = (property: string): ApiError =>
  unprocessable(
    `Structure of filter "${property}" should respect this structure: {"${property}":[{"operator": "my_operator", "value": "my_value"}]}`,
  );

/** A condition that the PIM does not know. */
export const unsupported = ({ property, operator }: Criterion): ApiError =>
  unprocessable(
    `Filter on property "${property}" is not supported or does not support operator "${operator}".`,
  );

/** The value of a condition as a list of texts. @throws ApiError 422 */
export function textsOf({ property, value }: Criterion): readonly string[] {
  if (Array.isArray(value) && value.every((item): item is string => typeof item === 'string')) return value;
  throw documented(
    `Property "${property}" expects an array with valid data, one of the values is not a string.`,
  );
}

/** How a condition writes its moments: on the clocks of the PIM, or in ISO 8601. */
export type TimeFormat = 'local' | 'iso';

/**
 * A condition on a moment. Moments count by the second.
 *
 * @throws ApiError 422 for an operator or a moment that the PIM does not know
 */
export function timeCondition(pim: Pim, criterion: Criterion, format: TimeFormat): (time: number) => boolean {
  const { operator, value } = criterion;
  const read = (given: Json) => secondOf(readTime(pim, criterion, given, format));
  const within = (list: Json): ((time: number) => boolean) => {
    if (!Array.isArray(list) || list.length !== 2) {
      throw documented(`Property "${criterion.property}" expects an array with two dates.`);
    }
    const [from, to] = (list as readonly Json[]).map(read);
    return (time) => secondOf(time) >= (from ?? 0) && secondOf(time) <= (to ?? 0);
  };
  switch (operator) {
    case '=':
    case '!=': {
      // Dates of products are equal on the same day, on the clocks of the PIM (Akeneo REST API, Filters).
      const equal = (time: number) =>
        format === 'local' ? pim.time.format(time).slice(0, 10) : secondOf(time);
      const wanted = equal(read(value));
      return (time) => (equal(time) === wanted) === (operator === '=');
    }
    case '<':
    case '>': {
      const moment = read(value);
      return (time) => (operator === '<' ? secondOf(time) < moment : secondOf(time) > moment);
    }
    case 'BETWEEN':
      return within(value);
    case 'NOT BETWEEN': {
      const inside = within(value);
      return (time) => !inside(time);
    }
    case 'SINCE LAST N DAYS': {
      if (typeof value !== 'number')
        throw documented(`Property "${criterion.property}" expects a numeric as data.`);
      const since = pim.clock.now() - value * 86_400_000;
      return (time) => time > since;
    }
    default:
      throw unsupported(criterion);
  }
}

const secondOf = (time: number): number => Math.floor(time / 1000) * 1000;

function readTime(pim: Pim, { property }: Criterion, given: Json, format: TimeFormat): number {
  const time =
    typeof given !== 'string' ? undefined : format === 'iso' ? parseIsoTime(given) : pim.time.parse(given);
  if (time !== undefined && !Number.isNaN(time)) return time;
  const wanted = format === 'iso' ? 'ISO 8601' : 'yyyy-mm-dd H:i:s';
  throw documented(
    `Property "${property}" expects a string with the format "${wanted}" as data, "${textOf(given)}" given.`,
  );
}
