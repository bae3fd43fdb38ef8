import { z } from 'zod';

import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';
import { defaultTags, knownTags } from './html-tags.ts';
import type { HtmlTag } from './html-tags.ts';
import { createHtmlWriter } from './html-writer.ts';
import { parseHtml, readHtml } from './parse-html.ts';

export interface RichTextExpression extends Expression {
  readonly op: 'richText';
  readonly of: Expression;
  readonly tags?: readonly HtmlTag[];
}

/** Makes HTML safe. */
export const richText = defineUnaryOperator({
  name: 'richText',
  group: 'text',
  summary: `Safe HTML: only the elements in \`tags\` stay, of their attributes only harmless ones, links only to http, https, mailto and tel; scripts, styles and embedded pages go with their content, all else leaves its text. Unless \`tags\` says so: ${defaultTags.join(', ')}.`,
  examples: [
    {
      expression: { op: 'richText', of: { op: 'attribute', code: 'description' } },
      result:
        '<p>Spun from <b>19.5-micron</b> merino &amp; knitted in Portugal.</p><ul><li>Machine washable</li><li>Reshape while damp</li></ul>',
    },
    {
      expression: {
        op: 'richText',
        of: { op: 'constant', value: '<div onclick="x()">See <a href="javascript:x()">here</a></div>' },
        tags: ['p', 'a'],
      },
      result: 'See here',
    },
  ],
  output: valueTypes.text,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('richText'),
      of: expression,
      tags: z.array(z.enum(knownTags)).max(100).exactOptional(),
    }),
  explain: () => 'as safe HTML',
  prepare(node: RichTextExpression, tools) {
    const tags = new Set<string>(node.tags ?? defaultTags);
    return (value) => {
      const writer = createHtmlWriter(tags);
      parseHtml(readHtml(value, tools), tools, writer);
      if (!writer.hasLeftOut()) return writer.html();
      // What was left out may have kept elements apart that close each other, such as paragraphs.
      const again = createHtmlWriter(tags);
      parseHtml(writer.html(), tools, again);
      return again.html();
    };
  },
});
