import { z } from 'zod';

import { canonicalDecimal, isDate, isDateTime } from '../../model/index.ts';
import type { CompileContext } from '../compile-context.ts';
import { isMissing } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { argumentTextSchema } from '../expression.ts';
import { secondsOf } from '../moment.ts';
import { createNodeTools } from '../node-tools.ts';
import { defineOperator } from '../operator.ts';
import type { OrderingName } from '../ordering.ts';
import { createOrdering, measureOf, orderingSchema } from '../ordering.ts';
import { valueTypes } from '../value-type.ts';

export interface CompareExpression extends Expression {
  readonly op: 'compare';
  readonly of: Expression;
  readonly is: '<' | '<=' | '=' | '!=' | '>=' | '>';
  readonly to: string | number | Expression;
  readonly as?: OrderingName;
}

/** Whether a value is less than, equal to or greater than another. */
export const compare = defineOperator({
  name: 'compare',
  group: 'conditions',
  summary:
    'Whether a value is less than (`<`, `<=`), equal to (`=`, `!=`) or greater than (`>=`, `>`) another, `to`: a text, a number or what an expression gives. Both are compared as numbers, exactly, if both are numbers, as moments if both are dates, else as texts in the order of the rule’s language, or as `as` says. No answer where one of them is missing.',
  examples: [
    {
      expression: { op: 'compare', of: { op: 'attribute', code: 'warrantyMonths' }, is: '>=', to: 12 },
      result: true,
    },
    {
      expression: {
        op: 'compare',
        of: { op: 'attribute', code: 'releaseDate' },
        is: '<',
        to: { op: 'attribute', code: 'updatedAt' },
      },
      result: true,
    },
  ],
  output: valueTypes.boolean,
  schema: (expression) =>
    z
      .strictObject({
        op: z.literal('compare'),
        of: expression,
        is: z.enum(['<', '<=', '=', '!=', '>=', '>']),
        to: z.union([argumentTextSchema, z.number(), expression], {
          error: 'is neither a text, a number nor an expression',
        }),
        as: orderingSchema.exactOptional(),
      })
      .superRefine(({ to, as }, context) => {
        if (typeof to === 'object' || as === undefined || as === 'text') return;
        if (as === 'number' ? canonicalDecimal(to) !== null : secondsOf(String(to)) !== null) return;
        const message = as === 'number' ? 'is not an exact number' : 'is not a date such as "2026-11-23"';
        context.addIssue({ code: 'custom', path: ['to'], message });
      }),
  children: (node: CompareExpression) => (typeof node.to === 'object' ? [node.of, node.to] : [node.of]),
  explain: ({ is, to }) => `whether it is ${is} ${typeof to === 'object' ? 'another value' : `“${to}”`}`,
  compile(node, context, compileChild) {
    const left = compileChild(node.of);
    const { to } = node;
    const right = typeof to === 'object' ? compileChild(to) : () => to;
    const order = orderReader(node, context);
    const holds = tests[node.is];
    return (evaluation) => {
      const value = left(evaluation);
      const other = right(evaluation);
      return isMissing(value) || isMissing(other) ? undefined : holds(order(value, other));
    };
  },
});

const tests = {
  '<': (order: number) => order < 0,
  '<=': (order: number) => order <= 0,
  '=': (order: number) => order === 0,
  '!=': (order: number) => order !== 0,
  '>=': (order: number) => order >= 0,
  '>': (order: number) => order > 0,
} as const;

type Order = (value: unknown, other: unknown) => number;

function orderReader(node: CompareExpression, context: CompileContext): Order {
  const tools = createNodeTools(node, context);
  const orderBy = (name: OrderingName): Order => {
    const { key, compare: byKey } = createOrdering(name, node.op, tools);
    return (value, other) => {
      const [measure, otherMeasure] = [measureOf(value), measureOf(other)];
      if (measure !== undefined && otherMeasure !== undefined && measure !== otherMeasure) {
        throw tools.fail(`An amount in ${measure} cannot be compared with one in ${otherMeasure}`, value);
      }
      return byKey(key(value), key(other));
    };
  };
  const name = node.as ?? (typeof node.to === 'object' ? undefined : naturalOrdering(node.to));
  if (name !== undefined) return orderBy(name);
  const orders = { number: orderBy('number'), date: orderBy('date'), text: orderBy('text') };
  return (value, other) => {
    const natural = naturalOrdering(value);
    return orders[natural === naturalOrdering(other) ? natural : 'text'](value, other);
  };
}

function naturalOrdering(value: unknown): OrderingName {
  if (typeof value === 'number' || measureOf(value) !== undefined) return 'number';
  if (typeof value !== 'string') return 'text';
  if (canonicalDecimal(value) !== null) return 'number';
  return isDate(value) || isDateTime(value) ? 'date' : 'text';
}
