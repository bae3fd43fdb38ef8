import { describe, expect, test } from 'vitest';

import { makeScene } from '../testing/scene.ts';
import type { Scene } from '../testing/scene.ts';

const set = (
  { itemId, locationIds, mutate }: Scene,
  idempotencyKey: string | undefined,
  quantity: number,
  more: object = {},
  place = 0,
) =>
  mutate('inventorySetQuantities', {
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    input: {
      name: 'available',
      reason: 'correction',
      quantities: [
        {
          inventoryItemId: itemId,
          locationId: locationIds[place],
          quantity,
          changeFromQuantity: null,
          ...more,
        },
      ],
    },
  });
const levelOf = ({ shop, itemId, locationIds }: Scene, place = 0) =>
  shop.simulator.state.inventoryItems.get(itemId)?.levels.get(locationIds[place] ?? '');

describe('quantities', () => {
  test('need a key, and the quantity that is changed', async () => {
    const scene = await makeScene();
    expect((await set(scene, undefined, 5)).errors).toMatchObject([
      {
        message: 'The @idempotent directive is required for this mutation but was not provided.',
        extensions: { code: 'BAD_REQUEST' },
      },
    ]);
    expect((await set(scene, 'a', 5, { changeFromQuantity: undefined })).errors).toMatchObject([
      {
        message: 'InventoryQuantityInput must include the following argument: changeFromQuantity.',
        extensions: { code: 'INVALID_FIELD_ARGUMENTS' },
      },
    ]);
  });

  test('are set once per key', async () => {
    const scene = await makeScene();
    const first = await set(scene, 'a', 5);
    const level = levelOf(scene);
    if (level !== undefined) level.available = 3;
    expect((await set(scene, 'a', 5)).payload).toEqual(first.payload);
    expect(level?.available).toBe(3);
    expect((await set(scene, 'a', 6)).userErrors).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH' },
    ]);
  });

  test('are not set over a sale, and a key that failed is worn out', async () => {
    const scene = await makeScene();
    await set(scene, 'a', 5);
    const stale = { changeFromQuantity: 4 };
    expect((await set(scene, 'b', 9, stale)).userErrors).toMatchObject([
      { code: 'CHANGE_FROM_QUANTITY_STALE', field: ['input', 'quantities', '0', 'changeFromQuantity'] },
    ]);
    expect((await set(scene, 'b', 9, stale)).userErrors).toMatchObject([
      { code: 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED' },
    ]);
    expect((await set(scene, 'c', 9, { changeFromQuantity: 5 })).userErrors).toEqual([]);
    expect(levelOf(scene)?.available).toBe(9);
  });

  test('stock the item where it is not, in 2026-10; before, that was refused', async () => {
    const scene = await makeScene();
    expect((await set(scene, 'a', 5, {}, 2)).userErrors).toEqual([]);
    expect(levelOf(scene, 2)).toMatchObject({ active: true, available: 5 });
    const { shop, itemId, locationIds } = await makeScene();
    const answer = await shop.call(
      /* GraphQL */ `
        mutation Set($input: InventorySetQuantitiesInput!) {
          inventorySetQuantities(input: $input) @idempotent(key: "a") {
            userErrors {
              code
            }
          }
        }
      `,
      {
        input: {
          name: 'available',
          reason: 'correction',
          quantities: [
            { inventoryItemId: itemId, locationId: locationIds[2], quantity: 1, changeFromQuantity: null },
          ],
        },
      },
      { version: '2026-07' },
    );
    expect(answer.data?.['inventorySetQuantities']).toEqual({
      userErrors: [{ code: 'ITEM_NOT_STOCKED_AT_LOCATION' }],
    });
  });
});

describe('levels', () => {
  test('a seed of what is available is ignored at a second location, one of what is on hand is not', async () => {
    const scene = await makeScene();
    const { itemId, locationIds, mutate } = scene;
    const at = (place: number, seed: object, idempotencyKey: string) =>
      mutate('inventoryActivate', {
        idempotencyKey,
        inventoryItemId: itemId,
        locationId: locationIds[place],
        ...seed,
      });
    await at(1, { available: 8 }, 'a');
    expect(levelOf(scene, 1)?.available).toBe(0);
    await at(2, { onHand: 50 }, 'b');
    expect(levelOf(scene, 2)?.available).toBe(50);
  });

  test('that are deactivated stay, and come back with their id and quantities', async () => {
    const scene = await makeScene();
    const { itemId, locationIds, mutate } = scene;
    await set(scene, 'a', 5, {}, 1);
    const before = levelOf(scene, 1)?.id;
    const toggle = (activate: boolean) =>
      mutate('inventoryBulkToggleActivation', {
        inventoryItemId: itemId,
        inventoryItemUpdates: [{ locationId: locationIds[1], activate }],
      });
    await toggle(false);
    expect(levelOf(scene, 1)).toMatchObject({ id: before, active: false });
    await toggle(true);
    expect(levelOf(scene, 1)).toMatchObject({ id: before, active: true, available: 5 });
    const all = locationIds.slice(0, 2).map((locationId) => ({ locationId, activate: false }));
    const last = await mutate('inventoryBulkToggleActivation', {
      inventoryItemId: itemId,
      inventoryItemUpdates: all,
    });
    expect(last.userErrors).toMatchObject([{ code: 'CANNOT_DEACTIVATE_FROM_ONLY_LOCATION' }]);
  });
});
