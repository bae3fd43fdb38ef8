import { z } from 'zod';

import { propertyNameSchema } from '../../model/index.ts';
import { isMissing } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { argumentTextSchema, maxArgumentLength } from '../expression.ts';
import { createNodeTools } from '../node-tools.ts';
import type { Emitter } from '../operator.ts';
import { defineOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface TemplateExpression extends Expression {
  readonly op: 'template';
  readonly text: string;
  readonly values: Readonly<Record<string, Expression>>;
  readonly missing?: 'skip' | 'blank' | 'fail';
}

/** Fills values into a text. */
export const template = defineOperator({
  name: 'template',
  group: 'text',
  summary:
    'A text with values filled in at `{name}`; `{{` stands for a brace. If a value is missing there is no text (`skip`, default), it is left blank (`blank`), or the rule fails (`fail`).',
  examples: [
    {
      expression: {
        op: 'template',
        text: '{brand} – {name}',
        values: { brand: { op: 'attribute', code: 'brand' }, name: { op: 'attribute', code: 'name' } },
      },
      result: 'verano – Merino Crew Sweater',
    },
  ],
  output: valueTypes.text,
  schema: (expression) =>
    z
      .strictObject({
        op: z.literal('template'),
        text: argumentTextSchema,
        values: z.record(propertyNameSchema, expression),
        missing: z.enum(['skip', 'blank', 'fail']).exactOptional().meta({ default: 'skip' }),
      })
      .superRefine((node, context) => {
        // Refused already; taking it apart would only take time.
        if (node.text.length > maxArgumentLength) return;
        for (const name of placeholders(node.text)) {
          if (Object.hasOwn(node.values, name)) continue;
          context.addIssue({
            code: 'custom',
            path: ['text'],
            message: `names {${name}}, for which "values" has no entry`,
          });
        }
      }),
  children: (node: TemplateExpression) => Object.values(node.values),
  explain: (node) => `fills the text “${node.text}”`,
  compile(node, context, compileChild) {
    const { text, fail } = createNodeTools(node, context);
    const parts = parseTemplate(node.text).map((part) =>
      part.name === undefined
        ? part.text
        : { name: part.name, read: compileChild(node.values[part.name] as Expression) },
    );
    const missing = node.missing ?? 'skip';
    return (evaluation) => {
      let filled = '';
      for (const part of parts) {
        if (typeof part === 'string') {
          filled += part;
          continue;
        }
        const value = part.read(evaluation);
        if (!isMissing(value)) filled += text(value);
        else if (missing === 'skip') return undefined;
        else if (missing === 'fail')
          throw fail(`The template has no value for {${part.name}}`, undefined, 'value.missing');
      }
      return filled;
    };
  },
  emit(node, context, emitter: Emitter) {
    if ((node.missing ?? 'skip') !== 'skip') return undefined;
    const text = emitter.data(createNodeTools(node, context).text);
    const checks: string[] = [];
    const pieces = parseTemplate(node.text).map((part) => {
      if (part.name === undefined) return emitter.data(part.text);
      const value = emitter.variable();
      // Each value is read and turned into text before the next one, as it would be without generated code.
      const read = `${value} = ${emitter.child(node.values[part.name] as Expression)}`;
      checks.push(`((${read}) ?? null) === null || (${value} = ${text}(${value}), false)`);
      return value;
    });
    const filled = ["''", ...pieces].join(' + ');
    return checks.length === 0 ? `(${filled})` : `(${checks.join(' || ')} ? undefined : ${filled})`;
  },
});

interface TemplatePart {
  readonly text: string;
  readonly name?: string;
}

function parseTemplate(text: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let literal = '';
  for (let index = 0; index < text.length; index += 1) {
    const end = text[index] === '{' && text[index + 1] !== '{' ? text.indexOf('}', index) : -1;
    if (end > 0) {
      if (literal !== '') parts.push({ text: literal });
      literal = '';
      parts.push({ text: '', name: text.slice(index + 1, end) });
      index = end;
      continue;
    }
    // `{{` is one brace.
    if (text[index] === '{' && text[index + 1] === '{') index += 1;
    literal += text[index];
  }
  if (literal !== '') parts.push({ text: literal });
  return parts;
}

function placeholders(text: string): string[] {
  return parseTemplate(text).flatMap((part) => part.name ?? []);
}
