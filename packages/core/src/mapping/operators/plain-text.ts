import { z } from 'zod';

import type { Expression } from '../expression.ts';
import type { NodeTools } from '../node-tools.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';
import { createLineWriter } from './line-writer.ts';
import { blockElements, parseHtml, readHtml } from './parse-html.ts';

export interface PlainTextExpression extends Expression {
  readonly op: 'plainText';
  readonly of: Expression;
  readonly oneLine?: boolean;
}

/** Turns HTML to plain text. */
export const plainText = defineUnaryOperator({
  name: 'plainText',
  group: 'text',
  summary:
    'The text of a piece of HTML: paragraphs and other blocks on lines of their own, list entries after "- " or their number, entities decoded, scripts and styles left out; with `oneLine` all on one line.',
  examples: [
    {
      expression: { op: 'plainText', of: { op: 'attribute', code: 'description' } },
      result: 'Spun from 19.5-micron merino & knitted in Portugal.\n- Machine washable\n- Reshape while damp',
    },
    {
      expression: {
        op: 'plainText',
        of: { op: 'constant', value: '<p>Crew&nbsp;neck<br>Long sleeves</p>' },
        oneLine: true,
      },
      result: 'Crew neck Long sleeves',
    },
  ],
  output: valueTypes.text,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('plainText'),
      of: expression,
      oneLine: z.boolean().exactOptional().meta({ default: false }),
    }),
  explain: (node: PlainTextExpression) =>
    node.oneLine === true ? 'as plain text on one line' : 'as plain text',
  prepare(node, tools) {
    const lineBreak = node.oneLine === true ? ' ' : '\n';
    return (value) => linesOf(readHtml(value, tools), tools).join(lineBreak);
  },
});

/** The next number of an ordered list, or `null` for a list without numbers. */
type ListCounter = { next: number } | null;

function linesOf(html: string, tools: NodeTools): readonly string[] {
  const writer = createLineWriter();
  const lists: ListCounter[] = [];
  let preformatted = 0;
  parseHtml(html, tools, {
    open(tag, attributes) {
      if (tag === 'br' || blockElements.has(tag)) writer.breakLine();
      if (tag === 'td' || tag === 'th') writer.space();
      if (tag === 'pre') preformatted += 1;
      if (tag === 'ul') lists.push(null);
      if (tag === 'ol') lists.push({ next: startOf(attributes['start']) });
      if (tag === 'li') writer.mark(listMark(lists));
    },
    close(tag) {
      if (blockElements.has(tag)) writer.breakLine();
      if (tag === 'pre') preformatted -= 1;
      if (tag === 'ul' || tag === 'ol') lists.pop();
      if (tag === 'li') writer.mark('');
    },
    text: (text) => (preformatted > 0 ? writer.preformatted(text) : writer.text(text)),
  });
  return writer.lines();
}

function listMark(lists: readonly ListCounter[]): string {
  const list = lists.at(-1) ?? null;
  const indent = '  '.repeat(Math.max(0, lists.length - 1));
  if (list === null) return `${indent}- `;
  const mark = `${indent}${list.next}. `;
  list.next += 1;
  return mark;
}

function startOf(start: string | undefined): number {
  return start !== undefined && /^\d{1,6}$/.test(start) ? Number(start) : 1;
}
