import { z } from 'zod';

import { convertUnit, isUnitCode, unitDefinition } from '../../model/index.ts';
import type { Quantity } from '../../model/index.ts';
import type { Rounding } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { roundingSchema, scaleSchema } from '../rounding.ts';
import { valueTypes } from '../value-type.ts';

export interface ConvertExpression extends Expression {
  readonly op: 'convert';
  readonly of: Expression;
  readonly unit: string;
  readonly as?: 'quantity' | 'amount';
  readonly scale?: number;
  readonly rounding?: Rounding;
}

/** Converts a quantity to another unit. */
export const convert = defineUnaryOperator({
  name: 'convert',
  group: 'units and money',
  summary:
    'A quantity in another unit (UN/ECE Recommendation 20), exact or rounded to `scale` places after the point (12 unless given). `as: "amount"` gives the number alone.',
  examples: [
    {
      expression: { op: 'convert', of: { op: 'attribute', code: 'weight' }, unit: 'GRM' },
      result: { amount: '310', unit: 'GRM' },
    },
    {
      expression: {
        op: 'convert',
        of: { op: 'attribute', code: 'weight' },
        unit: 'LBR',
        as: 'amount',
        scale: 2,
      },
      result: '0.68',
    },
  ],
  output: valueTypes.any,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('convert'),
      of: expression,
      unit: z.string().refine(isUnitCode, {
        message: 'is not a unit of UN/ECE Recommendation 20 that can be converted, such as "KGM" or "CMT"',
      }),
      as: z.enum(['quantity', 'amount']).exactOptional().meta({ default: 'quantity' }),
      scale: scaleSchema.exactOptional().meta({ default: 12 }),
      rounding: roundingSchema.exactOptional().meta({ default: 'halfUp' }),
    }),
  outputType: (node: ConvertExpression) => (node.as === 'amount' ? valueTypes.decimal : valueTypes.quantity),
  explain: (node) => `in ${isUnitCode(node.unit) ? unitDefinition(node.unit).symbol : node.unit}`,
  prepare(node, { fail }) {
    const { unit, as, scale = 12, rounding = 'halfUp' } = node;
    return (value) => {
      if (!isQuantity(value))
        throw fail('“convert” needs a quantity with amount and unit', value, 'value.wrong_type');
      const amount = convertUnit(value.amount, value.unit, unit, { scale, rounding });
      if (amount === null) {
        throw fail(
          `${value.amount} ${value.unit} cannot be converted to ${unit}`,
          value,
          'value.unknown_unit',
        );
      }
      return as === 'amount' ? amount : ({ amount, unit } satisfies Quantity);
    };
  },
});

function isQuantity(value: unknown): value is Quantity {
  return typeof value === 'object' && value !== null && 'amount' in value && 'unit' in value;
}
