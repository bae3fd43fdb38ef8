import { z } from 'zod';

import { propertyNameSchema } from '../../model/index.ts';
import { jsonDefect } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { createNodeTools } from '../node-tools.ts';
import { defineOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface CallExpression extends Expression {
  readonly op: 'call';
  readonly function: string;
  readonly args?: readonly Expression[];
}

/** Calls a function of the application. */
export const call = defineOperator({
  name: 'call',
  group: 'choosing',
  summary:
    'What a function gives that the application registered under this name, called with the values of `args`.',
  examples: [
    {
      expression: { op: 'call', function: 'initials', args: [{ op: 'attribute', code: 'name' }] },
      result: 'MCS',
    },
  ],
  output: valueTypes.any,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('call'),
      function: propertyNameSchema,
      args: z.array(expression).max(20).exactOptional(),
    }),
  children: (node: CallExpression) => node.args ?? [],
  explain: (node) => `calls “${node.function}”`,
  compile(node, context, compileChild) {
    const args = (node.args ?? []).map((argument) => compileChild(argument));
    const { fail } = createNodeTools(node, context);
    const registered = context.functions[node.function];
    const about = { locale: context.locale, scope: context.scope };
    return (evaluation) => {
      const result: unknown = registered?.run(
        args.map((argument) => argument(evaluation)),
        about,
      );
      const defect = result === undefined ? null : jsonDefect(result);
      if (defect !== null)
        throw fail(`The function “${node.function}” gave something that ${defect}`, undefined, 'rule.failed');
      return result;
    };
  },
});
