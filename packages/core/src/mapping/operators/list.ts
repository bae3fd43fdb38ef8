import { z } from 'zod';

import { isMissing } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { defineOperator } from '../operator.ts';
import { listOf, unionOf, valueTypes } from '../value-type.ts';

export interface ListExpression extends Expression {
  readonly op: 'list';
  readonly of: readonly Expression[];
}

/** A list out of several values. */
export const list = defineOperator({
  name: 'list',
  group: 'lists and objects',
  summary:
    'A list of what several expressions give. Missing values are left out; if all are missing there is no list.',
  examples: [
    {
      expression: {
        op: 'list',
        of: [
          { op: 'attribute', code: 'brand' },
          { op: 'attribute', code: 'shopTitle' },
          { op: 'field', path: 'family' },
        ],
      },
      result: ['verano', 'apparel'],
    },
  ],
  output: listOf(valueTypes.any),
  schema: (expression) =>
    z.strictObject({ op: z.literal('list'), of: z.array(expression).min(1).max(1_000) }),
  children: (node: ListExpression) => node.of,
  outputType: (_node, inputs) => listOf(unionOf(inputs)),
  explain: ({ of }) => `a list of ${of.length}`,
  compile(node, _context, compileChild) {
    const entries = node.of.map((entry) => compileChild(entry));
    return (evaluation) => {
      const values = entries.map((entry) => entry(evaluation)).filter((value) => !isMissing(value));
      return values.length === 0 ? undefined : values;
    };
  },
});
