import { z } from 'zod';

import { isBlank, isMissing } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import type { Emitter } from '../operator.ts';
import { defineOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface ExistsExpression extends Expression {
  readonly op: 'exists';
  readonly of: Expression;
  readonly blank?: 'skip' | 'keep';
}

/** Whether there is a value. */
export const exists = defineOperator({
  name: 'exists',
  group: 'conditions',
  summary:
    'Whether there is a value. Blank texts and empty lists count as no value, unless `blank` is `keep`.',
  examples: [
    { expression: { op: 'exists', of: { op: 'attribute', code: 'brand' } }, result: true },
    { expression: { op: 'exists', of: { op: 'attribute', code: 'shopTitle' } }, result: false },
  ],
  output: valueTypes.boolean,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('exists'),
      of: expression,
      blank: z.enum(['skip', 'keep']).exactOptional().meta({ default: 'skip' }),
    }),
  children: (node: ExistsExpression) => [node.of],
  explain: () => 'whether there is a value',
  compile(node, _context, compileChild) {
    const input = compileChild(node.of);
    const isNothing = node.blank === 'keep' ? isMissing : isBlank;
    return (evaluation) => !isNothing(input(evaluation));
  },
  emit: (node, _context, emitter: Emitter) =>
    `!${emitter.data(node.blank === 'keep' ? isMissing : isBlank)}(${emitter.child(node.of)})`,
});
