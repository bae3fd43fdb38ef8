// What real shops did with stock (recordings of API 2025-01 and 2026-04, in our words).
import { describe, expect, test } from 'vitest';

import { simulatedShop } from '../simulated-shop.ts';
import { makeScene } from '../testing/scene.ts';
import type { Scene } from '../testing/scene.ts';

const later = 60_000;
const levels =
  'inventoryLevels(first: 5) { nodes { id location { name } quantities(names: ["available", "on_hand", "incoming"]) { name quantity updatedAt } } }';

/** A product of which one variant is tracked and stocked at both places, and the other is not tracked and stocked at the second. */
async function stockedProduct() {
  const shop = simulatedShop({ locationNames: ['Shop location', 'My Custom Location'] });
  const [main = '', custom = ''] = [...shop.simulator.state.locations.keys()];
  const at = (locationId: string, quantity: number) => ({ locationId, name: 'available', quantity });
  const variant = (color: string, tracked: boolean, inventoryQuantities: readonly object[]) => ({
    optionValues: [{ optionName: 'Color', name: color }],
    inventoryItem: { tracked },
    inventoryQuantities,
  });
  const input = {
    title: 'Graph',
    productOptions: [{ name: 'Color', values: [{ name: 'Blue' }, { name: 'Black' }] }],
    variants: [variant('Blue', true, [at(custom, 2), at(main, 5)]), variant('Black', false, [at(custom, 3)])],
  };
  const { data } = await shop.call(
    `mutation Set($input: ProductSetInput!) { productSet(input: $input) { product { id totalInventory variants(first: 5) { nodes { id inventoryQuantity inventoryItem { id tracked ${levels} } } } } userErrors { message } } }`,
    { input },
  );
  if (data == null) throw new Error('the shop answers nothing');
  const { product } = data['productSet'] as {
    readonly product: {
      readonly id: string;
      readonly totalInventory: number;
      readonly variants: {
        readonly nodes: readonly {
          readonly id: string;
          readonly inventoryQuantity: number;
          readonly inventoryItem: {
            readonly id: string;
            readonly inventoryLevels: { readonly nodes: readonly { readonly id: string }[] };
          };
        }[];
      };
    };
  };
  return { shop, product, main, custom };
}

describe('a product that productSet makes with stock', () => {
  test('is stocked where quantities are given, and nowhere else; what is not tracked counts for its variant, not for the product', async () => {
    const { product } = await stockedProduct();
    const quantities = (available: number) => [
      { name: 'available', quantity: available, updatedAt: '2026-11-01T00:00:00Z' },
      { name: 'on_hand', quantity: available, updatedAt: null },
      { name: 'incoming', quantity: 0, updatedAt: null },
    ];
    expect(product).toMatchObject({
      totalInventory: 7,
      variants: {
        nodes: [
          {
            inventoryQuantity: 7,
            inventoryItem: {
              tracked: true,
              inventoryLevels: {
                nodes: [
                  { location: { name: 'My Custom Location' }, quantities: quantities(2) },
                  { location: { name: 'Shop location' }, quantities: quantities(5) },
                ],
              },
            },
          },
          {
            inventoryQuantity: 3,
            inventoryItem: {
              tracked: false,
              inventoryLevels: {
                nodes: [{ location: { name: 'My Custom Location' }, quantities: quantities(3) }],
              },
            },
          },
        ],
      },
    });
  });

  test('has levels whose ids carry a number of the location and the item', async () => {
    const { product } = await stockedProduct();
    const [blue, black] = product.variants.nodes;
    const numberOf = (id: string | undefined) => /InventoryLevel\/(\d+)\?/.exec(id ?? '')?.[1];
    const [first, second] = blue?.inventoryItem.inventoryLevels.nodes ?? [];
    const [other] = black?.inventoryItem.inventoryLevels.nodes ?? [];
    expect(numberOf(first?.id)).toBe(numberOf(other?.id));
    expect(numberOf(first?.id)).not.toBe(numberOf(second?.id));
    expect(first?.id).toMatch(new RegExp(`inventory_item_id=${blue?.inventoryItem.id.split('/').at(-1)}$`));
  });
});

