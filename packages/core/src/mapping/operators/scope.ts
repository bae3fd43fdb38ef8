import { z } from 'zod';

import { scopeSchema } from '../../model/index.ts';
import type { CompileContext } from '../compile-context.ts';
import type { Expression } from '../expression.ts';
import type { Emitter } from '../operator.ts';
import { defineOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface ScopeExpression extends Expression {
  readonly op: 'scope';
  readonly of: Expression;
  readonly scope: string | null;
}

/** Evaluates an expression for another scope. */
export const scope = defineOperator({
  name: 'scope',
  group: 'locales',
  summary:
    'What an expression gives when this scope is read instead of the rule’s; `null` reads only what does not depend on a scope.',
  examples: [
    {
      expression: { op: 'scope', of: { op: 'attribute', code: 'brand' }, scope: 'marketplace' },
      result: 'verano',
    },
  ],
  output: valueTypes.any,
  schema: (expression) =>
    z.strictObject({ op: z.literal('scope'), of: expression, scope: scopeSchema.nullable() }),
  children: (node: ScopeExpression) => [node.of],
  outputType: (_node, inputs) => inputs[0] ?? valueTypes.any,
  explain: (node) => (node.scope === null ? 'without a scope' : `in the scope “${node.scope}”`),
  compile: (node, context, compileChild) => compileChild(node.of, inScope(node, context)),
  emit: (node, context, emitter: Emitter) => emitter.child(node.of, inScope(node, context)),
});

function inScope(node: ScopeExpression, context: CompileContext): CompileContext {
  return { ...context, scope: node.scope };
}
