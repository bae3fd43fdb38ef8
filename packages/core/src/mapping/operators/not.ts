import { z } from 'zod';

import { conditionReader } from '../condition.ts';
import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface NotExpression extends Expression {
  readonly op: 'not';
  readonly of: Expression;
}

/** The opposite of a condition. */
export const not = defineUnaryOperator({
  name: 'not',
  group: 'conditions',
  summary: 'The opposite of a condition; no value where the condition has none.',
  examples: [
    {
      expression: { op: 'not', of: { op: 'equals', of: { op: 'field', path: 'status' }, to: 'draft' } },
      result: true,
    },
  ],
  output: valueTypes.boolean,
  schema: (expression) => z.strictObject({ op: z.literal('not'), of: expression }),
  explain: () => 'the opposite',
  prepare(node: NotExpression, tools) {
    const read = conditionReader(node.op, tools);
    return (value) => read(value) === false;
  },
});
