import type { Limiter, Secret } from '../connector/index.ts';

/** A method of HTTP. */
export type HttpMethod = 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A header’s value: text, a secret, or a list of both that is joined, such as `['Bearer ', token]`. */
export type HeaderValue = string | Secret | readonly (string | Secret)[];

/** Headers by name. `undefined` leaves a header out, also one that the client would send with every request. */
export type RequestHeaders = Readonly<Record<string, HeaderValue | undefined>>;

/** A value of the query; a list becomes one parameter per entry. */
export type QueryValue = string | number | boolean | Secret;

/** The query by name; `undefined` leaves a parameter out. */
export type Query = Readonly<Record<string, QueryValue | readonly QueryValue[] | undefined>>;

/**
 * A body that is read while it is sent, and whose length is known beforehand, as storages ask for it. Every attempt reads
 * it from its beginning. Deno does not tell the length of a stream to the server (denoland/deno#20274).
 */
export interface SizedStream {
  /** Bytes that the stream gives: exactly as many, or the request fails. */
  readonly size: number;
  /** Begins anew. */
  stream(): ReadableStream<Uint8Array>;
}

/** What can be sent beside JSON. */
export type HttpBody =
  | string
  | Uint8Array<ArrayBuffer>
  | Blob
  | FormData
  | URLSearchParams
  | ReadableStream<Uint8Array>;

/** One request. */
export interface HttpRequest {
  /** Default `GET`. */
  readonly method?: HttpMethod;
  /**
   * Below the base address of the client; may carry a query. A full address, such as the link to the next page, is
   * taken as it is; to another origin than the client’s it is sent only if `anonymous`.
   */
  readonly path: string;
  readonly query?: Query;
  /** Sent as JSON; secrets in it are revealed. */
  readonly json?: unknown;
  /**
   * Sent as it is. A stream can be sent only once, so such a request is never repeated; a {@link SizedStream}, or a
   * function that makes the body anew, makes it repeatable. A stream goes in chunks of unknown
   * length, unless the header `content-length` tells it.
   */
  readonly body?: HttpBody | SizedStream | (() => HttpBody);
  /** Beside those of the client, and instead of those with the same name. */
  readonly headers?: RequestHeaders;
  /**
   * Leaves out the headers of the client, and may go to another origin: for addresses that carry their own
   * permission, such as a signed download link. Default false.
   */
  readonly anonymous?: boolean;
  /**
   * Whether sending it twice does the same as sending it once, so that it may be repeated when nobody knows whether
   * it arrived. Default: true unless the method is POST or PATCH.
   */
  readonly idempotent?: boolean;
  /** For the limiters: in requests, or points of query cost. Default 1. */
  readonly cost?: number;
  /** Limits of this very request, beside those of the client and asked before them. */
  readonly limiters?: readonly Limiter[];
  /** Ends the request, and any waiting for it, when aborted. */
  readonly signal?: AbortSignal;
  /** What is being done, for errors. Default: method and path. */
  readonly operation?: string;
  /** Statuses beside 200 to 299 that are answers and no errors. */
  readonly accept?: readonly number[];
  /**
   * What the body of a successful answer must be; `nothing`: there must be none, so that a web page in place of the
   * answer to a delete is not taken for success. It is checked while the request can still be repeated; an answer that
   * is something else is `response.malformed`.
   */
  readonly expect?: 'json' | 'jsonLines' | 'nothing';
  /** Milliseconds for each attempt; default: that of the client. */
  readonly timeout?: number;
  /** Default: that of the client; for `stream` no limit. */
  readonly maxResponseBytes?: number;
}

const idempotentMethods: readonly HttpMethod[] = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'];

/** See {@link HttpRequest.idempotent}. */
export function isIdempotent({ method = 'GET', idempotent }: HttpRequest): boolean {
  return idempotent ?? idempotentMethods.includes(method);
}
