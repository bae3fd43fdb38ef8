// What real shops answered to calls that were wrong as a whole (recordings of API 2025-01 and 2026-04, in our words).
import { describe, expect, test } from 'vitest';

import { simulatedShop } from '../simulated-shop.ts';

describe('a document that does not fit is refused before anything is paid', () => {
  test.each([
    [
      'it ends too early',
      'query Early {\n  shop {\n    id\n',
      {
        message: 'syntax error, unexpected end of file at [3, 5]',
        locations: [{ line: 3, column: 5 }],
        extensions: { code: 'PARSE_ERROR' },
      },
    ],
    [
      'an object without a selection',
      'query Bare {\n  shop\n}\n',
      {
        message:
          "Field must have selections (field 'shop' returns Shop but has no selections. Did you mean 'shop { ... }'?)",
        locations: [{ line: 2, column: 3 }],
        path: ['query Bare', 'shop'],
        extensions: { code: 'selectionMismatch', nodeName: "field 'shop'", typeName: 'Shop' },
      },
    ],
    [
      'a query that there is not',
      'query Unknown {\n  nothing {\n    id\n  }\n}\n',
      {
        message: "Field 'nothing' doesn't exist on type 'QueryRoot'",
        locations: [{ line: 2, column: 3 }],
        path: ['query Unknown', 'nothing'],
        extensions: { code: 'undefinedField', typeName: 'QueryRoot', fieldName: 'nothing' },
      },
    ],
    [
      'a mutation that there is not',
      'mutation Unknown {\n  nothing(input: {}) {\n    id\n  }\n}\n',
      {
        message: "Field 'nothing' doesn't exist on type 'Mutation'",
        path: ['mutation Unknown', 'nothing'],
        extensions: { code: 'undefinedField', typeName: 'Mutation', fieldName: 'nothing' },
      },
    ],
    [
      'a field that there is not, within a list and a fragment',
      'query Deep {\n  products(first: 1) {\n    nodes {\n      id\n      ... on Product { nothing }\n    }\n  }\n}\n',
      {
        message: "Field 'nothing' doesn't exist on type 'Product'",
        path: ['query Deep', 'products', 'nodes', '... on Product', 'nothing'],
        extensions: { code: 'undefinedField', typeName: 'Product', fieldName: 'nothing' },
      },
    ],
    [
      'a required argument is left out',
      'query Bulk { bulkOperation { id } }',
      {
        message: "Field 'bulkOperation' is missing required arguments: id",
        path: ['query Bulk', 'bulkOperation'],
        extensions: {
          code: 'missingRequiredArguments',
          className: 'Field',
          name: 'bulkOperation',
          arguments: 'id',
        },
      },
    ],
    [
      'a required argument is null',
      'query Bulk { bulkOperation(id: null) { id } }',
      {
        message: "Argument 'id' on Field 'bulkOperation' has an invalid value (null). Expected type 'ID!'.",
        path: ['query Bulk', 'bulkOperation', 'id'],
        extensions: { code: 'argumentLiteralsIncompatible', typeName: 'Field', argumentName: 'id' },
      },
    ],
    [
      'a required part of an input is left out',
      'mutation Drop { productDelete(input: {}) { deletedProductId } }',
      {
        message: "Argument 'id' on InputObject 'ProductDeleteInput' is required. Expected type ID!",
        path: ['mutation Drop', 'productDelete', 'input', 'id'],
        extensions: {
          code: 'missingRequiredInputObjectAttribute',
          argumentName: 'id',
          argumentType: 'ID!',
          inputObjectType: 'ProductDeleteInput',
        },
      },
    ],
    [
      'an argument that there is not',
      'query Shop { shop(id: 1) { id } }',
      {
        message: "Field 'shop' doesn't accept argument 'id'",
        path: ['query Shop', 'shop', 'id'],
        extensions: { code: 'argumentNotAccepted', name: 'shop', typeName: 'Field', argumentName: 'id' },
      },
    ],
    [
      'a directive that there is not',
      'query Shop { shop @nothing { id } }',
      {
        message: 'Directive @nothing is not defined',
        path: ['query Shop', 'shop'],
        extensions: { code: 'undefinedDirective', directiveName: 'nothing' },
      },
    ],
  ])('%s', async (_name, query, error) => {
    const { status, data, errors, extensions } = await simulatedShop().call(query);
    expect({ status, data, extensions }).toEqual({ status: 200, data: undefined, extensions: undefined });
    expect(errors).toHaveLength(1);
    expect(errors).toMatchObject([error]);
  });
});

