import { z } from 'zod';

import { isMissing } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { fieldReader } from '../field-path.ts';
import { createNodeTools } from '../node-tools.ts';
import { defineOperator } from '../operator.ts';
import { labelFor } from '../source-index.ts';
import { valueTypes } from '../value-type.ts';

export interface FamilyLabelExpression extends Expression {
  readonly op: 'familyLabel';
}

/** Names the product’s family in the rule’s locales. */
export const familyLabel = defineOperator<FamilyLabelExpression, string>({
  name: 'familyLabel',
  group: 'reading',
  summary: 'The label of the product’s family in the rule’s locales, or else the key of the family.',
  examples: [{ expression: { op: 'familyLabel' }, result: 'Apparel' }],
  output: valueTypes.text,
  usesSource: true,
  schema: () => z.strictObject({ op: z.literal('familyLabel') }),
  children: () => [],
  explain: () => 'label of the family',
  compile(node, context) {
    const read = fieldReader('family');
    const { text } = createNodeTools(node, context);
    return ({ record }) => {
      const value = read(record);
      if (isMissing(value)) return value;
      const key = text(value);
      return labelFor(context.source.family(key)?.labels, context.locales) ?? key;
    };
  },
});
