// Writes packages/core/mapping.schema.json, for editors: pnpm run generate
import { writeFileSync } from 'node:fs';

import { mappingSchemaDocument } from './mapping-schema-document.ts';

writeFileSync('packages/core/mapping.schema.json', mappingSchemaDocument());
