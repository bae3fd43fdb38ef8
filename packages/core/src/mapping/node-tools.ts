import type { KnownIssueCode } from '../errors/index.ts';
import { showValue } from '../errors/index.ts';
import { canonicalDecimal } from '../model/index.ts';
import type { CompileContext } from './compile-context.ts';
import type { Expression } from './expression.ts';
import { ValueFailure } from './value-failure.ts';

/** What an operator has at hand: what is known at compile time, and readers that refuse the wrong kind of value. */
export interface NodeTools {
  readonly context: CompileContext;
  /** Builds the failure that an operator throws when it cannot work with a value. */
  readonly fail: (message: string, value: unknown, code?: KnownIssueCode) => ValueFailure;
  /** Reads a text; numbers and booleans are written out. */
  readonly text: (value: unknown) => string;
  /** Reads a decimal, also out of a quantity or an amount of money. */
  readonly decimal: (value: unknown) => string;
  /** Reads a list; a single value counts as a list of one. */
  readonly list: (value: unknown) => readonly unknown[];
}

/** Makes the tools for one node. */
export function createNodeTools(node: Expression, context: CompileContext): NodeTools {
  const attribute = firstAttribute(node);
  const fail = (message: string, value: unknown, code: KnownIssueCode = 'value.invalid') =>
    new ValueFailure(message, value, code, attribute);
  return {
    context,
    fail,
    text(value) {
      if (typeof value === 'string') return value;
      if (typeof value === 'number' || typeof value === 'boolean') return String(value);
      throw fail(`“${node.op}” needs a text but was given ${kindOf(value)}`, value, 'value.wrong_type');
    },
    decimal(value) {
      const number = isAmount(value) ? value.amount : value;
      const decimal =
        typeof number === 'string' || typeof number === 'number' ? canonicalDecimal(number) : null;
      if (decimal !== null) return decimal;
      const code = typeof number === 'string' ? 'value.invalid' : 'value.wrong_type';
      throw fail(`“${node.op}” needs a number but was given ${kindOf(value)}`, value, code);
    },
    list: (value) => (Array.isArray(value) ? (value as readonly unknown[]) : [value]),
  };
}

/** The first attribute that an expression reads, to name it in an issue. */
export function firstAttribute(expression: unknown): string | undefined {
  if (typeof expression !== 'object' || expression === null) return undefined;
  if ('op' in expression && expression.op === 'attribute' && 'code' in expression)
    return String(expression.code);
  // Operators that read an attribute themselves name it in an argument of that name.
  if ('op' in expression && 'attribute' in expression && typeof expression.attribute === 'string') {
    return expression.attribute;
  }
  for (const argument of Object.values(expression)) {
    const found = firstAttribute(argument);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isAmount(value: unknown): value is { amount: unknown } {
  return typeof value === 'object' && value !== null && 'amount' in value;
}

/** What a value is, in words for a message. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? `“${showValue(value)}”` : `the ${typeof value} ${showValue(value)}`;
}
