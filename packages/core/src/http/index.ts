export { checkAddress } from './check-address.ts';
export { createHttpClient } from './http-client.ts';
export type { HttpClient } from './http-client.ts';
export type { Fetch, HttpClientOptions, HttpRetryOptions } from './client-settings.ts';
export type {
  HeaderValue,
  HttpBody,
  HttpMethod,
  HttpRequest,
  Query,
  QueryValue,
  RequestHeaders,
  SizedStream,
} from './http-request.ts';
export type { HttpResponse, ResponseHead } from './http-response.ts';
export type { HttpStream } from './http-stream.ts';
export { basicAuthorization } from './basic-authorization.ts';
export type { Counting } from './counting.ts';
export { tokenBucketLimiter } from './token-bucket-limiter.ts';
export type { TokenBucketOptions } from './token-bucket-limiter.ts';
export { fixedWindowLimiter } from './fixed-window-limiter.ts';
export type { FixedWindowOptions } from './fixed-window-limiter.ts';
export { queryCostLimiter } from './query-cost-limiter.ts';
export type { QueryCostOptions } from './query-cost-limiter.ts';
export { concurrencyLimiter } from './concurrency-limiter.ts';
export type { ConcurrencyOptions } from './concurrency-limiter.ts';
export { combineLimiters } from './combine-limiters.ts';
export type { AddressGuard } from './address-guard.ts';
export { publicOnly } from './public-only.ts';
export type { PublicOnlyOptions } from './public-only.ts';
export { httpOptionsSchema } from './http-options.ts';
export type { HttpOptions } from './http-options.ts';
export { fileContent, fileDownloader } from './file-downloader.ts';
export type { FileDownloaderOptions } from './file-downloader.ts';