describe('variables that do not fit are refused before anything is paid, each with what is wrong with it', () => {
  const set =
    'mutation Set($input: InventorySetQuantitiesInput!) {\n  inventorySetQuantities(input: $input) @idempotent(key: "k") {\n    userErrors { message }\n  }\n}';
  const quantity = {
    inventoryItemId: 'gid://shopify/InventoryItem/1',
    locationId: 'gid://shopify/Location/1',
    quantity: 5,
  };
  const input = { name: 'available', reason: 'correction', quantities: [quantity] };

  test.each([
    [
      'one that is required and missing',
      {},
      'Variable $input of type InventorySetQuantitiesInput! was provided invalid value',
      null,
      [{ path: [], explanation: 'Expected value to not be null' }],
    ],
    [
      'a field that there is not',
      { input: { ...input, ignoreCompareQuantity: true } },
      'Variable $input of type InventorySetQuantitiesInput! was provided invalid value for ignoreCompareQuantity (Field is not defined on InventorySetQuantitiesInput)',
      { ...input, ignoreCompareQuantity: true },
      [
        {
          path: ['ignoreCompareQuantity'],
          explanation: 'Field is not defined on InventorySetQuantitiesInput',
        },
      ],
    ],
    [
      'a field that is required and missing',
      { input: { ...input, name: undefined } },
      'Variable $input of type InventorySetQuantitiesInput! was provided invalid value for name (Expected value to not be null)',
      { reason: 'correction', quantities: [quantity] },
      [{ path: ['name'], explanation: 'Expected value to not be null' }],
    ],
    [
      'a number that is none, deep within',
      { input: { ...input, quantities: [{ ...quantity, quantity: 'five' }] } },
      'Variable $input of type InventorySetQuantitiesInput! was provided invalid value for quantities.0.quantity (Could not coerce value "five" to Int)',
      { ...input, quantities: [{ ...quantity, quantity: 'five' }] },
      [{ path: ['quantities', 0, 'quantity'], explanation: 'Could not coerce value "five" to Int' }],
    ],
    [
      'a global id that is none',
      { input: { ...input, quantities: [{ ...quantity, locationId: '17' }] } },
      "Variable $input of type InventorySetQuantitiesInput! was provided invalid value for quantities.0.locationId (Invalid global id '17')",
      { ...input, quantities: [{ ...quantity, locationId: '17' }] },
      [{ path: ['quantities', 0, 'locationId'], explanation: "Invalid global id '17'" }],
    ],
  ])('%s', async (_name, variables, message, value, problems) => {
    const { status, data, errors, extensions } = await simulatedShop().call(set, variables);
    expect({ status, data, extensions }).toEqual({ status: 200, data: undefined, extensions: undefined });
    expect(errors).toMatchObject([
      {
        message,
        locations: [{ line: 1, column: 14 }],
        extensions: { code: 'INVALID_VARIABLE', value, problems },
      },
    ]);
  });

  test('a status that there is not is told with those that there are', async () => {
    const { errors } = await simulatedShop().call(
      'mutation Set($input: ProductSetInput!) { productSet(input: $input) { userErrors { message } } }',
      { input: { title: 'Tent', status: 'NEW' } },
    );
    expect(errors?.[0]?.message).toBe(
      'Variable $input of type ProductSetInput! was provided invalid value for status (Expected "NEW" to be one of: ACTIVE, ARCHIVED, DRAFT, UNLISTED)',
    );
  });
});

describe('a mutation that is refused as a whole', () => {
  test('without its directive answers null for its field, tells where, and costs what a mutation does', async () => {
    const { data, errors, extensions } = await simulatedShop().call(
      'mutation Set($input: InventorySetQuantitiesInput!) {\n  inventorySetQuantities(input: $input) {\n    inventoryAdjustmentGroup { id changes { item { id } location { id } } }\n    userErrors { message }\n  }\n}',
      { input: { name: 'available', reason: 'correction', quantities: [] } },
    );
    expect(data).toEqual({ inventorySetQuantities: null });
    expect(errors).toEqual([
      {
        message: 'The @idempotent directive is required for this mutation but was not provided.',
        locations: [{ line: 2, column: 3 }],
        path: ['inventorySetQuantities'],
        extensions: { code: 'BAD_REQUEST' },
      },
    ]);
    expect(extensions?.cost).toMatchObject({ requestedQueryCost: 13, actualQueryCost: 10 });
  });

  test('for lack of a scope answers null for its field, and names the scope', async () => {
    const shop = simulatedShop({ scopes: ['read_products'] });
    const { data, errors, extensions } = await shop.call(
      'mutation Drop {\n  fileDelete(fileIds: []) { deletedFileIds userErrors { message } }\n}',
    );
    expect(data).toEqual({ fileDelete: null });
    expect(errors).toEqual([
      {
        message: 'Access denied for fileDelete field. Required access: `write_files` access scope.',
        locations: [{ line: 2, column: 3 }],
        path: ['fileDelete'],
        extensions: {
          code: 'ACCESS_DENIED',
          documentation: 'https://shopify.dev/api/usage/access-scopes',
          requiredAccess: '`write_files` access scope.',
        },
      },
    ]);
    expect(extensions?.cost).toMatchObject({ requestedQueryCost: 10, actualQueryCost: 10 });
  });
});
