/** What API 2026-10 does not have any more: until then an item had to be stocked where its quantity is set. */
export const stockedTypes = /* GraphQL */ `
  extend enum InventorySetQuantitiesUserErrorCode {
    ITEM_NOT_STOCKED_AT_LOCATION
  }
`;
