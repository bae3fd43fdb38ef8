import { z } from 'zod';

import { roundDecimal } from '../../model/index.ts';
import type { Rounding } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { roundingSchema } from '../rounding.ts';
import { valueTypes } from '../value-type.ts';

export interface IntegerExpression extends Expression {
  readonly op: 'integer';
  readonly of: Expression;
  readonly rounding?: Rounding;
}

/** Turns a decimal to a JSON number. */
export const integer = defineUnaryOperator({
  name: 'integer',
  group: 'numbers',
  summary:
    'A whole number as a JSON number, for destinations that want no text. A number with decimals fails the rule, unless `rounding` is given; so does one beyond 2^53 - 1.',
  examples: [
    { expression: { op: 'integer', of: { op: 'attribute', code: 'warrantyMonths' } }, result: 24 },
    {
      expression: { op: 'integer', of: { op: 'attribute', code: 'weight' }, rounding: 'up' },
      result: 1,
    },
  ],
  output: valueTypes.integer,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('integer'),
      of: expression,
      rounding: roundingSchema.exactOptional(),
    }),
  explain: () => 'as a whole number',
  prepare({ rounding }: IntegerExpression, { decimal, fail }) {
    return (value) => {
      const exact = decimal(value);
      const whole = rounding === undefined ? exact : roundDecimal(exact, 0, rounding);
      if (whole.includes('.')) throw fail(`${exact} is not a whole number`, value);
      const result = Number(whole);
      if (!Number.isSafeInteger(result)) {
        throw fail(`${exact} is too large for a JSON number, which is exact up to 9007199254740991`, value);
      }
      return result;
    };
  },
});
