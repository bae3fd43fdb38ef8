import { z } from 'zod';

import { compareDecimals } from '../model/index.ts';
import { secondsOf } from './moment.ts';
import type { NodeTools } from './node-tools.ts';
import { kindOf } from './node-tools.ts';

/** As what values are compared, as an argument. */
export const orderingSchema = z.enum(['text', 'number', 'date']);

/** See {@link orderingSchema}. */
export type OrderingName = z.infer<typeof orderingSchema>;

/** A total order of values: each is read to a key once, and keys are compared. */
export interface Ordering {
  /** Throws a ValueFailure for a value that has no place in the order. */
  readonly key: (value: unknown) => string;
  /** Less than, equal to or greater than zero, as `a` comes before, with or after `b`. */
  readonly compare: (a: string, b: string) => number;
}

/**
 * Makes an order for the locales of a rule: of texts after the rules of the language, numbers in them by their
 * worth (`S2` before `S10`); of numbers, exactly; of days and moments in time.
 */
export function createOrdering(name: OrderingName, op: string, tools: NodeTools): Ordering {
  if (name === 'number') return { key: tools.decimal, compare: compareNumbers };
  if (name === 'date') return { key: (value) => readSeconds(value, op, tools), compare: compareNumbers };
  return { key: tools.text, compare: textComparer(tools.context.locales) };
}

/**
 * The unit of a quantity or the currency of an amount of money; `undefined` for everything else. Amounts of
 * different measures have no order.
 */
export function measureOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('unit' in value && typeof value.unit === 'string') return value.unit;
  return 'currency' in value && typeof value.currency === 'string' ? value.currency : undefined;
}

// Numbers that differ as doubles differ the same way as decimals, since rounding to doubles keeps the order.
function compareNumbers(a: string, b: string): number {
  return Number(a) - Number(b) || compareDecimals(a, b);
}

function readSeconds(value: unknown, op: string, { fail }: NodeTools): string {
  const seconds = typeof value === 'string' ? secondsOf(value) : null;
  if (seconds !== null) return seconds;
  const message = `“${op}” needs a date such as “2026-11-23” but was given ${kindOf(value)}`;
  throw fail(message, value, typeof value === 'string' ? 'value.invalid' : 'value.wrong_type');
}

// English stands at the end so that the result never depends on the machine’s own language.
function textComparer(locales: readonly string[]): Ordering['compare'] {
  const collator = new Intl.Collator([...locales, 'en'], { numeric: true });
  return (a, b) => collator.compare(a, b) || (a < b ? -1 : Number(a > b));
}
