export { createReferenceShop } from './create-reference-shop.ts';
export type {
  ReferenceShop,
  ReferenceShopOptions,
  ShopInterceptor,
  ShopRateLimit,
} from './create-reference-shop.ts';
export type { FieldError, FieldErrorCode } from './field-error.ts';
export type { LoggedRequest, LoggedWrite, ShopCounters, ShopEntity } from './shop-log.ts';
export type { ShopSettings } from './shop-settings.ts';
