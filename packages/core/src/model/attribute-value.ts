import { z } from 'zod';

import { dateSchema, dateTimeSchema } from './date.ts';
import { decimalSchema } from './decimal.ts';
import { jsonSchema } from './json.ts';
import { localeSchema, scopeSchema } from './locale.ts';
import { recordKeySchema } from './record-key.ts';
import { codeSchema, textSchema } from './text.ts';
import { unitCodeSchema } from './unit.ts';

/** ISO 4217 code of a currency. */
export const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/, { message: 'is not an ISO 4217 code such as “EUR”' });

/** An amount with its unit of measure. */
export const quantitySchema = z.strictObject({ amount: decimalSchema, unit: unitCodeSchema });

/** An amount of money. */
export const moneySchema = z.strictObject({ amount: decimalSchema, currency: currencySchema });

/** A pointer to another record: a product, a variant, an asset, a category, or a reference record. */
export const referenceSchema = z.strictObject({
  /** `product`, `variant`, `asset`, `category`, `referenceRecord`, or a name for what only the source knows. */
  entity: codeSchema,
  key: recordKeySchema,
  /** How many of it, where the reference counts (bundles, packages). */
  quantity: decimalSchema.optional(),
});

function values<Data extends z.ZodType>(data: Data) {
  return z.array(
    z.strictObject({
      /** `null`: the value does not depend on a locale. */
      locale: localeSchema.nullable(),
      /** `null`: the value does not depend on a scope. */
      scope: scopeSchema.nullable(),
      /** `null`: the value is to be cleared. */
      data: data.nullable(),
    }),
  );
}

/** The schema of the data of each attribute type. */
export const attributeDataSchemas = {
  text: textSchema,
  /** HTML. */
  richText: textSchema,
  number: decimalSchema,
  boolean: z.boolean(),
  date: dateSchema,
  dateTime: dateTimeSchema,
  /** Code of an option. */
  option: codeSchema,
  /** Codes of options, in order. */
  options: z.array(codeSchema),
  quantity: quantitySchema,
  /** One amount per currency. */
  money: z
    .array(moneySchema)
    .refine((list) => new Set(list.map(({ currency }) => currency)).size === list.length, {
      message: 'holds two amounts in one currency',
    }),
  references: z.array(referenceSchema),
  /** Whatever has no type of its own: tables, lists of text, nested objects. */
  json: jsonSchema,
} as const;

/** The values of one attribute: its type once, then one value per locale and scope. */
export const attributeValuesSchema = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('text'), values: values(attributeDataSchemas.text) }),
    z.strictObject({ type: z.literal('richText'), values: values(attributeDataSchemas.richText) }),
    z.strictObject({ type: z.literal('number'), values: values(attributeDataSchemas.number) }),
    z.strictObject({ type: z.literal('boolean'), values: values(attributeDataSchemas.boolean) }),
    z.strictObject({ type: z.literal('date'), values: values(attributeDataSchemas.date) }),
    z.strictObject({ type: z.literal('dateTime'), values: values(attributeDataSchemas.dateTime) }),
    z.strictObject({ type: z.literal('option'), values: values(attributeDataSchemas.option) }),
    z.strictObject({ type: z.literal('options'), values: values(attributeDataSchemas.options) }),
    z.strictObject({ type: z.literal('quantity'), values: values(attributeDataSchemas.quantity) }),
    z.strictObject({ type: z.literal('money'), values: values(attributeDataSchemas.money) }),
    z.strictObject({ type: z.literal('references'), values: values(attributeDataSchemas.references) }),
    z.strictObject({ type: z.literal('json'), values: values(attributeDataSchemas.json) }),
  ])
  .superRefine(({ values: list }, context) => {
    const duplicate = firstDuplicateAddress(list);
    if (duplicate !== null) {
      context.addIssue({
        code: 'custom',
        path: ['values', duplicate],
        message: 'holds a second value for the same locale and scope',
      });
    }
  });

/** The values of one attribute. */
export type AttributeValues = z.infer<typeof attributeValuesSchema>;

/** Name of an attribute type. */
export type AttributeType = AttributeValues['type'];

/** The values of an attribute of a known type. */
export type AttributeValuesOf<Type extends AttributeType> = Extract<AttributeValues, { type: Type }>;

/** One value with its locale and scope. */
export type AttributeValue<Type extends AttributeType = AttributeType> =
  AttributeValuesOf<Type>['values'][number];

/** What a value of a type holds. */
export type AttributeData<Type extends AttributeType = AttributeType> = NonNullable<
  AttributeValue<Type>['data']
>;

/** An amount with a unit of UN/ECE Recommendation 20. */
export type Quantity = z.infer<typeof quantitySchema>;

/** An amount with an ISO 4217 currency. */
export type Money = z.infer<typeof moneySchema>;

/** A pointer to another record. */
export type Reference = z.infer<typeof referenceSchema>;

/** All attribute types. */
export const attributeTypes = Object.keys(attributeDataSchemas) as readonly AttributeType[];

/** The first value whose address an earlier one has. */
function firstDuplicateAddress(
  list: readonly { locale: string | null; scope: string | null }[],
): number | null {
  // Lists are short nearly always; then looking through what came before is quicker than to remember it.
  if (list.length > 16)
    return firstRepeated(list.map(({ locale, scope }) => JSON.stringify([locale, scope])));
  for (let index = 1; index < list.length; index += 1) {
    const value = list[index];
    for (let earlier = 0; earlier < index; earlier += 1) {
      const other = list[earlier];
      if (value?.locale === other?.locale && value?.scope === other?.scope) return index;
    }
  }
  return null;
}

function firstRepeated(texts: readonly string[]): number | null {
  const seen = new Set<string>();
  for (const [index, text] of texts.entries()) {
    if (seen.has(text)) return index;
    seen.add(text);
  }
  return null;
}
