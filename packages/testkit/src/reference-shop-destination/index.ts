export { referenceShopDestination } from './reference-shop-destination.ts';
export type { ShopRecords } from './shop-records.ts';
