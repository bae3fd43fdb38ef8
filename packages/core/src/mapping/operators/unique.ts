import { z } from 'zod';

import { canonicalJson } from '../../model/index.ts';
import { atItem, isMissing } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { createNodeTools } from '../node-tools.ts';
import { defineOperator } from '../operator.ts';
import { asListType, listOf, valueTypes } from '../value-type.ts';

export interface UniqueExpression extends Expression {
  readonly op: 'unique';
  readonly of: Expression;
  readonly by?: Expression;
}

/** Every entry of a list once. */
export const unique = defineOperator({
  name: 'unique',
  group: 'lists and objects',
  summary:
    'The entries of a list, of equal ones only the first; with `by` those are equal for which it gives the same (`item` is the entry). Entries without such a value all stay.',
  examples: [
    {
      expression: { op: 'unique', of: { op: 'attribute', code: 'bulletPoints' } },
      result: ['Mid-weight merino', 'Machine washable', 'Knitted in Portugal'],
    },
    {
      expression: {
        op: 'unique',
        of: {
          op: 'constant',
          value: [
            { code: 'a', rank: 1 },
            { code: 'a', rank: 2 },
          ],
        },
        by: { op: 'item', path: 'code' },
      },
      result: [{ code: 'a', rank: 1 }],
    },
  ],
  output: listOf(valueTypes.any),
  schema: (expression) =>
    z.strictObject({ op: z.literal('unique'), of: expression, by: expression.exactOptional() }),
  children: (node: UniqueExpression) => (node.by === undefined ? [node.of] : [node.of, node.by]),
  outputType: (_node, [input = valueTypes.any]) => asListType(input),
  explain: () => 'every entry once',
  compile(node, context, compileChild) {
    const input = compileChild(node.of);
    const by = compileChild(node.by ?? { op: 'item' });
    const { list } = createNodeTools(node, context);
    return (evaluation) => {
      const value = input(evaluation);
      if (isMissing(value)) return value;
      const seen = new Set<string>();
      return list(value).filter((item, index) => {
        const identity = by(atItem(evaluation, item, index + 1));
        if (isMissing(identity)) return true;
        const key = canonicalJson(identity);
        const isNew = !seen.has(key);
        seen.add(key);
        return isNew;
      });
    };
  },
});
