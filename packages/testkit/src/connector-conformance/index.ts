export { sourceConformance } from './source-conformance.ts';
export type { SourceConformanceOptions } from './source-conformance.ts';
export { destinationConformance } from './destination-conformance.ts';
export type { DestinationConformanceOptions } from './destination-conformance.ts';
export { webhookConformance } from './webhook-conformance.ts';
export type { WebhookConformanceOptions } from './webhook-conformance.ts';
export type {
  BenchTools,
  Bench,
  DeliveryOptions,
  DestinationBench,
  Sample,
  SourceBench,
  WebhookBench,
} from './bench.ts';
