import { z } from 'zod';

import type { Expression } from '../expression.ts';
import type { Emitter } from '../operator.ts';
import { defineOperator } from '../operator.ts';
import { unionOf, valueTypes } from '../value-type.ts';

export interface WhenExpression extends Expression {
  readonly op: 'when';
  readonly test: Expression;
  readonly then: Expression;
  readonly else?: Expression;
}

/** One of two expressions, as a condition holds or not. */
export const when = defineOperator({
  name: 'when',
  group: 'choosing',
  summary:
    'What `then` gives if the condition `test` is true, else what `else` gives, or nothing. A condition without a value is not true.',
  examples: [
    {
      expression: {
        op: 'when',
        test: { op: 'equals', of: { op: 'field', path: 'status' }, to: 'active' },
        then: { op: 'constant', value: 'ACTIVE' },
        else: { op: 'constant', value: 'DRAFT' },
      },
      result: 'ACTIVE',
    },
  ],
  output: valueTypes.any,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('when'),
      test: expression,
      then: expression,
      else: expression.exactOptional(),
    }),
  children: (node: WhenExpression) =>
    node.else === undefined ? [node.test, node.then] : [node.test, node.then, node.else],
  outputType: (_node, inputs) => unionOf(inputs.slice(1)),
  explain: () => 'one or the other, by a condition',
  compile(node, _context, compileChild) {
    const test = compileChild(node.test);
    const then = compileChild(node.then);
    const otherwise = node.else === undefined ? () => undefined : compileChild(node.else);
    return (evaluation) => (test(evaluation) === true ? then(evaluation) : otherwise(evaluation));
  },
  emit(node, _context, emitter: Emitter) {
    const otherwise = node.else === undefined ? 'undefined' : emitter.child(node.else);
    return `(${emitter.child(node.test)} === true ? ${emitter.child(node.then)} : ${otherwise})`;
  },
});
