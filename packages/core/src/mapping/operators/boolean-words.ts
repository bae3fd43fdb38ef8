import { z } from 'zod';

import type { Expression } from '../expression.ts';
import { argumentTextSchema } from '../expression.ts';
import { kindOf } from '../node-tools.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface BooleanWordsExpression extends Expression {
  readonly op: 'booleanWords';
  readonly of: Expression;
  readonly true: string;
  readonly false: string;
}

/** Writes yes or no. */
export const booleanWords = defineUnaryOperator({
  name: 'booleanWords',
  group: 'text',
  summary: 'The text in `true` or that in `false`, as a value is true or false.',
  examples: [
    {
      expression: {
        op: 'booleanWords',
        of: { op: 'attribute', code: 'featured' },
        true: 'Featured',
        false: 'Regular',
      },
      result: 'Featured',
    },
  ],
  output: valueTypes.text,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('booleanWords'),
      of: expression,
      true: argumentTextSchema,
      false: argumentTextSchema,
    }),
  outputType: (node: BooleanWordsExpression) => ({
    kind: 'text',
    maxLength: Math.max(node.true.length, node.false.length),
    options: [node.true, node.false],
  }),
  explain: (node) => `“${node.true}” or “${node.false}”`,
  prepare(node, { fail }) {
    return (value) => {
      if (typeof value === 'boolean') return value ? node.true : node.false;
      const message = `“booleanWords” needs true or false but was given ${kindOf(value)}`;
      throw fail(message, value, 'value.wrong_type');
    };
  },
});
