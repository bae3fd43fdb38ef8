import { kindOf } from './node-tools.ts';
import type { NodeTools } from './node-tools.ts';

/** Reads what a condition gave: `undefined` where there is no value. */
export type ReadCondition = (value: unknown) => boolean | undefined;

/**
 * Makes the reader of conditions for an operator. It throws a ValueFailure for values that are neither true nor
 * false, so that a forgotten comparison is seen and not taken for "no".
 */
export function conditionReader(op: string, { fail }: NodeTools): ReadCondition {
  return (value) => {
    if (typeof value === 'boolean') return value;
    if (value === undefined || value === null) return undefined;
    const message = `“${op}” needs a condition, which is true or false, but was given ${kindOf(value)}`;
    throw fail(message, value, 'value.wrong_type');
  };
}
