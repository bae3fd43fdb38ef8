import { z } from 'zod';

/** Places after the point, as an argument. */
export const scaleSchema = z.int().min(0).max(50);

/** How to round, as an argument; see {@link Rounding}. */
export const roundingSchema = z.enum(['halfUp', 'halfEven', 'up', 'down', 'ceiling', 'floor']);
