import { jsonSchema } from '@pim-connector/core';
import { z } from 'zod';

// PHP writes an empty map as an empty list.
const mapOf = <Value extends z.ZodType>(value: Value) =>
  z.preprocess(
    (input) => (Array.isArray(input) && input.length === 0 ? {} : input),
    z.record(z.string(), value),
  );

const labels = mapOf(z.string());
const textsByLocale = mapOf(mapOf(z.string()));
const amounts = mapOf(z.union([z.number(), z.string()]));
// What the PIM knows of it beside.
const andMore = jsonSchema;
const option = z.object({ code: z.string(), labels }).catchall(andMore);
const measurement = z.strictObject({ family: z.string(), unit: z.string() });

/** `channels.json` */
export const channelsSchema = z.strictObject({
  locales: z.array(z.string()),
  currencies: z.array(z.string()),
  channels: z.array(
    z.strictObject({
      code: z.string(),
      root: z.string(),
      locales: z.array(z.string()),
      currencies: z.array(z.string()),
      names: labels,
    }),
  ),
});

const attribute = z
  .object({
    code: z.string(),
    type: z.string(),
    labels,
    group: z.string().exactOptional(),
    value_per_locale: z.boolean().exactOptional(),
    is_unique: z.boolean().exactOptional(),
    validation: z.string().exactOptional(),
    measurement: measurement.exactOptional(),
    options: z.array(option).exactOptional(),
  })
  .catchall(andMore);

/** An attribute of products or categories. */
export type FileAttribute = z.output<typeof attribute>;

/** `attributes.json`: attributes, and the options and units of those that every UnoPIM has. */
export const attributesSchema = z.looseObject({
  attributes: z.array(attribute),
  extra_options: mapOf(z.array(option)),
  measurements: mapOf(measurement),
});

/** `families.json` */
export const familiesSchema = z.strictObject({
  families: z.array(
    z.strictObject({
      code: z.string(),
      labels,
      groups: mapOf(z.array(z.string())),
      completeness: z.array(z.string()),
    }),
  ),
  completeness_channels: z.array(z.string()),
});

/** `categories.json` */
export const categoriesSchema = z.strictObject({
  fields: z.array(attribute),
  tree: z.array(
    z.strictObject({
      code: z.string(),
      parent: z.string(),
      names: labels,
      descriptions: labels,
      common: mapOf(z.union([z.string(), z.boolean()])),
      locale_extra: textsByLocale,
    }),
  ),
});

const association = z.union([
  z.string(),
  z.strictObject({
    sku: z.string(),
    data: mapOf(z.union([z.string(), z.boolean()])).exactOptional(),
    locale_data: textsByLocale.exactOptional(),
  }),
]);

/** `associations.json`: per product and type of association the other products, some with what is known of the pair. */
export const associationsSchema = z.looseObject({ links: mapOf(mapOf(z.array(association))) });

/** The associations of one product. */
export type FileAssociations = z.output<typeof associationsSchema>['links'][string];

/** A value in `common`, `axis` or `locales`. */
export const valueSchema = z.union([
  z.string(),
  z.boolean(),
  z.array(z.string()),
  z.strictObject({ value: z.string(), unit: z.string() }),
]);

/** See {@link valueSchema}. */
export type FileValue = z.output<typeof valueSchema>;

/** An entry of `products/*.json`. */
export const productSchema = z.strictObject({
  sku: z.string(),
  type: z.enum(['simple', 'configurable']),
  family: z.string(),
  categories: z.array(z.string()),
  media: z.string(),
  axes: z.array(z.string()).exactOptional(),
  variants: z.array(z.strictObject({ suffix: z.string(), axis: mapOf(z.string()) })).exactOptional(),
  common: mapOf(valueSchema),
  cost: amounts,
  prices: amounts,
  locales: textsByLocale,
});

/** See {@link productSchema}. */
export type FileProduct = z.output<typeof productSchema>;
