import { z } from 'zod';

import { currencySchema, priceIdentity, priceKindSchema } from '../../model/index.ts';
import type { Price, PriceKind } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { defineOperator } from '../operator.ts';
import { holdersOf, recordList } from '../record-list.ts';
import { listOf, valueTypes } from '../value-type.ts';

export interface PricesExpression extends Expression {
  readonly op: 'prices';
  readonly kinds?: readonly PriceKind[];
  readonly currencies?: readonly string[];
}

/** Reads all prices that fit. */
export const prices = defineOperator({
  name: 'prices',
  group: 'reading',
  summary:
    'The list of prices of some kinds and currencies, or of all, with everything that is known of each; only those for the rule’s scope and for every scope. At variant level the prices of the product count where the variant has none of its own for the same case.',
  examples: [
    {
      expression: { op: 'prices', kinds: ['list'], currencies: ['EUR'] },
      result: [
        { kind: 'list', amount: '129', currency: 'EUR' },
        { kind: 'list', amount: '119', currency: 'EUR', customerGroup: 'trade', minimumQuantity: '10' },
      ],
      level: 'variant',
    },
  ],
  output: listOf(valueTypes.object),
  schema: () =>
    z.strictObject({
      op: z.literal('prices'),
      kinds: z.array(priceKindSchema).min(1).exactOptional(),
      currencies: z.array(currencySchema).min(1).max(200).exactOptional(),
    }),
  children: () => [],
  explain: ({ kinds, currencies }: PricesExpression) =>
    `prices${kinds === undefined ? '' : ` (${kinds.join(', ')})`}${currencies === undefined ? '' : ` in ${currencies.join(', ')}`}`,
  compile({ kinds, currencies }, { scope }) {
    const fits = (candidate: Price) =>
      (kinds === undefined || kinds.includes(candidate.kind)) &&
      (currencies === undefined || currencies.includes(candidate.currency)) &&
      (candidate.scope === undefined || candidate.scope === scope);
    return (evaluation) => {
      let byCase: Map<string, Price> | undefined;
      for (const holder of holdersOf(evaluation).toReversed()) {
        const list = recordList<Price>(holder['prices']);
        if (list === undefined) continue;
        byCase ??= new Map();
        for (const candidate of list) if (fits(candidate)) byCase.set(priceIdentity(candidate), candidate);
      }
      if (byCase === undefined) return undefined;
      // A price without an amount is one to be removed.
      return [...byCase.values()].filter(({ amount }) => amount !== null);
    };
  },
});
