import { describe, expect, test } from 'vitest';

import { simulatedShop } from './simulated-shop.ts';

// A user whose own code asks for more than the simulator knows must not take its answer for the platform’s.
describe('what only the platform knows is refused, and said to be so', () => {
  test.each([
    [
      'a query',
      'query { orders(first: 1) { nodes { id } } }',
      "Field 'orders' doesn't exist on type 'QueryRoot'",
    ],
    ['a field', '{ shop { email } }', "Field 'email' doesn't exist on type 'Shop'"],
    [
      'an input',
      'mutation Adjust($input: InventoryAdjustQuantitiesInput!) { inventoryAdjustQuantities(input: $input) { userErrors { message } } }',
      "InventoryAdjustQuantitiesInput isn't a defined input type (on $input)",
    ],
  ])('%s', async (_name, query, message) => {
    const { data, errors } = await simulatedShop().call(query);
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([
      { message, extensions: { simulator: expect.stringContaining('a part of the Admin API only') } },
    ]);
  });

  test.each([
    ['products', 'published_status:published'],
    ['products', 'title:Tent OR collection_id:1'],
    ['productVariants', 'option1:Red'],
  ])('a condition of a search in %s: %s', async (field, query) => {
    const { errors } = await simulatedShop().call(
      `query Search($query: String) { ${field}(first: 5, query: $query) { nodes { id } } }`,
      { query },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_SIMULATED' } }]);
  });
});

describe('variants are searched', () => {
  const shopOfTwo = () => {
    const shop = simulatedShop();
    const variant = (name: string, sku: string) => ({ sku, optionValues: [{ optionName: 'Color', name }] });
    const productOptions = [{ name: 'Color', values: [{ name: 'Red' }, { name: 'Blue' }] }];
    shop.simulator.seed([
      {
        title: 'Shirt',
        vendor: 'Nike',
        productOptions,
        variants: [variant('Red', 's-red'), variant('Blue', 's-blue')],
      },
      { title: 'Cap', vendor: 'Vans', productOptions, variants: [variant('Red', 'c-red')] },
    ]);
    return shop;
  };

  test.each([
    ['sku:s-red', ['s-red']],
    ['sku:s-red OR sku:c-red', ['s-red', 'c-red']],
    ['vendor:nike title:red', ['s-red']],
    ['title:Red -vendor:Nike', ['c-red']],
    ['shirt', ['s-red', 's-blue']],
    ['sku:s-red AND vendor:Vans', []],
  ])('%s', async (query, skus) => {
    const { data } = await shopOfTwo().call(
      'query Search($query: String) { productVariants(first: 5, query: $query) { nodes { sku } } }',
      { query },
    );
    expect(data).toEqual({ productVariants: { nodes: skus.map((sku) => ({ sku })) } });
  });
});
