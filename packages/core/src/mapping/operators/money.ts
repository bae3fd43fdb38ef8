import { z } from 'zod';

import { currencySchema } from '../../model/index.ts';
import type { Money } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { valueTypes } from '../value-type.ts';
import { isMoney } from './is-money.ts';

export interface MoneyExpression extends Expression {
  readonly op: 'money';
  readonly of: Expression;
  readonly currency: string;
  readonly as?: 'money' | 'amount';
}

/** Picks the amount in one currency. */
export const money = defineUnaryOperator({
  name: 'money',
  group: 'units and money',
  summary:
    'The first amount in a `currency` (ISO 4217) of a list of money or prices; `as: "amount"` gives the number alone. Where there is none in that currency there is no value; a price without an amount is empty.',
  examples: [
    {
      expression: { op: 'money', of: { op: 'attribute', code: 'retailPrice' }, currency: 'EUR' },
      result: { amount: '129', currency: 'EUR' },
    },
    {
      expression: { op: 'money', of: { op: 'field', path: 'prices' }, currency: 'USD', as: 'amount' },
      result: '139',
    },
  ],
  output: valueTypes.any,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('money'),
      of: expression,
      currency: currencySchema,
      as: z.enum(['money', 'amount']).exactOptional().meta({ default: 'money' }),
    }),
  outputType: (node: MoneyExpression) => (node.as === 'amount' ? valueTypes.decimal : valueTypes.money),
  explain: (node) => `the amount in ${node.currency}`,
  prepare({ currency, as }, { list, decimal, fail }) {
    return (value) => {
      for (const entry of list(value)) {
        if (!isMoney(entry)) {
          throw fail('“money” needs amounts with their currency', value, 'value.wrong_type');
        }
        if (entry.currency !== currency) continue;
        if (entry.amount === null) return null;
        const amount = decimal(entry.amount);
        return as === 'amount' ? amount : ({ amount, currency } satisfies Money);
      }
      return undefined;
    };
  },
});
