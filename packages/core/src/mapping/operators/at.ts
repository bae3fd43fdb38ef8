import { z } from 'zod';

import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { itemTypeOf, valueTypes } from '../value-type.ts';

export interface AtExpression extends Expression {
  readonly op: 'at';
  readonly of: Expression;
  readonly position: number;
}

/** One entry of a list. */
export const at = defineUnaryOperator({
  name: 'at',
  group: 'lists and objects',
  summary: 'The entry of a list at a position, from 1; `-1` is the last. No value where the list is shorter.',
  examples: [
    {
      expression: { op: 'at', of: { op: 'attribute', code: 'certifications' }, position: 1 },
      result: 'oeko_tex',
    },
    {
      expression: { op: 'at', of: { op: 'attribute', code: 'certifications' }, position: -1 },
      result: 'gots',
    },
  ],
  output: valueTypes.any,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('at'),
      of: expression,
      position: z
        .int()
        .min(-1_000_000)
        .max(1_000_000)
        .refine((position) => position !== 0, { message: 'counts from 1, or from -1 at the end' }),
    }),
  outputType: (_node, input) => itemTypeOf(input),
  explain: ({ position }: AtExpression) => `entry ${position}`,
  prepare({ position }, { list }) {
    const index = position > 0 ? position - 1 : position;
    return (value) => list(value).at(index);
  },
});
