import { z } from 'zod';

import type { Evaluate } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { fieldPathSchema, fieldReader } from '../field-path.ts';
import { defineOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface ItemExpression extends Expression {
  readonly op: 'item';
  readonly path?: string;
}

/** The entry that an enclosing list operator is at. */
export const item = defineOperator({
  name: 'item',
  group: 'reading',
  summary: 'The entry that the enclosing `each`, `filter` or `sort` is at, or a field of it by its path.',
  examples: [
    {
      expression: {
        op: 'each',
        of: { op: 'constant', value: [{ code: 'a' }, { code: 'b' }] },
        do: { op: 'item', path: 'code' },
      },
      result: ['a', 'b'],
    },
  ],
  output: valueTypes.any,
  schema: () => z.strictObject({ op: z.literal('item'), path: fieldPathSchema.exactOptional() }),
  children: () => [],
  explain: (node: ItemExpression) => (node.path === undefined ? 'the entry' : `“${node.path}” of the entry`),
  compile(node): Evaluate {
    if (node.path === undefined) return (evaluation) => evaluation.item;
    const read = fieldReader(node.path);
    return (evaluation) => read(evaluation.item);
  },
});
