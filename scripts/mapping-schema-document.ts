import { mappingJsonSchema } from '../packages/core/src/mapping/mapping.ts';
import { showJson } from './show-json.ts';

/** The text of packages/core/mapping.schema.json. */
export const mappingSchemaDocument = (): string => `${showJson(mappingJsonSchema(), 110)}\n`;
