import { z } from 'zod';

import { connectionShape, credentialsMessage, hasCredentials } from './akeneo-config.ts';

/** What a user gives to `akeneoDestination`. */
export const destinationConfigSchema = z
  .strictObject({
    ...connectionShape,
    /** Attribute group of attributes that name none. Default `other`, which every PIM has. */
    attributeGroup: z.string().min(1).default('other'),
    /** Kinds of prices, each with the price attribute that takes them. Default: `list` to `price`, if it exists. */
    prices: z
      .partialRecord(z.enum(['list', 'sale', 'msrp', 'map', 'cost']), z.string().min(1))
      .default({ list: 'price' }),
    /** The number attribute that takes the stock. Default `stock`. */
    stock: z.string().min(1).default('stock'),
    /** Largest file that is uploaded, in bytes. Default 100 MiB. */
    maxMediaBytes: z
      .int()
      .positive()
      .default(100 * 1024 * 1024),
    /** Host names of the own network that files may be fetched from by their address. All others must be on the internet. */
    mediaHosts: z.array(z.string().min(1)).default([]),
  })
  .refine(hasCredentials, { message: credentialsMessage });

/** See {@link destinationConfigSchema}. */
export type DestinationConfig = z.output<typeof destinationConfigSchema>;

/** Options of `akeneoDestination`. */
export type AkeneoDestinationOptions = z.input<typeof destinationConfigSchema>;
