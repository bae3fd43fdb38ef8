import { z } from 'zod';

import type { Expression } from '../expression.ts';
import { fieldPathSchema, fieldReader } from '../field-path.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface GetExpression extends Expression {
  readonly op: 'get';
  readonly of: Expression;
  readonly path: string;
}

/** A part of a value. */
export const get = defineUnaryOperator({
  name: 'get',
  group: 'lists and objects',
  summary:
    'A part of an object or list by its path, such as `amount` or `0.key` (places in lists count from 0 there).',
  examples: [
    { expression: { op: 'get', of: { op: 'attribute', code: 'weight' }, path: 'unit' }, result: 'KGM' },
    {
      expression: { op: 'get', of: { op: 'attribute', code: 'accessories' }, path: '0.key' },
      result: 'wool-comb',
    },
  ],
  output: valueTypes.any,
  schema: (expression) => z.strictObject({ op: z.literal('get'), of: expression, path: fieldPathSchema }),
  explain: ({ path }: GetExpression) => `“${path}” of it`,
  prepare: ({ path }) => fieldReader(path),
});
