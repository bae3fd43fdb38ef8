import { z } from 'zod';

import type { Expression } from '../expression.ts';
import { argumentTextSchema } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';
import { compilePattern, parsePattern, patternSchema, searchableText } from './pattern.ts';
import type { Pattern } from './pattern.ts';
import { parseReplacement } from './replacement.ts';

export interface ReplaceExpression extends Expression {
  readonly op: 'replace';
  readonly of: Expression;
  readonly find?: string;
  readonly pattern?: string;
  readonly with: string;
  readonly ignoreCase?: boolean;
}

/** Replaces parts of a text. */
export const replace = defineUnaryOperator({
  name: 'replace',
  group: 'text',
  summary:
    'A text in which every occurrence of a text (`find`), or all that a regular expression matches (`pattern`, syntax of RE2, without look-around and back-references), is replaced. For a pattern, `$1` or `$<name>` stands for a group, `$&` for the match and `$$` for a dollar sign.',
  examples: [
    {
      expression: { op: 'replace', of: { op: 'attribute', code: 'careCode' }, find: '/', with: ' ' },
      result: 'ABC-30 wool',
    },
    {
      expression: {
        op: 'replace',
        of: { op: 'attribute', code: 'careCode' },
        pattern: '([A-Z]+)-(\\d+)',
        with: '$2 $1',
      },
      result: '30 ABC/wool',
    },
  ],
  output: valueTypes.text,
  schema: (expression) =>
    z
      .strictObject({
        op: z.literal('replace'),
        of: expression,
        find: argumentTextSchema.min(1).exactOptional(),
        pattern: patternSchema.exactOptional(),
        with: argumentTextSchema,
        ignoreCase: z.boolean().exactOptional().meta({ default: false }),
      })
      .superRefine((node, context) => {
        if ((node.find === undefined) === (node.pattern === undefined)) {
          context.addIssue({ code: 'custom', message: 'needs either "find" or "pattern"' });
        }
        if (node.find !== undefined && node.ignoreCase !== undefined) {
          context.addIssue({ code: 'custom', path: ['ignoreCase'], message: 'goes with "pattern" only' });
        }
        const pattern = node.pattern === undefined ? '' : parsePattern(node.pattern);
        const replacement = typeof pattern === 'string' ? [] : parseReplacement(node.with, pattern);
        if (typeof replacement === 'string') {
          context.addIssue({ code: 'custom', path: ['with'], message: replacement });
        }
      }),
  explain: (node: ReplaceExpression) => `replaces ${node.pattern ?? `“${node.find}”`} with “${node.with}”`,
  prepare(node, tools) {
    const { find = '' } = node;
    if (node.pattern === undefined) return (value) => tools.text(value).replaceAll(find, () => node.with);
    const change = patternReplacer(compilePattern(node.pattern, node.ignoreCase), node.with);
    return (value) => change(searchableText(value, tools));
  },
});

function patternReplacer(pattern: Pattern, replacement: string): (text: string) => string {
  const parts = parseReplacement(replacement, pattern);
  if (typeof parts === 'string') throw new RangeError(parts);
  return (text) => {
    const matcher = pattern.matcher(text);
    let changed = '';
    let end = 0;
    while (matcher.find()) {
      changed += text.slice(end, matcher.start());
      for (const part of parts) changed += typeof part === 'string' ? part : (matcher.group(part) ?? '');
      end = matcher.end();
    }
    return changed + text.slice(end);
  };
}
