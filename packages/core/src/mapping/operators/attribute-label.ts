import { z } from 'zod';

import { propertyNameSchema } from '../../model/index.ts';
import { isMissing } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { createNodeTools } from '../node-tools.ts';
import { defineOperator } from '../operator.ts';
import { labelFor } from '../source-index.ts';
import { valueTypes } from '../value-type.ts';

export interface AttributeLabelExpression extends Expression {
  readonly op: 'attributeLabel';
  readonly code?: string;
  readonly of?: Expression;
}

/** Names an attribute in the rule’s locales. */
export const attributeLabel = defineOperator({
  name: 'attributeLabel',
  group: 'reading',
  summary:
    'The label of an attribute in the rule’s locales, or else its code. The attribute is named by `code`, or `of` gives its code.',
  examples: [
    {
      expression: { op: 'locale', locales: ['de-DE'], of: { op: 'attributeLabel', code: 'color' } },
      result: 'Farbe',
    },
    {
      expression: {
        op: 'each',
        of: { op: 'field', path: 'variesBy' },
        do: { op: 'attributeLabel', of: { op: 'item' } },
      },
      result: ['Color', 'Size'],
    },
  ],
  output: valueTypes.text,
  usesSource: true,
  schema: (expression) =>
    z
      .strictObject({
        op: z.literal('attributeLabel'),
        code: propertyNameSchema.exactOptional(),
        of: expression.exactOptional(),
      })
      .refine((node) => (node.code === undefined) !== (node.of === undefined), {
        message: 'needs either "code" or "of"',
      }),
  children: (node: AttributeLabelExpression) => (node.of === undefined ? [] : [node.of]),
  explain: (node) => `label of the attribute${node.code === undefined ? '' : ` “${node.code}”`}`,
  compile({ code, of, ...node }, context, compileChild) {
    const labelOf = (key: string) => labelFor(context.source.attribute(key)?.labels, context.locales) ?? key;
    if (of === undefined) {
      const label = labelOf(code ?? '');
      return () => label;
    }
    const input = compileChild(of);
    const { text } = createNodeTools({ ...node, of }, context);
    return (evaluation) => {
      const value = input(evaluation);
      return isMissing(value) ? value : labelOf(text(value));
    };
  },
});
