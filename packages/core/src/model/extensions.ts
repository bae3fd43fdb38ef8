import { z } from 'zod';

import { jsonSchema } from './json.ts';
import { recordOf } from './record-of.ts';
import { propertyNameSchema } from './text.ts';

/** Data that only one platform knows, under the name of its connector type. */
export const extensionsSchema = recordOf(propertyNameSchema, jsonSchema);

/** See {@link extensionsSchema}. */
export type Extensions = z.infer<typeof extensionsSchema>;
