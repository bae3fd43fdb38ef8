import type { RoundTrip } from './canonical-records.ts';
import { original } from './variant-attributes/catalogue.ts';
import type { ShopCatalogue } from './variant-attributes/catalogue.ts';
import { read } from './variant-attributes/read-catalogue.ts';
import { write } from './variant-attributes/write-catalogue.ts';

// A commerce system in which every variant has its own attributes, also sets and nested ones, and prices per
// country, customer group, channel and validity, in cents.

export const variantAttributes: RoundTrip<ShopCatalogue> = { original, read, write };
