import type { z } from 'zod';

import { codeSchema } from './text.ts';

/**
 * The stable business key of a record: a SKU, a product code, a category code. Never the id that a remote
 * system gave it: that is a link’s business.
 */
export const recordKeySchema = codeSchema;

/** See {@link recordKeySchema}. */
export type RecordKey = z.infer<typeof recordKeySchema>;
