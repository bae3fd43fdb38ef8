import { z } from 'zod';

import { localeSchema, propertyNameSchema } from '../../model/index.ts';
import { compileForLocales } from '../compile-for-locales.ts';
import { isMissing } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { createNodeTools } from '../node-tools.ts';
import { defineOperator } from '../operator.ts';
import { listOf, valueTypes } from '../value-type.ts';

export interface LanguageTaggedExpression extends Expression {
  readonly op: 'languageTagged';
  readonly of: Expression;
  readonly locales?: readonly string[];
  readonly valueName?: string;
  readonly tagName?: string;
}

/** An expression in every locale, as a list whose entries tell their locale. */
export const languageTagged = defineOperator({
  name: 'languageTagged',
  group: 'locales',
  summary:
    'A list with an object for each target locale of the mapping, or for the `locales` named: what an expression gives there as `value`, and the locale’s tag as `language_tag`; `valueName` and `tagName` give these fields other names. A list of values gives an object for each. Locales without a value are left out; if all are there is no list.',
  examples: [
    {
      expression: { op: 'languageTagged', of: { op: 'attribute', code: 'name' } },
      result: [
        { value: 'Merino Crew Sweater', language_tag: 'en-US' },
        { value: 'Merino Rundhalspullover', language_tag: 'de-DE' },
      ],
    },
    {
      expression: {
        op: 'languageTagged',
        of: { op: 'optionLabel', attribute: 'certifications' },
        locales: ['de-DE'],
        valueName: 'text',
        tagName: 'language',
      },
      result: [
        { text: 'OEKO-TEX', language: 'de-DE' },
        { text: 'GOTS bio', language: 'de-DE' },
      ],
    },
  ],
  output: listOf(valueTypes.object),
  schema: (expression) =>
    z
      .strictObject({
        op: z.literal('languageTagged'),
        of: expression,
        locales: z.array(localeSchema).min(1).max(500).exactOptional(),
        valueName: propertyNameSchema.exactOptional().meta({ default: 'value' }),
        tagName: propertyNameSchema.exactOptional().meta({ default: 'language_tag' }),
      })
      .refine(({ valueName = 'value', tagName = 'language_tag' }) => valueName !== tagName, {
        message: 'needs different names for the value and the tag',
      }),
  children: (node: LanguageTaggedExpression) => [node.of],
  explain: ({ locales }) =>
    locales === undefined ? 'tagged in every locale' : `tagged in ${locales.join(' and ')}`,
  compile(node, context, compileChild) {
    const { valueName = 'value', tagName = 'language_tag' } = node;
    const { list } = createNodeTools(node, context);
    const inLocales = compileForLocales(node.of, node.locales, context, compileChild);
    return (evaluation) => {
      const values = inLocales.map(({ locale, evaluate }) => ({ locale, value: evaluate(evaluation) }));
      const given = values.filter(({ value }) => !isMissing(value));
      if (given.length === 0) return undefined;
      return given.flatMap(({ locale, value }) =>
        list(value).map((entry) => ({ [valueName]: entry, [tagName]: locale })),
      );
    };
  },
});
