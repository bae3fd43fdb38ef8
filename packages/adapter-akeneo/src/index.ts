export { akeneo } from './akeneo-source.ts';
export type { AkeneoOptions } from './source-config.ts';
export { akeneoLimits } from './akeneo-limits.ts';
export type { AkeneoLimits, AkeneoLimitsOptions } from './akeneo-limits.ts';
export { isSuspensionNotice } from './webhooks.ts';
export { akeneoDestination } from './akeneo-destination.ts';
export type { AkeneoDestinationOptions } from './destination-config.ts';
export type { AkeneoRecords } from './destination-records.ts';
