import { expression } from '@pim-connector/core';
import type { Expression } from '@pim-connector/core';

const { constant, exists, integer, inventory, list, object, price, when, coalesce } = expression;

/**
 * The shop’s list of prices: per currency what is to be paid, and the price that it was reduced from. A currency
 * without a price has no entry.
 */
export function priceList(currencies: readonly string[]): Expression {
  return list({ of: currencies.map(priceIn) });
}

function priceIn(currency: string): Expression {
  const regular = price({ currency, as: 'amount' });
  const reduced = price({ currency, kind: 'sale', as: 'amount' });
  const amount = coalesce({ of: [reduced, regular] });
  return when({
    test: exists({ of: amount }),
    then: object({
      fields: {
        currency: constant({ value: currency }),
        amount,
        compareAt: when({ test: exists({ of: reduced }), then: regular }),
      },
    }),
  });
}

/** Stock in whole pieces; what is broken is not for sale. */
export function stockNumber(): Expression {
  return integer({ of: inventory({}), rounding: 'floor' });
}
