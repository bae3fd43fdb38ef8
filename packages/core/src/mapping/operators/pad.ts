import { z } from 'zod';

import type { Expression } from '../expression.ts';
import { argumentTextSchema } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface PadExpression extends Expression {
  readonly op: 'pad';
  readonly of: Expression;
  readonly characters: number;
  readonly with: string;
  readonly side?: 'start' | 'end';
}

/** Fills a text up to a length. */
export const pad = defineUnaryOperator({
  name: 'pad',
  group: 'text',
  summary:
    'A text that is filled up to a number of `characters` (UTF-16 code units) by repeating the text `with` at its `side`: `start` (default) or `end`. A longer text stays as it is.',
  examples: [
    {
      expression: { op: 'pad', of: { op: 'attribute', code: 'warrantyMonths' }, characters: 5, with: '0' },
      result: '00024',
    },
  ],
  output: valueTypes.text,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('pad'),
      of: expression,
      characters: z.int().positive().max(10_000),
      with: argumentTextSchema.min(1).max(20),
      side: z.enum(['start', 'end']).exactOptional().meta({ default: 'start' }),
    }),
  outputType: (node: PadExpression, { maxLength }) =>
    maxLength === undefined
      ? valueTypes.text
      : { kind: 'text', maxLength: Math.max(maxLength, node.characters) },
  explain: (node) => `filled up to ${node.characters} characters`,
  prepare({ characters, with: filling, side = 'start' }, { text }) {
    return (value) => {
      const whole = text(value);
      const needed = characters - whole.length;
      if (needed <= 0) return whole;
      const added = filling.repeat(Math.ceil(needed / filling.length)).slice(0, needed);
      // A filling of more than one code unit may be cut in the middle of a character.
      const filled = added.isWellFormed() ? added : added.slice(0, -1);
      return side === 'start' ? filled + whole : whole + filled;
    };
  },
});
