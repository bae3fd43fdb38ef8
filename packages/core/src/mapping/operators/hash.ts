import { z } from 'zod';

import { hashValue } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface HashExpression extends Expression {
  readonly op: 'hash';
  readonly of: Expression;
  readonly length?: number;
}

const hashLength = 22;

/** Makes a short, stable code out of any value. */
export const hash = defineUnaryOperator({
  name: 'hash',
  group: 'codes',
  summary:
    'A code of 22 letters, digits, hyphens and underscores that is the same for equal values and differs for others, to tell contents apart or to make a key; `length` cuts it, at the price that chance can make two codes equal.',
  examples: [
    {
      expression: { op: 'hash', of: { op: 'attribute', code: 'brand' } },
      result: 'thlNGq6C4oWa5n77b3ghwI',
    },
    {
      expression: { op: 'hash', of: { op: 'attribute', code: 'brand' }, length: 8 },
      result: 'thlNGq6C',
    },
  ],
  output: valueTypes.text,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('hash'),
      of: expression,
      length: z.int().min(4).max(hashLength).exactOptional().meta({ default: hashLength }),
    }),
  outputType: ({ length = hashLength }: HashExpression) => ({ kind: 'text', maxLength: length }),
  explain: () => 'a code of its content',
  prepare:
    ({ length = hashLength }) =>
    (value) =>
      hashValue(value).slice(0, length),
});
