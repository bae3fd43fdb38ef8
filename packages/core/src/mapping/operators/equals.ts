import { z } from 'zod';

import { showValue } from '../../errors/index.ts';
import { canonicalJson } from '../../model/index.ts';
import type { JsonValue } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { argumentJsonSchema } from '../expression.ts';
import type { Emitter } from '../operator.ts';
import { defineOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface EqualsExpression extends Expression {
  readonly op: 'equals';
  readonly of: Expression;
  readonly to: JsonValue;
}

/** Whether a value is a certain one. */
export const equals = defineOperator({
  name: 'equals',
  group: 'conditions',
  summary: 'Whether a value is the one given, letter by letter. A missing or empty value equals only `null`.',
  examples: [
    { expression: { op: 'equals', of: { op: 'field', path: 'family' }, to: 'apparel' }, result: true },
    { expression: { op: 'equals', of: { op: 'attribute', code: 'shopTitle' }, to: null }, result: true },
  ],
  output: valueTypes.boolean,
  schema: (expression) => z.strictObject({ op: z.literal('equals'), of: expression, to: argumentJsonSchema }),
  children: (node: EqualsExpression) => [node.of],
  explain: (node) => `whether it is ${showValue(node.to)}`,
  compile(node, _context, compileChild) {
    const input = compileChild(node.of);
    const { to } = node;
    if (typeof to !== 'object' || to === null) return (evaluation) => (input(evaluation) ?? null) === to;
    const expected = canonicalJson(to);
    return (evaluation) => canonicalJson(input(evaluation) ?? null) === expected;
  },
  emit({ of, to }, _context, emitter: Emitter) {
    if (typeof to === 'object' && to !== null) return undefined;
    return `((${emitter.child(of)} ?? null) === ${emitter.data(to)})`;
  },
});
