import { z } from 'zod';

import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface TrimExpression extends Expression {
  readonly op: 'trim';
  readonly of: Expression;
  readonly ends?: 'both' | 'start' | 'end';
  readonly collapse?: boolean;
}

/** Takes white space off a text. */
export const trim = defineUnaryOperator({
  name: 'trim',
  group: 'text',
  summary:
    'A text without the white space at its `ends` (`both`, default, or `start` or `end`); with `collapse` all white space within it, line breaks too, becomes one space.',
  examples: [
    { expression: { op: 'trim', of: { op: 'constant', value: '  crew neck ' } }, result: 'crew neck' },
    {
      expression: { op: 'trim', of: { op: 'constant', value: ' crew \n  neck ' }, collapse: true },
      result: 'crew neck',
    },
  ],
  output: valueTypes.text,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('trim'),
      of: expression,
      ends: z.enum(['both', 'start', 'end']).exactOptional().meta({ default: 'both' }),
      collapse: z.boolean().exactOptional().meta({ default: false }),
    }),
  outputType: (_node: TrimExpression, { maxLength }) =>
    maxLength === undefined ? valueTypes.text : { kind: 'text', maxLength },
  explain: (node) =>
    node.collapse === true ? 'without needless white space' : 'without white space at its ends',
  prepare(node, { text }) {
    const cut = {
      both: (value: string) => value.trim(),
      start: (value: string) => value.trimStart(),
      end: (value: string) => value.trimEnd(),
    }[node.ends ?? 'both'];
    return node.collapse === true
      ? (value) => cut(text(value)).replace(/\s+/g, ' ')
      : (value) => cut(text(value));
  },
});
