import { z } from 'zod';

import { isUnitCode, unitDefinition } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { kindOf } from '../node-tools.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface UnitExpression extends Expression {
  readonly op: 'unit';
  readonly of: Expression;
  readonly as?: 'code' | 'symbol' | 'name';
}

/** The unit of a quantity. */
export const unit = defineUnaryOperator({
  name: 'unit',
  group: 'units and money',
  summary:
    'The unit of a quantity: its `code` of UN/ECE Recommendation 20 (default), its `symbol` such as kg, or its English `name`; of money and prices the currency.',
  examples: [
    { expression: { op: 'unit', of: { op: 'attribute', code: 'weight' } }, result: 'KGM' },
    { expression: { op: 'unit', of: { op: 'attribute', code: 'weight' }, as: 'symbol' }, result: 'kg' },
  ],
  output: valueTypes.text,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('unit'),
      of: expression,
      as: z.enum(['code', 'symbol', 'name']).exactOptional().meta({ default: 'code' }),
    }),
  outputType: ({ as = 'code' }: UnitExpression) =>
    as === 'code' ? { kind: 'text', maxLength: 3 } : valueTypes.text,
  explain: (node) => (node.as === 'symbol' ? 'the symbol of its unit' : 'its unit'),
  prepare({ as = 'code' }, { fail }) {
    return (value) => {
      const code = codeOf(value);
      if (code === undefined) {
        const message = `“unit” needs a quantity or an amount of money but was given ${kindOf(value)}`;
        throw fail(message, value, 'value.wrong_type');
      }
      if (as === 'code' || isCurrency(value)) return code;
      if (!isUnitCode(code)) throw fail(`The unit ${code} has no known ${as}`, value, 'value.unknown_unit');
      return unitDefinition(code)[as];
    };
  },
});

function codeOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const code = 'unit' in value ? value.unit : isCurrency(value) ? value.currency : undefined;
  return typeof code === 'string' ? code : undefined;
}

function isCurrency(value: unknown): value is { readonly currency: unknown } {
  return typeof value === 'object' && value !== null && 'currency' in value;
}
