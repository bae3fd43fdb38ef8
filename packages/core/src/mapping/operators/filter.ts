import { z } from 'zod';

import { conditionReader } from '../condition.ts';
import { atItem, isMissing } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { createNodeTools } from '../node-tools.ts';
import { defineOperator } from '../operator.ts';
import { asListType, listOf, valueTypes } from '../value-type.ts';

export interface FilterExpression extends Expression {
  readonly op: 'filter';
  readonly of: Expression;
  readonly by: Expression;
}

/** Keeps some entries of a list. */
export const filter = defineOperator({
  name: 'filter',
  group: 'lists and objects',
  summary:
    'The entries of a list for which the condition `by` is true; `item` is the entry, `position` its place.',
  examples: [
    {
      expression: {
        op: 'filter',
        of: { op: 'attribute', code: 'bulletPoints' },
        by: { op: 'includes', of: { op: 'item' }, value: 'Machine' },
      },
      result: ['Machine washable', 'Machine washable'],
    },
  ],
  output: listOf(valueTypes.any),
  schema: (expression) => z.strictObject({ op: z.literal('filter'), of: expression, by: expression }),
  children: (node: FilterExpression) => [node.of, node.by],
  outputType: (_node, [input = valueTypes.any]) => asListType(input),
  explain: () => 'the entries for which a condition is true',
  compile(node, context, compileChild) {
    const input = compileChild(node.of);
    const condition = compileChild(node.by);
    const tools = createNodeTools(node, context);
    const read = conditionReader(node.op, tools);
    return (evaluation) => {
      const value = input(evaluation);
      if (isMissing(value)) return value;
      return tools
        .list(value)
        .filter((item, index) => read(condition(atItem(evaluation, item, index + 1))) === true);
    };
  },
});
