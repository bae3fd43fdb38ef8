import type { RoundTrip } from './canonical-records.ts';
import { original } from './two-level-models/catalogue.ts';
import type { PimCatalogue } from './two-level-models/catalogue.ts';
import { read } from './two-level-models/read-catalogue.ts';
import { write } from './two-level-models/write-catalogue.ts';

// A PIM in which a product has up to two levels of models above it: values, categories and associations are kept
// at the level they belong to, and inherited from there.

export const twoLevelModels: RoundTrip<PimCatalogue> = { original, read, write };
