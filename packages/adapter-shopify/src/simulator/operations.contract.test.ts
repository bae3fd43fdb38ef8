import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { buildSchema, getVariableValues, Kind, parse } from 'graphql';
import { expect, test } from 'vitest';

import { schemaTexts } from './graphql/create-schema.ts';
import { queryCost } from './graphql/query-cost.ts';
import { validateDocument } from './graphql/validate-document.ts';

const file = join(process.env['PIM_CONTRACTS'] ?? '', 'shopify', 'operations.graphql');
const schema = buildSchema(schemaTexts['2026-10']);

const operations = parse(readFileSync(file, 'utf8')).definitions.filter(
  (definition) => definition.kind === Kind.OPERATION_DEFINITION,
);

test('the simulator takes every reference operation', () => {
  const refused = operations.flatMap((operation) => {
    const errors = validateDocument(schema, { kind: Kind.DOCUMENT, definitions: [operation] });
    return errors.map(({ message }) => `${operation.name?.value}: ${message}`);
  });
  console.info(`Shopify: ${operations.length} reference operations`);
  expect(refused).toEqual([]);
  expect(operations.length).toBe(37);
});

// Measured on real shops, or worked out by the rule that fits what was measured.
test.each([
  ['ProductUpsert', { input: { title: 'x' }, synchronous: true }, 11],
  ['ProductSnapshot', { id: 'gid://shopify/Product/1' }, 54],
  ['ProductVariantsPage', { id: 'gid://shopify/Product/1', first: 250 }, 36],
])('%s costs what the platform asks', (name, variables, cost) => {
  const operation = operations.find((each) => each.name?.value === name);
  if (operation === undefined) throw new Error(`no operation ${name}`);
  const { variableValues } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (variableValues === undefined) throw new Error('the variables do not fit');
  expect(queryCost({ schema, operation, fragments: new Map(), variables: variableValues })).toBe(cost);
});
