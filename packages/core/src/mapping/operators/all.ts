import { z } from 'zod';

import { conditionReader } from '../condition.ts';
import type { Expression } from '../expression.ts';
import { createNodeTools } from '../node-tools.ts';
import { defineOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface AllExpression extends Expression {
  readonly op: 'all';
  readonly of: readonly Expression[];
}

/** Whether every one of several conditions is true. */
export const all = defineOperator({
  name: 'all',
  group: 'conditions',
  summary:
    'Whether every one of several conditions is true. One that is false decides; if none is, but one has no value, there is no answer.',
  examples: [
    {
      expression: {
        op: 'all',
        of: [
          { op: 'equals', of: { op: 'field', path: 'status' }, to: 'active' },
          { op: 'exists', of: { op: 'attribute', code: 'brand' } },
        ],
      },
      result: true,
    },
  ],
  output: valueTypes.boolean,
  schema: (expression) => z.strictObject({ op: z.literal('all'), of: z.array(expression).min(1).max(100) }),
  children: (node: AllExpression) => node.of,
  explain: ({ of }) => `whether all of ${of.length} conditions are true`,
  compile(node, context, compileChild) {
    const conditions = node.of.map((condition) => compileChild(condition));
    const read = conditionReader(node.op, createNodeTools(node, context));
    return (evaluation) => {
      let answer: boolean | undefined = true;
      for (const condition of conditions) {
        const holds = read(condition(evaluation));
        if (holds === false) return false;
        if (holds === undefined) answer = undefined;
      }
      return answer;
    };
  },
});
