import { z } from 'zod';

import type { Expression } from '../expression.ts';
import { argumentTextSchema } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { listOf, valueTypes } from '../value-type.ts';

export interface SplitExpression extends Expression {
  readonly op: 'split';
  readonly of: Expression;
  readonly separator: string;
}

/** A list out of a text. */
export const split = defineUnaryOperator({
  name: 'split',
  group: 'lists and objects',
  summary:
    'The pieces of a text between the places where a separator stands, without the white space around them; empty pieces are left out.',
  examples: [
    {
      expression: { op: 'split', of: { op: 'attribute', code: 'careCode' }, separator: '/' },
      result: ['ABC-30', 'wool'],
    },
  ],
  output: listOf(valueTypes.text),
  schema: (expression) =>
    z.strictObject({ op: z.literal('split'), of: expression, separator: argumentTextSchema.min(1) }),
  explain: ({ separator }: SplitExpression) => `split at “${separator}”`,
  prepare:
    ({ separator }, { text }) =>
    (value) =>
      text(value)
        .split(separator)
        .map((piece) => piece.trim())
        .filter((piece) => piece !== ''),
});
