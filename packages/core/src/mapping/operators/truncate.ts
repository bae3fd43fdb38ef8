import { z } from 'zod';

import type { Expression } from '../expression.ts';
import { argumentTextSchema } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';
import { createGraphemeCutter } from './grapheme-cutter.ts';

export interface TruncateExpression extends Expression {
  readonly op: 'truncate';
  readonly of: Expression;
  readonly characters?: number;
  readonly bytes?: number;
  readonly at?: 'character' | 'word';
  readonly ellipsis?: string;
}

/** Cuts a text to a greatest length. */
export const truncate = defineUnaryOperator({
  name: 'truncate',
  group: 'text',
  summary:
    'A text cut to a number of `characters` (UTF-16 code units, as most platforms count) or of `bytes` in UTF-8, never within a character as people see it; with `at: "word"` at the end of a word. `ellipsis` is added to a text that was cut and counts.',
  examples: [
    {
      expression: { op: 'truncate', of: { op: 'attribute', code: 'name' }, characters: 12, at: 'word' },
      result: 'Merino Crew',
    },
    {
      expression: { op: 'truncate', of: { op: 'attribute', code: 'name' }, characters: 12, ellipsis: '…' },
      result: 'Merino Crew…',
    },
    { expression: { op: 'truncate', of: { op: 'constant', value: 'größer' }, bytes: 4 }, result: 'grö' },
  ],
  output: valueTypes.text,
  schema: (expression) =>
    z
      .strictObject({
        op: z.literal('truncate'),
        of: expression,
        characters: z.int().positive().max(10_000_000).exactOptional(),
        bytes: z.int().positive().max(10_000_000).exactOptional(),
        at: z.enum(['character', 'word']).exactOptional().meta({ default: 'character' }),
        ellipsis: argumentTextSchema.max(20).exactOptional().meta({ default: '' }),
      })
      .refine((node) => (node.characters === undefined) !== (node.bytes === undefined), {
        message: 'needs either "characters" or "bytes"',
      }),
  outputType: (node: TruncateExpression) =>
    // A text of n bytes in UTF-8 has at most n code units.
    ({ kind: 'text', maxLength: node.characters ?? node.bytes ?? Infinity }),
  explain: (node) =>
    node.characters === undefined ? `cut to ${node.bytes} bytes` : `cut to ${node.characters} characters`,
  prepare(node, { text }) {
    const limit = node.characters ?? node.bytes ?? 0;
    const encoder = new TextEncoder();
    const size =
      node.characters === undefined
        ? (value: string) => encoder.encode(value).length
        : (value: string) => value.length;
    const graphemes = createGraphemeCutter();
    const ellipsis = size(node.ellipsis ?? '') < limit ? (node.ellipsis ?? '') : '';
    return (input) => {
      const whole = text(input);
      // No code unit takes more than three bytes, so most texts need no counting.
      if (whole.length * (node.characters === undefined ? 3 : 1) <= limit || size(whole) <= limit)
        return whole;
      const cut = takeGraphemes(graphemes(whole), limit - size(ellipsis), size);
      const kept = node.at === 'word' ? cutAtWord(whole, cut) : cut;
      return `${kept.trimEnd()}${ellipsis}`;
    };
  },
});

function takeGraphemes(segments: Intl.Segments, limit: number, size: (text: string) => number): string {
  let taken = '';
  let used = 0;
  for (const { segment } of segments) {
    used += size(segment);
    if (used > limit) break;
    taken += segment;
  }
  return taken;
}

// A single word longer than the limit is cut anyway: something is better than nothing.
function cutAtWord(whole: string, cut: string): string {
  const next = whole[cut.length] ?? ' ';
  if (/\s/.test(next)) return cut;
  const boundary = cut.search(/\s+\S*$/);
  return boundary > 0 ? cut.slice(0, boundary) : cut;
}
