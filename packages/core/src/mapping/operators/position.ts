import { z } from 'zod';

import type { Expression } from '../expression.ts';
import { defineOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface PositionExpression extends Expression {
  readonly op: 'position';
}

/** The place of the entry that an enclosing list operator is at. */
export const position = defineOperator<PositionExpression, number>({
  name: 'position',
  group: 'reading',
  summary:
    'The place, from 1, of the entry that the enclosing `each`, `filter`, `sort` or `unique` is at; no value outside of them.',
  examples: [
    {
      expression: {
        op: 'each',
        of: { op: 'attribute', code: 'certifications' },
        do: {
          op: 'object',
          fields: { value: { op: 'item' }, position: { op: 'position' } },
        },
      },
      result: [
        { value: 'oeko_tex', position: 1 },
        { value: 'gots', position: 2 },
      ],
    },
  ],
  output: valueTypes.integer,
  schema: () => z.strictObject({ op: z.literal('position') }),
  children: () => [],
  explain: () => 'the place in the list',
  compile: () => (evaluation) => (evaluation.position === 0 ? undefined : evaluation.position),
});
