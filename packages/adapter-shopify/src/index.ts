export { shopify } from './shopify.ts';
export type { ShopifyRecords } from './records/shopify-records.ts';
export { shopifyLimiter } from './graphql/shop-limiter.ts';
export type { ShopifyLimiterOptions } from './graphql/shop-limiter.ts';
export type { OfflineTokens, TokenVault } from './auth/token-vault.ts';
export { shopifyErrorRules } from './errors/error-rules.ts';
export { meaningOf } from './errors/error-rule.ts';
export type { ErrorMeaning, ErrorRule } from './errors/error-rule.ts';
export type { ErrorLayer, ShopifyError } from './errors/shopify-error.ts';
