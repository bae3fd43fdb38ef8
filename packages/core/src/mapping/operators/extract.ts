import { z } from 'zod';

import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { listOf, valueTypes } from '../value-type.ts';
import {
  compilePattern,
  groupNumber,
  parsePattern,
  patternGroupSchema,
  patternSchema,
  searchableText,
} from './pattern.ts';

export interface ExtractExpression extends Expression {
  readonly op: 'extract';
  readonly of: Expression;
  readonly pattern: string;
  readonly group?: number | string;
  readonly all?: boolean;
  readonly ignoreCase?: boolean;
}

/** Takes the part of a text that matches a pattern. */
export const extract = defineUnaryOperator({
  name: 'extract',
  group: 'text',
  summary:
    'The first part of a text that matches a regular expression (syntax of RE2, without look-around and back-references), or a `group` of it, by number or name; with `all` a list of every such part. Where nothing matches there is no value.',
  examples: [
    {
      expression: {
        op: 'extract',
        of: { op: 'attribute', code: 'careCode' },
        pattern: '([A-Z]+)-(\\d+)',
        group: 2,
      },
      result: '30',
    },
    {
      expression: { op: 'extract', of: { op: 'attribute', code: 'name' }, pattern: '[A-Z]', all: true },
      result: ['M', 'C', 'S'],
    },
  ],
  output: valueTypes.any,
  schema: (expression) =>
    z
      .strictObject({
        op: z.literal('extract'),
        of: expression,
        pattern: patternSchema,
        group: patternGroupSchema.exactOptional().meta({ default: 0 }),
        all: z.boolean().exactOptional().meta({ default: false }),
        ignoreCase: z.boolean().exactOptional().meta({ default: false }),
      })
      .superRefine(({ pattern, group = 0 }, context) => {
        const compiled = parsePattern(pattern);
        if (typeof compiled === 'string' || groupNumber(compiled, group) !== undefined) return;
        context.addIssue({ code: 'custom', path: ['group'], message: 'is not a group of "pattern"' });
      }),
  outputType: (node: ExtractExpression) => (node.all === true ? listOf(valueTypes.text) : valueTypes.text),
  explain: (node) => `takes what matches ${node.pattern}`,
  prepare(node, tools) {
    const pattern = compilePattern(node.pattern, node.ignoreCase);
    const group = groupNumber(pattern, node.group ?? 0) ?? 0;
    if (node.all === true) {
      return (value) => {
        const found = [...pattern.matchAll(searchableText(value, tools))].map((match) => match[group]);
        const parts = found.filter((part) => typeof part === 'string');
        return parts.length === 0 ? undefined : parts;
      };
    }
    return (value) => {
      const matcher = pattern.matcher(searchableText(value, tools));
      return matcher.find() ? (matcher.group(group) ?? undefined) : undefined;
    };
  },
});
