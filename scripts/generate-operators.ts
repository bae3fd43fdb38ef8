// Writes docs/operators.md: pnpm run generate
import { writeFileSync } from 'node:fs';

import { operatorsDocument } from './operators-document.ts';

writeFileSync('docs/operators.md', operatorsDocument());
