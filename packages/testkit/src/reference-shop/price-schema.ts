import { canonicalDecimal, compareDecimals, formatDecimal } from '@pim-connector/core';
import { z } from 'zod';

import { complaint } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import type { ShopPrice } from './resources.ts';
import type { ShopSettings } from './shop-settings.ts';
import { uniqueList } from './text-schemas.ts';

const amountSchema = z
  .string()
  .superRefine((text, context) => {
    if (/^-\d/.test(text)) context.addIssue(complaint('negative', 'must not be below zero'));
    else if (!/^\d{1,9}(?:\.\d{1,2})?$/.test(text)) {
      context.addIssue(complaint('invalid', 'must be a number such as "12.50", with at most two decimals'));
    }
  })
  .transform((text) => formatDecimal(text, 2));

/** Prices of a variant, at most one per currency of the shop. */
export function priceListSchema({ currencies }: ShopSettings) {
  const price = z
    .strictObject({
      currency: z.string().refine((currency) => currencies.includes(currency), {
        message: `is not a currency of the shop, which has ${currencies.join(', ')}`,
        params: { code: 'currency_not_supported' },
      }),
      amount: amountSchema,
      compareAt: amountSchema.nullable().exactOptional(),
    })
    .superRefine(({ amount, compareAt }, context) => {
      // Runs even if the amounts are wrong by themselves.
      if (typeof compareAt !== 'string' || !isAbove(amount, compareAt)) return;
      context.addIssue(complaint('invalid', 'must be above the price', ['compareAt']));
    });
  return uniqueList(price, currencies.length, ({ currency }) => currency);
}

function isAbove(amount: string, compareAt: string): boolean {
  const isKnown = canonicalDecimal(amount) !== null && canonicalDecimal(compareAt) !== null;
  return isKnown && compareDecimals(amount, compareAt) >= 0;
}

/** A product can only be for sale where there is a price. */
export function missingPrices(
  prices: readonly ShopPrice[] | undefined,
  field: string,
  { currencies }: ShopSettings,
): FieldError[] {
  const missing = currencies.filter(
    (currency) => prices?.some((price) => price.currency === currency) !== true,
  );
  if (missing.length === 0) return [];
  return [
    {
      field,
      code: 'price_missing',
      message: `must hold a price in ${missing.join(' and ')} for an active product`,
    },
  ];
}
