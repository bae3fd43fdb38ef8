import { z } from 'zod';

import { localeSchema } from '../../model/index.ts';
import { compileForLocales } from '../compile-for-locales.ts';
import type { Expression } from '../expression.ts';
import { defineOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface LocalizedExpression extends Expression {
  readonly op: 'localized';
  readonly of: Expression;
  readonly locales?: readonly string[];
}

/** An expression in every locale at once. */
export const localized = defineOperator({
  name: 'localized',
  group: 'locales',
  summary:
    'An object with what an expression gives for each target locale of the mapping, or for the `locales` named, under the locale’s tag. Locales without a value are left out; if all are there is no object.',
  examples: [
    {
      expression: { op: 'localized', of: { op: 'attribute', code: 'name' } },
      result: { 'en-US': 'Merino Crew Sweater', 'de-DE': 'Merino Rundhalspullover' },
    },
  ],
  output: valueTypes.object,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('localized'),
      of: expression,
      locales: z.array(localeSchema).min(1).max(500).exactOptional(),
    }),
  children: (node: LocalizedExpression) => [node.of],
  explain: ({ locales }) => (locales === undefined ? 'in every locale' : `in ${locales.join(' and ')}`),
  compile(node, context, compileChild) {
    const inLocales = compileForLocales(node.of, node.locales, context, compileChild);
    return (evaluation) => {
      let made: Record<string, unknown> | undefined;
      for (const { locale, evaluate } of inLocales) {
        const value = evaluate(evaluation);
        if (value === undefined) continue;
        made ??= {};
        made[locale] = value;
      }
      return made;
    };
  },
});
