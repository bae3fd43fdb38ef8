export { SkippingClock, VirtualClock } from '@pim-connector/core';
export type { ConformanceCase } from './conformance-case.ts';
export { stateStoreConformance } from './state-store-conformance.ts';
export { serve } from './serve.ts';
export type { RequestHandler, RunningServer, ServeOptions } from './serve.ts';
export * from './catalogue/index.ts';
export * from './reference-shop/index.ts';
export * from './reference-shop-destination/index.ts';
export * from './simulator/index.ts';
