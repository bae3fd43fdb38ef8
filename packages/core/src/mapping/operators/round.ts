import { z } from 'zod';

import { divideDecimals, multiplyDecimals, roundDecimal } from '../../model/index.ts';
import type { Rounding } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { roundingSchema } from '../rounding.ts';
import { valueTypes } from '../value-type.ts';
import { decimalArgumentSchema, readDecimalArgument } from './decimal-argument.ts';

export interface RoundExpression extends Expression {
  readonly op: 'round';
  readonly of: Expression;
  readonly scale?: number;
  readonly step?: string;
  readonly rounding?: Rounding;
}

/** Rounds a number. */
export const round = defineUnaryOperator({
  name: 'round',
  group: 'numbers',
  summary:
    'A number rounded to `scale` places after the point (negative: before it, -2 to hundreds), or to a multiple of `step`, such as 0.05.',
  examples: [
    { expression: { op: 'round', of: { op: 'constant', value: '12.345' }, scale: 2 }, result: '12.35' },
    { expression: { op: 'round', of: { op: 'constant', value: '12.34' }, step: '0.05' }, result: '12.35' },
  ],
  output: valueTypes.decimal,
  schema: (expression) =>
    z
      .strictObject({
        op: z.literal('round'),
        of: expression,
        scale: z.int().min(-50).max(50).exactOptional(),
        step: decimalArgumentSchema
          .refine((step) => !/^-|^[0.]*$/.test(step), { message: 'must be above zero' })
          .exactOptional(),
        rounding: roundingSchema.exactOptional().meta({ default: 'halfUp' }),
      })
      .refine((node) => (node.scale === undefined) !== (node.step === undefined), {
        message: 'needs either "scale" or "step"',
      }),
  explain: (node: RoundExpression) =>
    node.step === undefined ? `rounded to ${node.scale} places` : `rounded to a multiple of ${node.step}`,
  prepare(node, { decimal }) {
    const { scale = 0, rounding } = node;
    if (node.step === undefined) return (value) => roundDecimal(decimal(value), scale, rounding);
    const step = readDecimalArgument(node.step);
    return (value) => multiplyDecimals(divideDecimals(decimal(value), step, 0, rounding), step);
  },
});
