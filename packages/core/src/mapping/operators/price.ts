import { z } from 'zod';

import {
  canonicalDecimal,
  codeSchema,
  compareDecimals,
  countrySchema,
  currencySchema,
  priceKindSchema,
  scopeSchema,
} from '../../model/index.ts';
import type { Price, PriceKind } from '../../model/index.ts';
import type { Expression } from '../expression.ts';
import { defineOperator } from '../operator.ts';
import { recordList } from '../record-list.ts';
import { valueTypes } from '../value-type.ts';

export interface PriceExpression extends Expression {
  readonly op: 'price';
  readonly currency: string;
  readonly kind?: PriceKind;
  readonly scope?: string | null;
  readonly country?: string;
  readonly customerGroup?: string;
  readonly minimumQuantity?: string;
  readonly validity?: 'open' | 'any';
  readonly as?: 'money' | 'amount' | 'price';
}

/** Picks one price. */
export const price = defineOperator({
  name: 'price',
  group: 'reading',
  summary:
    'The price of a `kind` (`list` unless given) in a `currency`: that of the rule’s scope before one for every scope, that of the variant before that of its product. Only the price for everybody from the first piece on is taken, unless `country`, `customerGroup` or `minimumQuantity` name another; only a price without `validFrom` and `validTo`, unless `validity` is `any`, for a mapping does not know the time. Of several the last counts. `as` gives the amount alone or the whole price.',
  examples: [
    {
      expression: { op: 'price', currency: 'USD' },
      result: { amount: '139', currency: 'USD' },
      level: 'variant',
    },
    {
      expression: { op: 'price', kind: 'sale', currency: 'EUR', validity: 'any', as: 'amount' },
      result: '99.9',
    },
    {
      expression: {
        op: 'price',
        currency: 'EUR',
        customerGroup: 'trade',
        minimumQuantity: '10',
        as: 'amount',
      },
      result: '119',
    },
  ],
  output: valueTypes.any,
  schema: () =>
    z.strictObject({
      op: z.literal('price'),
      currency: currencySchema,
      kind: priceKindSchema.exactOptional().meta({ default: 'list' }),
      scope: scopeSchema.nullable().exactOptional(),
      country: countrySchema.exactOptional(),
      customerGroup: codeSchema.exactOptional(),
      minimumQuantity: z
        .string()
        .refine((text) => canonicalDecimal(text) === text, { message: 'is not a number such as "10"' })
        .exactOptional(),
      validity: z.enum(['open', 'any']).exactOptional().meta({ default: 'open' }),
      as: z.enum(['money', 'amount', 'price']).exactOptional().meta({ default: 'money' }),
    }),
  children: () => [],
  outputType: ({ as = 'money' }: PriceExpression) =>
    ({ money: valueTypes.money, amount: valueTypes.decimal, price: valueTypes.object })[as],
  explain: (node) => `${node.kind ?? 'list'} price in ${node.currency}`,
  compile(node, context) {
    const scope = node.scope === undefined ? context.scope : node.scope;
    const fits = priceTest(node);
    const present = presentAs(node.as ?? 'money');
    // Of several prices the last counts.
    const find = (list: readonly Price[] | undefined, wanted: string | undefined): Price | undefined => {
      if (list === undefined) return undefined;
      for (let index = list.length - 1; index >= 0; index -= 1) {
        const candidate = list[index] as Price;
        if (candidate.scope === wanted && fits(candidate)) return candidate;
      }
      return undefined;
    };
    return ({ record, variant }) => {
      const own = variant === null ? undefined : recordList<Price>(variant.prices);
      const shared = recordList<Price>(record['prices']);
      const scoped = scope === null ? undefined : (find(own, scope) ?? find(shared, scope));
      const found = scoped ?? find(own, undefined) ?? find(shared, undefined);
      if (found === undefined) return undefined;
      return found.amount === null ? null : present(found);
    };
  },
});

function priceTest(node: PriceExpression): (price: Price) => boolean {
  const { kind = 'list', currency, country, customerGroup, minimumQuantity, validity } = node;
  const isTier =
    minimumQuantity === undefined
      ? (quantity: string | undefined) => quantity === undefined || compareDecimals(quantity, '1') <= 0
      : (quantity: string | undefined) => quantity === minimumQuantity;
  return (candidate) =>
    candidate.kind === kind &&
    candidate.currency === currency &&
    candidate.country === country &&
    candidate.customerGroup === customerGroup &&
    isTier(candidate.minimumQuantity) &&
    (validity === 'any' || (candidate.validFrom === undefined && candidate.validTo === undefined));
}

function presentAs(as: 'money' | 'amount' | 'price'): (price: Price) => unknown {
  if (as === 'price') return (found) => found;
  return as === 'amount' ? ({ amount }) => amount : ({ amount, currency }) => ({ amount, currency });
}
