import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { referenceShopDestination } from '@pim-connector/testkit';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';

import { akeneoRecords } from './destination-records.ts';
import { toAkeneoMappingSchema } from './mapping-schema.ts';

const folder = process.env['PIM_CONTRACTS'] ?? '';
interface MetaSchema {
  readonly $defs: Readonly<Record<string, object>>;
}

/** The meta-schema calls some definitions as keywords are called (`$id`), which the validator takes for these. */
function readMetaSchema(): object {
  const text = readFileSync(join(folder, 'akeneo/product-mapping-meta-schema-1.0.4.json'), 'utf8');
  const meta = JSON.parse(text.replaceAll(/"#\/\$defs\/\$(\w+)"/g, '"#/$defs/keyword-$1"')) as MetaSchema;
  const $defs = Object.fromEntries(
    Object.entries(meta.$defs).map(([name, value]) => [name.replace(/^\$/, 'keyword-'), value]),
  );
  return { ...meta, $defs };
}

const shop = referenceShopDestination({ url: 'https://shop.example', token: 'any-token' });

test.each([
  ['the reference shop', shop.records.product.schema],
  ['a PIM', akeneoRecords.product.schema],
])('the mapping schema for %s is one by the meta-schema', (_name, schema) => {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(readMetaSchema());
  const made = toAkeneoMappingSchema(schema, { id: 'https://shop.example/product', title: 'Products' });
  validate(made.schema);
  expect(validate.errors ?? []).toEqual([]);
});
