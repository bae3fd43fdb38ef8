import { z } from 'zod';

import type { Expression } from '../expression.ts';
import { argumentCountSchema } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { asListType, listOf, valueTypes } from '../value-type.ts';

export interface TakeExpression extends Expression {
  readonly op: 'take';
  readonly of: Expression;
  readonly first?: number;
  readonly last?: number;
  readonly from?: number;
}

/** A piece of a list. */
export const take = defineUnaryOperator({
  name: 'take',
  group: 'lists and objects',
  summary:
    'The `first` or `last` so many entries of a list, or those `from` a position from 1 on; `from` and `first` together give a piece out of the middle.',
  examples: [
    {
      expression: { op: 'take', of: { op: 'attribute', code: 'bulletPoints' }, first: 2 },
      result: ['Mid-weight merino', 'Machine washable'],
    },
    {
      expression: { op: 'take', of: { op: 'attribute', code: 'certifications' }, last: 1 },
      result: ['gots'],
    },
    {
      expression: { op: 'take', of: { op: 'attribute', code: 'bulletPoints' }, from: 3, first: 1 },
      result: ['Knitted in Portugal'],
    },
  ],
  output: listOf(valueTypes.any),
  schema: (expression) =>
    z
      .strictObject({
        op: z.literal('take'),
        of: expression,
        first: argumentCountSchema.exactOptional(),
        last: argumentCountSchema.exactOptional(),
        from: argumentCountSchema.positive().exactOptional().meta({ default: 1 }),
      })
      .refine(
        ({ first, last, from }) => (last === undefined) === (first !== undefined || from !== undefined),
        { message: 'needs either "last", or "first", "from" or both' },
      ),
  outputType: (_node, input) => asListType(input),
  explain: ({ first, last, from }: TakeExpression) => {
    if (last !== undefined) return `the last ${last}`;
    const start = from === undefined ? '' : ` from ${from} on`;
    return first === undefined ? `those${start}` : `the first ${first}${start}`;
  },
  prepare({ first, last, from = 1 }, { list }) {
    if (last !== undefined) return (value) => list(value).slice(Math.max(0, list(value).length - last));
    const start = from - 1;
    return (value) => list(value).slice(start, first === undefined ? undefined : start + first);
  },
});
