import { z } from 'zod';

import { showValue } from '../../errors/index.ts';
import { propertyNameSchema } from '../../model/index.ts';
import type { CompileContext } from '../compile-context.ts';
import { isMissing } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { createNodeTools } from '../node-tools.ts';
import type { Emitter } from '../operator.ts';
import { defineOperator, emitApply } from '../operator.ts';
import { labelFor } from '../source-index.ts';
import { listOf, valueTypes } from '../value-type.ts';

export interface OptionLabelExpression extends Expression {
  readonly op: 'optionLabel';
  readonly attribute: string;
  readonly of?: Expression;
  readonly otherwise?: 'keep' | 'omit' | 'reject';
}

/** Names options in the rule’s locales. */
export const optionLabel = defineOperator({
  name: 'optionLabel',
  group: 'reading',
  summary:
    'The label, in the rule’s locales, of the option that an attribute has; entry by entry for a list. With `of` the label of any other code among the attribute’s options. A code without a label stays as it is (`otherwise: "keep"`, default), is left out (`omit`), or fails the rule (`reject`).',
  examples: [
    { expression: { op: 'optionLabel', attribute: 'color' }, result: 'Moss Green', level: 'variant' },
    {
      expression: { op: 'optionLabel', attribute: 'certifications', otherwise: 'reject' },
      result: ['OEKO-TEX', 'GOTS organic'],
    },
    {
      expression: {
        op: 'each',
        of: { op: 'attribute', code: 'certifications' },
        do: { op: 'optionLabel', attribute: 'certifications', of: { op: 'item' } },
      },
      result: ['OEKO-TEX', 'GOTS organic'],
    },
  ],
  output: valueTypes.any,
  usesSource: true,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('optionLabel'),
      attribute: propertyNameSchema,
      of: expression.exactOptional(),
      otherwise: z.enum(['keep', 'omit', 'reject']).exactOptional().meta({ default: 'keep' }),
    }),
  children: (node: OptionLabelExpression) => [inputOf(node)],
  outputType(_node, [input = valueTypes.any]) {
    if (input.kind === 'list') return listOf(valueTypes.text);
    return input.kind === 'any' ? valueTypes.any : valueTypes.text;
  },
  explain: (node) => `label of an option of “${node.attribute}”`,
  compile(node, context, compileChild) {
    const input = compileChild(inputOf(node));
    const label = labeller(node, context);
    return (evaluation) => {
      const value = input(evaluation);
      return isMissing(value) ? value : label(value);
    };
  },
  emit: (node, context, emitter: Emitter) =>
    emitApply(emitter.child(inputOf(node)), labeller(node, context), emitter),
});

function labeller(node: OptionLabelExpression, context: CompileContext): (value: unknown) => unknown {
  const { attribute, otherwise = 'keep' } = node;
  const { text, fail } = createNodeTools({ ...node, of: inputOf(node) }, context);
  const options = context.source.attribute(attribute)?.options ?? [];
  const labels = new Map(options.map(({ code, labels: all }) => [code, labelFor(all, context.locales)]));
  const find = (value: unknown) => {
    const code = text(value);
    const label = labels.get(code);
    if (label !== undefined || otherwise === 'omit') return label;
    if (otherwise === 'keep') return code;
    const where = context.locales.length === 0 ? '' : ` in ${context.locales.join(' or ')}`;
    const message = `The option “${showValue(code)}” of “${attribute}” has no label${where}`;
    throw fail(message, value, 'value.unknown_option');
  };
  return (value) =>
    Array.isArray(value) ? value.map(find).filter((label) => label !== undefined) : find(value);
}

function inputOf({ of, attribute }: OptionLabelExpression): Expression {
  return of ?? { op: 'attribute', code: attribute };
}
