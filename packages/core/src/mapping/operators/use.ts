import { z } from 'zod';

import { propertyNameSchema } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { defineOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface UseExpression extends Expression {
  readonly op: 'use';
  readonly name: string;
}

/** Uses an expression that the mapping defines once under a name. */
export const use = defineOperator({
  name: 'use',
  group: 'choosing',
  summary: 'What the expression gives that the mapping’s `definitions` hold under this name.',
  examples: [{ expression: { op: 'use', name: 'title' }, result: 'Merino Crew Sweater' }],
  output: valueTypes.any,
  schema: () => z.strictObject({ op: z.literal('use'), name: propertyNameSchema }),
  children: () => [],
  explain: (node: UseExpression) => `the definition “${node.name}”`,
  compile: (node, context, compileChild) => compileChild(context.definitions[node.name] as Expression),
});
