import { z } from 'zod';

import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface LengthExpression extends Expression {
  readonly op: 'length';
  readonly of: Expression;
  readonly in?: 'characters' | 'bytes';
}

/** Counts the characters of a text or the entries of a list. */
export const length = defineUnaryOperator({
  name: 'length',
  group: 'text',
  summary:
    'How long a text is, `in` `characters` (UTF-16 code units, as most platforms count; default) or `bytes` of UTF-8, or how many entries a list has.',
  examples: [
    { expression: { op: 'length', of: { op: 'attribute', code: 'brand' } }, result: 6 },
    { expression: { op: 'length', of: { op: 'attribute', code: 'certifications' } }, result: 2 },
    { expression: { op: 'length', of: { op: 'constant', value: 'größer' }, in: 'bytes' }, result: 8 },
  ],
  output: valueTypes.integer,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('length'),
      of: expression,
      in: z.enum(['characters', 'bytes']).exactOptional().meta({ default: 'characters' }),
    }),
  explain: (node: LengthExpression) => (node.in === 'bytes' ? 'how many bytes' : 'how long it is'),
  prepare(node, { text }) {
    const encoder = new TextEncoder();
    const size =
      node.in === 'bytes' ? (value: string) => encoder.encode(value).length : (value: string) => value.length;
    return (value) => (Array.isArray(value) ? value.length : size(text(value)));
  },
});
