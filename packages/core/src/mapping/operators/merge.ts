import { z } from 'zod';

import { isMissing } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { createNodeTools, kindOf } from '../node-tools.ts';
import { defineOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface MergeExpression extends Expression {
  readonly op: 'merge';
  readonly of: readonly Expression[];
}

/** One object out of several. */
export const merge = defineOperator({
  name: 'merge',
  group: 'lists and objects',
  summary:
    'One object with the fields of several; of a field that several have the last one counts. Missing objects are left out; if all are missing there is no object.',
  examples: [
    {
      expression: {
        op: 'merge',
        of: [
          { op: 'field', path: 'extensions.erp' },
          { op: 'object', fields: { brand: { op: 'attribute', code: 'brand' } } },
        ],
      },
      result: { plant: '1000', blocked: false, brand: 'verano' },
    },
  ],
  output: valueTypes.object,
  schema: (expression) => z.strictObject({ op: z.literal('merge'), of: z.array(expression).min(1).max(100) }),
  children: (node: MergeExpression) => node.of,
  explain: ({ of }) => `${of.length} objects as one`,
  compile(node, context, compileChild) {
    const { fail } = createNodeTools(node, context);
    const parts = node.of.map((part) => compileChild(part));
    return (evaluation) => {
      let made: object | undefined;
      for (const part of parts) {
        const value = part(evaluation);
        if (isMissing(value)) continue;
        if (typeof value !== 'object' || Array.isArray(value)) {
          throw fail(`“merge” needs objects but was given ${kindOf(value)}`, value, 'value.wrong_type');
        }
        // Spreading never sets a prototype, whatever the names are.
        made = { ...made, ...value };
      }
      return made;
    };
  },
});
