import { z } from 'zod';

import { compareDecimals } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';
import { decimalArgumentSchema, readDecimalArgument } from './decimal-argument.ts';

export interface ClampExpression extends Expression {
  readonly op: 'clamp';
  readonly of: Expression;
  readonly min?: string;
  readonly max?: string;
}

/** Keeps a number within bounds. */
export const clamp = defineUnaryOperator({
  name: 'clamp',
  group: 'numbers',
  summary: 'A number that is at least `min` and at most `max`: one beyond a bound becomes the bound.',
  examples: [
    {
      expression: { op: 'clamp', of: { op: 'attribute', code: 'warrantyMonths' }, min: '0', max: '12' },
      result: '12',
    },
  ],
  output: valueTypes.decimal,
  schema: (expression) =>
    z
      .strictObject({
        op: z.literal('clamp'),
        of: expression,
        min: decimalArgumentSchema.exactOptional(),
        max: decimalArgumentSchema.exactOptional(),
      })
      .refine((node) => node.min !== undefined || node.max !== undefined, {
        message: 'needs "min", "max" or both',
      })
      .refine((node) => !isBelow(node.max, node.min), { path: ['min'], message: 'is above "max"' }),
  explain: (node: ClampExpression) =>
    `at least ${node.min ?? 'anything'} and at most ${node.max ?? 'anything'}`,
  prepare(node, { decimal }) {
    const min = node.min === undefined ? undefined : readDecimalArgument(node.min);
    const max = node.max === undefined ? undefined : readDecimalArgument(node.max);
    return (value) => {
      const number = decimal(value);
      if (isBelow(number, min)) return min;
      return isBelow(max, number) ? max : number;
    };
  },
});

function isBelow(number: string | undefined, bound: string | undefined): boolean {
  if (number === undefined || bound === undefined) return false;
  return compareDecimals(readDecimalArgument(number), readDecimalArgument(bound)) < 0;
}
