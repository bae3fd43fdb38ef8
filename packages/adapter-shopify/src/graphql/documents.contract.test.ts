import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { buildSchema, extendSchema, NoDeprecatedCustomRule, parse, specifiedRules, validate } from 'graphql';
import { describe, expect, test } from 'vitest';

import { bulkQueries, operations } from '../documents/index.ts';
import { apiVersions } from '../shopify-config.ts';

const folder = join(process.env['PIM_CONTRACTS'] ?? '', 'shopify');

describe.each(apiVersions)('the official schema of %s', (version) => {
  const sdl = gunzipSync(readFileSync(join(folder, `admin_${version}.graphql.gz`))).toString('utf8');
  const bare = buildSchema(sdl, { assumeValid: true });
  const schema =
    version === '2026-10'
      ? extendSchema(bare, parse(readFileSync(join(folder, 'admin_2026-10.overlay.graphql'), 'utf8')), {
          assumeValid: true,
        })
      : bare;

  const known = [...operations.filter(({ since = version }) => since <= version), ...bulkQueries];

  test.each(known.map(({ name, document }) => [name, document]))('takes %s', (_name, document) => {
    const errors = validate(schema, parse(document), [...specifiedRules, NoDeprecatedCustomRule]);
    expect(errors.map(({ message }) => message)).toEqual([]);
  });
});
