import { z } from 'zod';

import { isUnitCode, resolveValue, unitDefinition } from '../../model/index.ts';
import type { Quantity, ResolvedValue } from '../../model/index.ts';
import type { CompileContext } from '../compile-context.ts';
import { attributesOf } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import { createNodeTools } from '../node-tools.ts';
import { defineOperator } from '../operator.ts';
import { recordList } from '../record-list.ts';
import { labelFor } from '../source-index.ts';
import { ValueFailure } from '../value-failure.ts';
import { listOf, valueTypes } from '../value-type.ts';

export interface VariantAxesExpression extends Expression {
  readonly op: 'variantAxes';
  readonly missing?: 'reject' | 'omit';
}

/** By what a variant differs from its siblings. */
export const variantAxes = defineOperator({
  name: 'variantAxes',
  group: 'reading',
  summary:
    'What tells a variant from its siblings: a list with `axis` (attribute code), `value` and `label` for each attribute of the product’s `variesBy`, in its order. The label is that of the option in the rule’s locales, or else the value itself. A variant without a value for an axis fails the rule, or with `missing: "omit"` lacks the entry. Only in rules of level `variant`.',
  examples: [
    {
      expression: { op: 'variantAxes' },
      result: [
        { axis: 'color', value: 'moss_green', label: 'Moss Green' },
        { axis: 'size', value: 's', label: 'S' },
      ],
      level: 'variant',
    },
  ],
  output: listOf(valueTypes.object),
  usesSource: true,
  schema: () =>
    z.strictObject({
      op: z.literal('variantAxes'),
      missing: z.enum(['reject', 'omit']).exactOptional().meta({ default: 'reject' }),
    }),
  children: () => [],
  explain: () => 'the axes by which the variant differs',
  compile(node: VariantAxesExpression, context) {
    const { fail } = createNodeTools(node, context);
    const query = { locales: context.locales, scope: context.scope };
    return ({ record, variant }) => {
      if (variant === null) {
        throw fail('“variantAxes” can only be used in a rule of level “variant”', undefined, 'rule.failed');
      }
      return recordList<string>(record['variesBy'])?.flatMap((axis) => {
        const found = resolveValue({ attributes: attributesOf(record) ?? {} }, variant, axis, query);
        if (found !== undefined && found.data !== null) {
          return { axis, value: found.data, label: labelOf(axis, found, context) };
        }
        if (node.missing === 'omit') return [];
        const message = `The variant has no value for “${axis}”, by which it differs from the others`;
        throw new ValueFailure(message, undefined, 'value.missing', axis);
      });
    };
  },
});

function labelOf(axis: string, { type, data }: ResolvedValue, { source, locales }: CompileContext): string {
  if (typeof data === 'string') return labelFor(source.optionLabels(axis, data), locales) ?? data;
  if (typeof data === 'boolean') return String(data);
  if (type === 'quantity') {
    const { amount, unit } = data as Quantity;
    return `${amount} ${isUnitCode(unit) ? unitDefinition(unit).symbol : unit}`;
  }
  const message = `A variant can differ by a text, number, option or quantity, but “${axis}” is none of them`;
  throw new ValueFailure(message, data, 'value.wrong_type', axis);
}
