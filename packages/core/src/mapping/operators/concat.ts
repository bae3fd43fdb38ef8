import { z } from 'zod';

import { isMissing } from '../evaluation.ts';
import type { Evaluate } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { createNodeTools } from '../node-tools.ts';
import { defineOperator } from '../operator.ts';
import { itemTypeOf, listOf, unionOf, valueTypes } from '../value-type.ts';

export interface ConcatExpression extends Expression {
  readonly op: 'concat';
  readonly of: Expression | readonly Expression[];
}

/** One list out of several. */
export const concat = defineOperator({
  name: 'concat',
  group: 'lists and objects',
  summary:
    'One list of the entries of several lists, which several expressions give, or one expression as a list of lists. A single value counts as a list of one; missing lists are left out, and if all are missing there is no list.',
  examples: [
    {
      expression: {
        op: 'concat',
        of: [
          { op: 'attribute', code: 'certifications' },
          { op: 'attribute', code: 'shopTitle' },
          { op: 'attribute', code: 'brand' },
        ],
      },
      result: ['oeko_tex', 'gots', 'verano'],
    },
    {
      expression: { op: 'concat', of: { op: 'categoryPath', categories: 'all', root: 'omit' } },
      result: ['Men', 'Sweaters', 'Sale'],
    },
  ],
  output: listOf(valueTypes.any),
  schema: (expression) =>
    z.strictObject({
      op: z.literal('concat'),
      of: z.union([expression, z.array(expression).min(1).max(1_000)], {
        error: 'is neither an expression nor a list of expressions',
      }),
    }),
  children: ({ of }: ConcatExpression) => (isSeveral(of) ? of : [of]),
  outputType: ({ of }, inputs) =>
    listOf(unionOf((isSeveral(of) ? inputs : inputs.map(itemTypeOf)).map(itemTypeOf))),
  explain: () => 'several lists as one',
  compile({ of, ...node }, context, compileChild) {
    const { list } = createNodeTools({ ...node, of }, context);
    const readLists: Evaluate = isSeveral(of)
      ? readEach(of.map((one) => compileChild(one)))
      : compileChild(of);
    return (evaluation) => {
      const lists = readLists(evaluation);
      if (isMissing(lists)) return lists;
      const entries: unknown[] = [];
      for (const one of list(lists)) {
        if (isMissing(one)) continue;
        for (const entry of list(one)) entries.push(entry);
      }
      return entries;
    };
  },
});

function isSeveral(of: Expression | readonly Expression[]): of is readonly Expression[] {
  return Array.isArray(of);
}

function readEach(inputs: readonly Evaluate[]): Evaluate {
  return (evaluation) => {
    const lists = inputs.map((input) => input(evaluation));
    return lists.every(isMissing) ? undefined : lists;
  };
}
