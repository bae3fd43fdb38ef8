import { z } from 'zod';

import { conditionReader } from '../condition.ts';
import type { Expression } from '../expression.ts';
import { createNodeTools } from '../node-tools.ts';
import { defineOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface AnyExpression extends Expression {
  readonly op: 'any';
  readonly of: readonly Expression[];
}

/** Whether at least one of several conditions is true. */
export const any = defineOperator({
  name: 'any',
  group: 'conditions',
  summary:
    'Whether at least one of several conditions is true. One that is true decides; if none is, but one has no value, there is no answer.',
  examples: [
    {
      expression: {
        op: 'any',
        of: [
          { op: 'equals', of: { op: 'field', path: 'status' }, to: 'draft' },
          { op: 'exists', of: { op: 'attribute', code: 'brand' } },
        ],
      },
      result: true,
    },
  ],
  output: valueTypes.boolean,
  schema: (expression) => z.strictObject({ op: z.literal('any'), of: z.array(expression).min(1).max(100) }),
  children: (node: AnyExpression) => node.of,
  explain: ({ of }) => `whether one of ${of.length} conditions is true`,
  compile(node, context, compileChild) {
    const conditions = node.of.map((condition) => compileChild(condition));
    const read = conditionReader(node.op, createNodeTools(node, context));
    return (evaluation) => {
      let answer: boolean | undefined = false;
      for (const condition of conditions) {
        const holds = read(condition(evaluation));
        if (holds === true) return true;
        if (holds === undefined) answer = undefined;
      }
      return answer;
    };
  },
});
