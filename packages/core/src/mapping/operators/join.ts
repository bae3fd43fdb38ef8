import { z } from 'zod';

import { isMissing } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { argumentTextSchema } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface JoinExpression extends Expression {
  readonly op: 'join';
  readonly of: Expression;
  readonly separator: string;
}

/** A text out of a list. */
export const join = defineUnaryOperator({
  name: 'join',
  group: 'lists and objects',
  summary:
    'The entries of a list as one text, with a separator between them. Entries that are missing or empty are skipped; no value where nothing is left.',
  examples: [
    {
      expression: { op: 'join', of: { op: 'attribute', code: 'certifications' }, separator: ', ' },
      result: 'oeko_tex, gots',
    },
  ],
  output: valueTypes.text,
  schema: (expression) =>
    z.strictObject({ op: z.literal('join'), of: expression, separator: argumentTextSchema }),
  explain: ({ separator }: JoinExpression) => `joined with “${separator}”`,
  prepare({ separator }, { list, text }) {
    return (value) => {
      let joined: string | undefined;
      for (const entry of list(value)) {
        if (isMissing(entry) || entry === '') continue;
        joined = joined === undefined ? text(entry) : `${joined}${separator}${text(entry)}`;
      }
      return joined;
    };
  },
});
