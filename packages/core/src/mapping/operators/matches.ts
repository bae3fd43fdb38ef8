import { z } from 'zod';

import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';
import { compilePattern, patternSchema, searchableText } from './pattern.ts';

export interface MatchesExpression extends Expression {
  readonly op: 'matches';
  readonly of: Expression;
  readonly pattern: string;
  readonly whole?: boolean;
  readonly ignoreCase?: boolean;
}

/** Tells whether a text matches a pattern. */
export const matches = defineUnaryOperator({
  name: 'matches',
  group: 'conditions',
  summary:
    'Whether some part of a text, or with `whole` all of it, matches a regular expression (syntax of RE2, without look-around and back-references).',
  examples: [
    {
      expression: { op: 'matches', of: { op: 'attribute', code: 'careCode' }, pattern: 'wool' },
      result: true,
    },
    {
      expression: {
        op: 'matches',
        of: { op: 'attribute', code: 'careCode' },
        pattern: '[a-z]{3}-\\d+',
        whole: true,
        ignoreCase: true,
      },
      result: false,
    },
  ],
  output: valueTypes.boolean,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('matches'),
      of: expression,
      pattern: patternSchema,
      whole: z.boolean().exactOptional().meta({ default: false }),
      ignoreCase: z.boolean().exactOptional().meta({ default: false }),
    }),
  explain: (node: MatchesExpression) =>
    node.whole === true ? `whether all of it matches ${node.pattern}` : `whether it matches ${node.pattern}`,
  prepare(node, tools) {
    const pattern = compilePattern(node.pattern, node.ignoreCase);
    return node.whole === true
      ? (value) => pattern.testExact(searchableText(value, tools))
      : (value) => pattern.test(searchableText(value, tools));
  },
});
