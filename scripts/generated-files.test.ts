import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { errorsDocument } from './errors-document.ts';
import { mappingSchemaDocument } from './mapping-schema-document.ts';
import { operatorsDocument } from './operators-document.ts';

const fromTop = (path: string) => new URL(`../${path}`, import.meta.url);

test.each([
  ['docs/operators.md', operatorsDocument],
  ['docs/errors.md', errorsDocument],
  ['packages/core/mapping.schema.json', mappingSchemaDocument],
])('%s is what `pnpm run generate` makes', (path, made) => {
  expect(readFileSync(fromTop(path), 'utf8')).toBe(made());
});
