import { z } from 'zod';

/** Records per page. */
export const pageSizeSchema = z.int().min(1).max(10_000).default(100);