test('a product without stock is stocked at the first location, with nothing', async () => {
  const { mutate } = await makeScene();
  const { payload } = await mutate(
    'productSet',
    { input: { title: 'Plain' } },
    `product { totalInventory variants(first: 1) { nodes { inventoryQuantity inventoryItem { tracked ${levels} } } } }`,
  );
  expect(payload['product']).toMatchObject({
    totalInventory: 0,
    variants: {
      nodes: [
        {
          inventoryQuantity: 0,
          inventoryItem: {
            tracked: false,
            inventoryLevels: {
              nodes: [
                {
                  location: { name: 'My Custom Location' },
                  quantities: [
                    { name: 'available', quantity: 0 },
                    { name: 'on_hand', quantity: 0, updatedAt: null },
                    { name: 'incoming', quantity: 0, updatedAt: null },
                  ],
                },
              ],
            },
          },
        },
      ],
    },
  });
});

const set = ({ mutate, itemId, locationIds }: Scene, name: string, quantity: number, before: number | null) =>
  mutate(
    'inventorySetQuantities',
    {
      idempotencyKey: `${name}-${quantity}`,
      input: {
        name,
        reason: 'correction',
        referenceDocumentUri: 'logistics://set/1',
        quantities: [
          { inventoryItemId: itemId, locationId: locationIds[0], quantity, changeFromQuantity: before },
        ],
      },
    },
    'inventoryAdjustmentGroup { createdAt reason referenceDocumentUri changes { name delta quantityAfterChange item { id } location { id } } }',
  );

describe('inventorySetQuantities', () => {
  test.each(['available', 'on_hand'])(
    'of %s tells of what is available and of what is on hand',
    async (name) => {
      const scene = await makeScene();
      const { payload, userErrors } = await set(scene, name, 5, 0);
      const change = {
        delta: 5,
        quantityAfterChange: null,
        item: { id: scene.itemId },
        location: { id: scene.locationIds[0] },
      };
      expect(userErrors).toEqual([]);
      expect(payload['inventoryAdjustmentGroup']).toMatchObject({
        createdAt: '2026-11-01T00:00:30Z',
        reason: 'correction',
        referenceDocumentUri: 'logistics://set/1',
        changes: [
          { name: 'available', ...change },
          { name: 'on_hand', ...change },
        ],
      });
    },
  );

  test('is known to the variant at once, and to the product a while later', async () => {
    const { shop, product, main } = await stockedProduct();
    const [blue] = product.variants.nodes;
    await shop.clock.advance(later);
    await shop.call(
      'mutation Set($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) @idempotent(key: "k") { userErrors { message } } }',
      {
        input: {
          name: 'available',
          reason: 'correction',
          quantities: [
            {
              inventoryItemId: blue?.inventoryItem.id,
              locationId: main,
              quantity: 8,
              changeFromQuantity: 5,
            },
          ],
        },
      },
    );
    const read = () =>
      shop.call(
        'query Read($id: ID!, $variant: ID!) { product(id: $id) { totalInventory } productVariant(id: $variant) { inventoryQuantity } }',
        { id: product.id, variant: blue?.id },
      );
    expect((await read()).data).toEqual({
      product: { totalInventory: 7 },
      productVariant: { inventoryQuantity: 10 },
    });
    await shop.clock.advance(later);
    expect((await read()).data).toMatchObject({ product: { totalInventory: 10 } });
  });
});

test('inventoryActivate with stock on hand tells of both quantities, and when what is available was set', async () => {
  const { mutate, itemId, locationIds } = await makeScene();
  const { payload } = await mutate(
    'inventoryActivate',
    { idempotencyKey: 'a', inventoryItemId: itemId, locationId: locationIds[1], onHand: 50 },
    'inventoryLevel { id isActive quantities(names: ["available", "on_hand"]) { name quantity updatedAt } }',
  );
  expect(payload['inventoryLevel']).toMatchObject({
    isActive: true,
    quantities: [
      { name: 'available', quantity: 50, updatedAt: '2026-11-01T00:00:30Z' },
      { name: 'on_hand', quantity: 50, updatedAt: null },
    ],
  });
});

test('locations come by their names', async () => {
  const shop = simulatedShop({ locationNames: ['Shop location', 'My Custom Location'] });
  const { data } = await shop.call('{ locations(first: 5) { nodes { name } } }');
  expect(data?.['locations']).toEqual({ nodes: [{ name: 'My Custom Location' }, { name: 'Shop location' }] });
});
