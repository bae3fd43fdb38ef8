import { z } from 'zod';

import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface NormalizeTextExpression extends Expression {
  readonly op: 'normalizeText';
  readonly of: Expression;
  readonly form?: 'NFC' | 'NFKC';
  readonly straightQuotes?: boolean;
}

/** Cleans the characters of a text. */
export const normalizeText = defineUnaryOperator({
  name: 'normalizeText',
  group: 'text',
  summary:
    'A text in one Unicode form (`NFC`, default, or `NFKC`, which also turns ½ or ﬁ into plain characters), with ordinary spaces and line breaks, without control characters and invisible marks; with `straightQuotes` also without curly quotation marks.',
  examples: [
    {
      expression: {
        op: 'normalizeText',
        of: { op: 'constant', value: '“Crew”\u00a0neck\u0000\r\nmen’s' },
        straightQuotes: true,
      },
      result: '"Crew" neck\nmen\'s',
    },
    {
      expression: { op: 'normalizeText', of: { op: 'constant', value: '½ “crème”' }, form: 'NFKC' },
      result: '1⁄2 “crème”',
    },
  ],
  output: valueTypes.text,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('normalizeText'),
      of: expression,
      form: z.enum(['NFC', 'NFKC']).exactOptional().meta({ default: 'NFC' }),
      straightQuotes: z.boolean().exactOptional().meta({ default: false }),
    }),
  explain: () => 'with clean characters',
  prepare({ form = 'NFC', straightQuotes = false }: NormalizeTextExpression, { text }) {
    // What is taken out may have kept characters apart that Unicode joins, so the form comes last.
    return (value) => {
      const clean = withoutInvisible(text(value));
      return (straightQuotes ? withStraightQuotes(clean) : clean).normalize(form);
    };
  },
});

function withoutInvisible(text: string): string {
  return (
    text
      .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
      // No-break space, figure space, narrow no-break space.
      .replace(/[\u00a0\u2007\u202f]/g, ' ')
      // Controls but tab and line feed; soft hyphen, zero-width space, word joiner, byte order mark.
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u2060\ufeff]/g, '')
  );
}

function withStraightQuotes(text: string): string {
  return text.replace(/[‘’‚‛]/g, "'").replace(/[“”„‟]/g, '"');
}
