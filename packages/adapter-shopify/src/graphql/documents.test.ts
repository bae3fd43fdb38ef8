import { parse, print } from 'graphql';
import { describe, expect, test } from 'vitest';

import { operations } from '../documents/index.ts';
import * as inventory from '../documents/inventory-documents.ts';
import * as product from '../documents/product-documents.ts';
import { keysPerCall } from '../documents/read-back-documents.ts';
import { metaobjectsPerCall } from '../documents/read-metaobject-documents.ts';
import { simulatedShop } from '../simulator/simulated-shop.ts';
import { costOf } from './operation.ts';
import type { Operation } from './operation.ts';

const gid = (type: string, number = 1) => `gid://shopify/${type}/${number}`;

const someHandle = { type: 'brand', handle: 'acme' };

/** Variables that every document takes; what a document does not declare is left out. */
const someVariables: Readonly<Record<string, unknown>> = {
  after: null,
  first: 25,
  query: '',
  namespace: 'custom',
  locale: 'de',
  topic: 'PRODUCTS_UPDATE',
  mutation: 'mutation X { productSet { userErrors { message } } }',
  path: 'tmp/1/bulk/x.jsonl',
  clientIdentifier: 'pim-connector-x',
  subscription: { uri: 'https://app.example/webhooks' },
  handle: 'summer',
  type: 'brand',
  id: gid('Product'),
  ids: [gid('InventoryItem')],
  productId: gid('Product'),
  inventoryItemId: gid('InventoryItem'),
  locationId: gid('Location'),
  priceListId: gid('PriceList'),
  resourceId: gid('Product'),
  variantIds: [],
  prices: [],
  translations: [],
  translationKeys: [],
  locales: [],
  files: [],
  metafields: [],
  moves: [],
  tags: [],
  key: 'key',
  ownerType: 'PRODUCT',
  identifier: { id: gid('Product') },
  ...Object.fromEntries([...Array(keysPerCall).keys()].map((place) => [`i${place}`, { id: gid('Product') }])),
  ...Object.fromEntries([...Array(metaobjectsPerCall).keys()].map((place) => [`h${place}`, someHandle])),
  product: { id: gid('Product') },
  collection: { title: 'x' },
  definition: { name: 'x', key: 'xx', ownerType: 'PRODUCT', type: 'id' },
};

/** Of which type the `id` of a field is, where it is not that of a product. */
const idTypes: Readonly<Record<string, string>> = {
  bulkOperation: 'BulkOperation',
  bulkOperationCancel: 'BulkOperation',
  inventoryItem: 'InventoryItem',
  metaobjectDefinitionUpdate: 'MetaobjectDefinition',
  metaobjectDelete: 'Metaobject',
  metaobjectUpdate: 'Metaobject',
  priceList: 'PriceList',
  productVariant: 'ProductVariant',
  webhookSubscriptionDelete: 'WebhookSubscription',
};

function variablesOf({
  document,
  field,
}: Pick<Operation<never, unknown>, 'document' | 'field'>): Readonly<Record<string, unknown>> {
  const declared = [...document.matchAll(/\$(\w+):/g)].map((match) => match[1] ?? '');
  const input = document.includes('InventorySetQuantitiesInput')
    ? { name: 'available', reason: 'correction', quantities: [] }
    : { title: 'x' };
  const all: Readonly<Record<string, unknown>> = {
    ...someVariables,
    id: gid(idTypes[field] ?? 'Product'),
    input: /\[(?:Publication|StagedUpload)Input!\]/.test(document) ? [] : input,
    variants: document.includes('$variants: Int!') ? 1 : [],
    metaobject: field === 'metaobjectByHandle' ? someHandle : {},
    ...(document.includes('$handle: MetaobjectHandleInput') ? { handle: someHandle } : {}),
    ...(document.includes('MetaobjectDefinitionCreateInput') ? { definition: { type: 'brand' } } : {}),
    ...(document.includes('MetaobjectDefinitionUpdateInput') ? { definition: {} } : {}),
  };
  return Object.fromEntries(declared.map((name) => [name, all[name] ?? null]));
}

describe('operations', () => {
  test('are constants with names of their own', () => {
    expect(operations.length).toBeGreaterThan(25);
    expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length);
    for (const { name, field, document } of operations) {
      expect(print(parse(document))).toContain(name);
      expect(document).toContain(field);
    }
  });

  test.each(operations.map((each) => [each.name, each] as const))(
    'cost of %s is what the platform asks for it',
    async (_name, each) => {
      const shop = simulatedShop();
      const variables = variablesOf(each);
      const answer = await shop.call(each.document, variables);
      const asked = answer.extensions?.cost.requestedQueryCost;
      expect(answer.errors ?? []).not.toContainEqual(expect.objectContaining({ path: undefined }));
      expect(asked).toBeDefined();
      expect(costOf(each as Operation<object, unknown>, variables)).toBe(asked);
    },
  );

  test.each([
    [1, 0, 0],
    [3, 2, 1],
    [250, 20, 0],
    [2000, 0, 0],
  ])(
    'cost of productSet with %i variants, %i metafields and %i files is never too little',
    async (variants, metafields, files) => {
      const shop = simulatedShop({ maxVariants: 2048 });
      const numbers = (length: number) => [...Array(length).keys()];
      const valueOf = (index: number, option: 'Tens' | 'Rest') =>
        `${option === 'Tens' ? Math.floor(index / 100) : index % 100}`;
      const names = ['Tens', 'Rest'] as const;
      const input = {
        title: 'x',
        handle: 'x',
        productOptions: names.map((name) => ({
          name,
          values: [...new Set(numbers(variants).map((index) => valueOf(index, name)))].map((value) => ({
            name: value,
          })),
        })),
        variants: numbers(variants).map((index) => ({
          optionValues: names.map((name) => ({ optionName: name, name: valueOf(index, name) })),
          ...(index < 2 ? { file: { originalSource: 'https://assets.example/0.jpg' } } : {}),
        })),
        metafields: numbers(metafields).map((index) => ({
          namespace: 'custom',
          key: `k${index}`,
          type: 'single_line_text_field',
          value: 'x',
        })),
        files: numbers(files).map((index) => ({ originalSource: `https://assets.example/${index}.jpg` })),
      };
      const call = { identifier: { handle: 'x' }, input, variants: Math.min(variants, 250) };
      const answer = await shop.call(product.productSet.document, call);
      const asked = answer.extensions?.cost.requestedQueryCost ?? Infinity;
      const estimated = costOf(product.productSet, call);
      expect(estimated).toBeGreaterThanOrEqual(asked);
      expect(estimated - asked).toBeLessThanOrEqual(1);
    },
  );

  test('writes of stock carry a key against being done twice', () => {
    for (const { document } of [inventory.inventorySet, inventory.inventoryActivate])
      expect(document).toContain('@idempotent(key: $key)');
  });
});
