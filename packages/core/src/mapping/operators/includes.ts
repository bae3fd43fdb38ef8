import { z } from 'zod';

import { canonicalJson } from '../../model/index.ts';
import { isMissing } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { argumentTextSchema } from '../expression.ts';
import { createNodeTools } from '../node-tools.ts';
import { defineOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface IncludesExpression extends Expression {
  readonly op: 'includes';
  readonly of: Expression;
  readonly value: string | number | boolean | Expression;
  readonly ignoreCase?: boolean;
}

/** Whether a list or text has something in it. */
export const includes = defineOperator({
  name: 'includes',
  group: 'conditions',
  summary:
    'Whether a list has an entry, or a text a piece of text, that is `value`: a constant, or what an expression gives. Letter by letter, unless `ignoreCase` is true. No answer where one of the two is missing.',
  examples: [
    {
      expression: { op: 'includes', of: { op: 'attribute', code: 'certifications' }, value: 'gots' },
      result: true,
    },
    {
      expression: {
        op: 'includes',
        of: { op: 'attribute', code: 'name' },
        value: 'crew',
        ignoreCase: true,
      },
      result: true,
    },
  ],
  output: valueTypes.boolean,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('includes'),
      of: expression,
      value: z.union([argumentTextSchema, z.number(), z.boolean(), expression], {
        error: 'is neither a text, a number, true, false nor an expression',
      }),
      ignoreCase: z.boolean().exactOptional().meta({ default: false }),
    }),
  children: (node: IncludesExpression) =>
    typeof node.value === 'object' ? [node.of, node.value] : [node.of],
  explain: ({ value }) => `whether it has ${typeof value === 'object' ? 'a value' : `“${value}”`} in it`,
  compile(node, context, compileChild) {
    const whole = compileChild(node.of);
    const { value } = node;
    const part = typeof value === 'object' ? compileChild(value) : () => value;
    const { text } = createNodeTools(node, context);
    const fold = node.ignoreCase === true ? (letters: string) => letters.toLowerCase() : String;
    const key = (entry: unknown) => (typeof entry === 'string' ? fold(entry) : canonicalJson(entry));
    const isSame = (entry: unknown, wanted: unknown, wantedKey: string) =>
      typeof entry === typeof wanted && key(entry) === wantedKey;
    return (evaluation) => {
      const within = whole(evaluation);
      const wanted = part(evaluation);
      if (isMissing(within) || isMissing(wanted)) return undefined;
      if (!Array.isArray(within)) return fold(text(within)).includes(fold(text(wanted)));
      const wantedKey = key(wanted);
      return within.some((entry) => isSame(entry, wanted, wantedKey));
    };
  },
});
