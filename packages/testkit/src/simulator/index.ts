export { createAccessTokens } from './access-tokens.ts';
export type { AccessTokens, IssuedToken } from './access-tokens.ts';
export { createFileStore } from './file-store.ts';
export type { FileStore, StoredFile } from './file-store.ts';
export { createJobs } from './jobs.ts';
export type { Job, Jobs, JobsOptions } from './jobs.ts';
export { formatJsonLines, parseJsonLines } from './json-lines.ts';
export type { JsonLine } from './json-lines.ts';
export { concurrencyLimit, fixedWindow, tokenBucket } from './rate-models.ts';
export type { ConcurrencyModel, RateModel, RateVerdict } from './rate-models.ts';
export { Refusal } from './refusal.ts';
export { createRequestLog } from './request-log.ts';
export type { RequestEntry, RequestLog } from './request-log.ts';
export { createRouter } from './router.ts';
export type { RoutedRequest, RouteHandler, RouterOptions } from './router.ts';
export { createTable } from './table.ts';
export type { KeyedPage, NumberedPage, Table } from './table.ts';
export { createWebhookSender } from './webhook-sender.ts';
export type {
  DeliveryAttempt,
  SignedDelivery,
  WebhookEvent,
  WebhookSender,
  WebhookSenderOptions,
} from './webhook-sender.ts';
