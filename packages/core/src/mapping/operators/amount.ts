import { z } from 'zod';

import type { Expression } from '../expression.ts';
import { kindOf } from '../node-tools.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';

export interface AmountExpression extends Expression {
  readonly op: 'amount';
  readonly of: Expression;
}

/** The number of a quantity or an amount of money. */
export const amount = defineUnaryOperator({
  name: 'amount',
  group: 'units and money',
  summary: 'The number of a quantity, an amount of money or a price, without its unit or currency.',
  examples: [{ expression: { op: 'amount', of: { op: 'attribute', code: 'weight' } }, result: '0.31' }],
  output: valueTypes.decimal,
  schema: (expression) => z.strictObject({ op: z.literal('amount'), of: expression }),
  explain: () => 'the number alone',
  prepare(_node: AmountExpression, { decimal, fail }) {
    return (value) => {
      if (typeof value !== 'object' || value === null || !('amount' in value)) {
        const message = `“amount” needs a quantity or an amount of money but was given ${kindOf(value)}`;
        throw fail(message, value, 'value.wrong_type');
      }
      return value.amount === null ? null : decimal(value.amount);
    };
  },
});
