import { z } from 'zod';

import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { asListType, listOf, valueTypes } from '../value-type.ts';

export interface ReverseExpression extends Expression {
  readonly op: 'reverse';
  readonly of: Expression;
}

/** A list the other way round. */
export const reverse = defineUnaryOperator({
  name: 'reverse',
  group: 'lists and objects',
  summary: 'The entries of a list, the last one first.',
  examples: [
    {
      expression: { op: 'reverse', of: { op: 'attribute', code: 'certifications' } },
      result: ['gots', 'oeko_tex'],
    },
  ],
  output: listOf(valueTypes.any),
  schema: (expression) => z.strictObject({ op: z.literal('reverse'), of: expression }),
  outputType: (_node, input) => asListType(input),
  explain: (_node: ReverseExpression) => 'the other way round',
  prepare:
    (_node, { list }) =>
    (value) =>
      list(value).toReversed(),
});
