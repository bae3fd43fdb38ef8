import { z } from 'zod';

import { atItem, isMissing } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { createNodeTools } from '../node-tools.ts';
import { defineOperator } from '../operator.ts';
import { listOf, valueTypes } from '../value-type.ts';

export interface EachExpression extends Expression {
  readonly op: 'each';
  readonly of: Expression;
  readonly do: Expression;
}

/** Does something with every entry of a list. */
export const each = defineOperator({
  name: 'each',
  group: 'lists and objects',
  summary:
    'A list of what `do` gives for every entry of a list; `item` is the entry, `position` its place. Entries for which it gives nothing are left out.',
  examples: [
    {
      expression: {
        op: 'each',
        of: { op: 'attribute', code: 'certifications' },
        do: { op: 'case', of: { op: 'item' }, to: 'upper' },
      },
      result: ['OEKO_TEX', 'GOTS'],
    },
  ],
  output: listOf(valueTypes.any),
  schema: (expression) => z.strictObject({ op: z.literal('each'), of: expression, do: expression }),
  children: (node: EachExpression) => [node.of, node.do],
  outputType: (_node, inputs) => listOf(inputs[1] ?? valueTypes.any),
  explain: () => 'for every entry of a list',
  compile(node, context, compileChild) {
    const input = compileChild(node.of);
    const body = compileChild(node.do);
    const { list } = createNodeTools(node, context);
    return (evaluation) => {
      const value = input(evaluation);
      if (isMissing(value)) return value;
      return list(value)
        .map((item, index) => body(atItem(evaluation, item, index + 1)))
        .filter((result) => result !== undefined);
    };
  },
});
