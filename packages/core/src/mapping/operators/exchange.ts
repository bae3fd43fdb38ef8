import { z } from 'zod';

import {
  canonicalDecimal,
  codeSchema,
  currencySchema,
  multiplyDecimals,
  roundDecimal,
} from '../../model/index.ts';
import type { Money, Rounding } from '../../model/index.ts';
import type { CompileContext } from '../compile-context.ts';
import type { Expression } from '../expression.ts';
import { defineUnaryOperator } from '../operator.ts';
import { roundingSchema, scaleSchema } from '../rounding.ts';
import { valueTypes } from '../value-type.ts';
import { currencyScale } from './currency-minor-unit.ts';
import { decimalArgumentSchema } from './decimal-argument.ts';
import { isMoney } from './is-money.ts';

export interface ExchangeExpression extends Expression {
  readonly op: 'exchange';
  readonly of: Expression;
  readonly currency: string;
  readonly table: string | Readonly<Record<string, string>>;
  readonly as?: 'money' | 'amount';
  readonly scale?: number;
  readonly rounding?: Rounding;
}

/** Converts an amount of money to another currency. */
export const exchange = defineUnaryOperator({
  name: 'exchange',
  group: 'units and money',
  summary:
    'An amount of money in another `currency`, by a `table` that says for each currency what one unit of it is worth in the other; the table stands in the rule, or is named. Rounded to `scale` places after the point, those usual in the currency unless given. `as: "amount"` gives the number alone.',
  examples: [
    {
      expression: {
        op: 'exchange',
        of: { op: 'constant', value: { amount: '139', currency: 'USD' } },
        currency: 'EUR',
        table: { USD: '0.9213' },
      },
      result: { amount: '128.06', currency: 'EUR' },
    },
    {
      expression: {
        op: 'exchange',
        of: { op: 'money', of: { op: 'attribute', code: 'retailPrice' }, currency: 'EUR' },
        currency: 'JPY',
        table: { EUR: '161.85' },
        as: 'amount',
      },
      result: '20879',
    },
  ],
  output: valueTypes.any,
  schema: (expression) =>
    z.strictObject({
      op: z.literal('exchange'),
      of: expression,
      currency: currencySchema,
      table: z.union([codeSchema, z.record(currencySchema, decimalArgumentSchema)]),
      as: z.enum(['money', 'amount']).exactOptional().meta({ default: 'money' }),
      scale: scaleSchema.exactOptional(),
      rounding: roundingSchema.exactOptional().meta({ default: 'halfUp' }),
    }),
  outputType: (node: ExchangeExpression) => (node.as === 'amount' ? valueTypes.decimal : valueTypes.money),
  explain: (node) => `in ${node.currency}`,
  prepare(node, { context, decimal, fail }) {
    const { currency, as, scale = currencyScale(currency), rounding } = node;
    const rates = ratesOf(node, context);
    return (value) => {
      if (!isMoney(value)) {
        throw fail('“exchange” needs one amount with its currency', value, 'value.wrong_type');
      }
      if (value.amount === null) return null;
      const rate = value.currency === currency ? '1' : rates.get(value.currency);
      if (rate === undefined) {
        const message = `There is no rate to change ${value.currency} to ${currency}`;
        throw fail(message, value, 'value.unknown_option');
      }
      const amount = roundDecimal(multiplyDecimals(decimal(value.amount), rate), scale, rounding);
      return as === 'amount' ? amount : ({ amount, currency } satisfies Money);
    };
  },
});

// A named table may hold anything; what is not a rate above zero is no rate.
function ratesOf({ table }: ExchangeExpression, { tables }: CompileContext): ReadonlyMap<string, string> {
  const entries: Iterable<[string, unknown]> =
    typeof table === 'string' ? (tables.get(table) ?? []) : Object.entries(table);
  const rates = new Map<string, string>();
  for (const [currency, rate] of entries) {
    const exact = typeof rate === 'string' || typeof rate === 'number' ? canonicalDecimal(rate) : null;
    if (exact !== null && exact !== '0' && !exact.startsWith('-')) rates.set(currency, exact);
  }
  return rates;
}
