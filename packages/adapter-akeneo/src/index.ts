export { akeneo } from './akeneo-source.ts';
export type { AkeneoOptions } from './source-config.ts';
export { akeneoLimits, akeneoRateLimits } from './akeneo-limits.ts';
export type { AkeneoLimits, AkeneoLimitsOptions } from './akeneo-limits.ts';
export { isSuspensionNotice } from './webhooks.ts';
export { akeneoDestination } from './akeneo-destination.ts';
export type { AkeneoDestinationOptions } from './destination-config.ts';
export type { AkeneoRecords } from './destination-records.ts';
export type { AkeneoConnectionOptions } from './akeneo-config.ts';
export { addReferenceEntity } from './add-reference-entity.ts';
export type { AddedReferenceEntity } from './add-reference-entity.ts';
export { akeneoMedia } from './akeneo-media.ts';
export type { AkeneoMedia } from './akeneo-media.ts';
export { akeneoSubscriptions, usualEvents } from './akeneo-subscriptions.ts';
export type {
  AkeneoSubscription,
  AkeneoSubscriptions,
  SubscriberOptions,
  SubscriptionOptions,
} from './akeneo-subscriptions.ts';
export { toAkeneoMappingSchema } from './mapping-schema.ts';
export type { AkeneoMappingSchema, MappingSchemaOptions, TargetPlace } from './mapping-schema.ts';
export { fromMappedProduct } from './mapped-products.ts';
export type { MappedRecord } from './mapped-products.ts';
export { akeneoCatalogues } from './akeneo-catalogues.ts';
export type { AkeneoCatalogues, MappedProduct } from './akeneo-catalogues.ts';
