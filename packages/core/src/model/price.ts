import { z } from 'zod';

import { currencySchema } from './attribute-value.ts';
import { dateTimeSchema } from './date.ts';
import { decimalSchema } from './decimal.ts';
import { extensionsSchema } from './extensions.ts';
import { scopeSchema } from './locale.ts';
import { recordKeySchema } from './record-key.ts';
import { codeSchema } from './text.ts';

/** What a price says: regular, reduced, recommended, lowest advertised, or our own cost. */
export const priceKindSchema = z.enum(['list', 'sale', 'msrp', 'map', 'cost']);

/** ISO 3166-1 code of a country, two letters. */
export const countrySchema = z
  .string()
  .regex(/^[A-Z]{2}$/, { message: 'is not an ISO 3166-1 code such as “DE”' });

/** One price. What is absent does not restrict it: no scope means every scope. */
export const priceSchema = z.strictObject({
  kind: priceKindSchema,
  /** `null`: the price is to be removed. */
  amount: decimalSchema.nullable(),
  currency: currencySchema,
  scope: scopeSchema.optional(),
  country: countrySchema.optional(),
  customerGroup: codeSchema.optional(),
  /** From how many pieces on. */
  minimumQuantity: decimalSchema.optional(),
  validFrom: dateTimeSchema.optional(),
  validTo: dateTimeSchema.optional(),
  taxIncluded: z.boolean().optional(),
  extensions: extensionsSchema.optional(),
});

/** See {@link priceSchema}. */
export type Price = z.infer<typeof priceSchema>;

/** See {@link priceKindSchema}. */
export type PriceKind = z.infer<typeof priceKindSchema>;

/** All prices of one variant, as an entity of its own. `key` is the variant’s key. */
export const priceRecordSchema = z.strictObject({ key: recordKeySchema, prices: z.array(priceSchema) });

/** See {@link priceRecordSchema}. */
export type PriceRecord = z.infer<typeof priceRecordSchema>;

/** Two prices with the same identity are one price said twice: the later one counts. */
export function priceIdentity(price: Price): string {
  return JSON.stringify([
    price.kind,
    price.currency,
    price.scope ?? null,
    price.country ?? null,
    price.customerGroup ?? null,
    price.minimumQuantity ?? null,
    price.validFrom ?? null,
    price.validTo ?? null,
    price.taxIncluded ?? null,
  ]);
}
