import { z } from 'zod';

import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface CaseExpression extends Expression {
  readonly op: 'case';
  readonly of: Expression;
  readonly to: 'upper' | 'lower' | 'sentence' | 'title';
}

/** Changes the letter case of a text. */
export const letterCase = defineUnaryOperator({
  name: 'case',
  group: 'text',
  summary:
    'A text in other letter case, after the rules of its language: `upper`, `lower`, `sentence` (first letter upper, the rest as it is) or `title` (first letter of each word upper).',
  examples: [
    { expression: { op: 'case', of: { op: 'attribute', code: 'brand' }, to: 'upper' }, result: 'VERANO' },
    {
      expression: { op: 'case', of: { op: 'constant', value: 'knitted in porto' }, to: 'title' },
      result: 'Knitted In Porto',
    },
  ],
  output: valueTypes.text,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('case'),
      of: expression,
      to: z.enum(['upper', 'lower', 'sentence', 'title']),
    }),
  explain: (node: CaseExpression) => `in ${node.to} case`,
  prepare(node, { context, text }) {
    const locale = context.locales[0] ?? 'en';
    const change = {
      upper: (value: string) => value.toLocaleUpperCase(locale),
      lower: (value: string) => value.toLocaleLowerCase(locale),
      sentence: (value: string) => value.replace(/\p{L}/u, (letter) => letter.toLocaleUpperCase(locale)),
      title: (value: string) =>
        value.replace(/(?<![\p{L}\p{M}\p{N}'’])\p{L}/gu, (letter) => letter.toLocaleUpperCase(locale)),
    }[node.to];
    return (value) => change(text(value));
  },
});
