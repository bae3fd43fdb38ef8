import { z } from 'zod';

import { localeSchema } from '../../model/index.ts';
import type { CompileContext } from '../compile-context.ts';
import type { Expression } from '../expression.ts';
import type { Emitter } from '../operator.ts';
import { defineOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface LocaleExpression extends Expression {
  readonly op: 'locale';
  readonly of: Expression;
  readonly locales: readonly string[];
}

/** Evaluates an expression for other locales. */
export const locale = defineOperator({
  name: 'locale',
  group: 'locales',
  summary:
    'What an expression gives when these source locales are tried, best first, instead of those of the rule.',
  examples: [
    {
      expression: { op: 'locale', of: { op: 'attribute', code: 'name' }, locales: ['de-DE'] },
      result: 'Merino Rundhalspullover',
    },
  ],
  output: valueTypes.any,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('locale'),
      of: expression,
      locales: z.array(localeSchema).min(1).max(50),
    }),
  children: (node: LocaleExpression) => [node.of],
  outputType: (_node, inputs) => inputs[0] ?? valueTypes.any,
  explain: (node) => `in ${node.locales.join(', else ')}`,
  compile: (node, context, compileChild) => compileChild(node.of, inLocales(node, context)),
  emit: (node, context, emitter: Emitter) => emitter.child(node.of, inLocales(node, context)),
});

function inLocales(node: LocaleExpression, context: CompileContext): CompileContext {
  return { ...context, locale: node.locales[0] ?? context.locale, locales: node.locales };
}
