import { currencySchema } from '@pim-connector/core';
import { z } from 'zod';

import { isEncoding } from './detect-encoding.ts';
import { pageSizeSchema } from './page-size.ts';

const columnOptions = ['decimalSeparator', 'listSeparator', 'currency'] as const;

/** Options of `csvSource`. */
export const csvOptionsSchema = z
  .strictObject({
    /** The file; also packed, if its name ends in `.gz`. */
    path: z.string().min(1),
    /**
     * How rows become products: JSON of the mapping engine whose targets are the paths of {@link CsvRowRecord}.
     * Default: made from the header by {@link defaultCsvMapping}.
     */
    mapping: z.unknown().optional(),
    /**
     * Label of the WHATWG Encoding Standard, such as `windows-1252`. Default: found out by the byte order mark, else
     * UTF-8 if the file is that, else windows-1252 with a warning.
     */
    encoding: z
      .string()
      .refine(isEncoding, { message: 'is no known encoding such as “windows-1252”' })
      .optional(),
    /** One character. Default: comma, semicolon, tab or vertical bar, as the header shows. */
    delimiter: z
      .string()
      .length(1)
      .refine((text) => !/["'\r\n]/.test(text), { message: 'cannot stand between cells' })
      .optional(),
    /** What stands around cells that hold delimiters or line breaks; `null`: nothing does. Default `"`. */
    quote: z.enum(['"', "'"]).nullable().default('"'),
    /** Takes white space off the ends of cells. Default true. */
    trim: z.boolean().default(true),
    /**
     * What stands before the decimals of numbers. Default: per column, as its first cells show; where "1,234" can
     * mean two numbers the row is invalid. For the default mapping only.
     */
    decimalSeparator: z.enum(['.', ',']).optional(),
    /** What stands between several entries of one cell. Default comma. For the default mapping only. */
    listSeparator: z.string().min(1).max(10).optional(),
    /** Currency of price columns that name none. For the default mapping only. */
    currency: currencySchema.optional(),
    /**
     * What is read: `product` and, for its categories and images, `category` and `asset` (default), or `price` and
     * `inventory`, for files that hold prices or stock of products that come from elsewhere.
     */
    entities: z
      .array(z.enum(['category', 'asset', 'product', 'price', 'inventory']))
      .min(1)
      .default(['category', 'asset', 'product']),
    /** Where images lead to that are file names: the file name is put behind it. */
    imageBaseUrl: z.url({ protocol: /^https?$/ }).optional(),
    /**
     * `snapshot` (default): the file holds everything there is, so that what is not in it any more is deleted.
     * `changes`: only some products; nothing is ever deleted.
     */
    content: z.enum(['snapshot', 'changes']).default('snapshot'),
    /** How an empty cell is read: there is no value (`complete`, default), or nothing is said of it (`partial`). */
    coverage: z.enum(['complete', 'partial']).default('complete'),
    /** Records per page. Default 100. */
    pageSize: pageSizeSchema,
  })
  .superRefine((options, context) => {
    if (options.mapping === undefined) return;
    for (const name of columnOptions) {
      if (options[name] === undefined) continue;
      context.addIssue({
        code: 'custom',
        path: [name],
        message: 'is for the default mapping only; say it in the rules of “mapping”',
      });
    }
  });

/** Options of `csvSource`, as the user gives them. */
export type CsvOptions = z.input<typeof csvOptionsSchema>;

/** Options of `csvSource`, checked. */
export type CsvConfig = z.output<typeof csvOptionsSchema>;
