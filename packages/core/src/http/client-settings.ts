import { systemClock } from '../connector/index.ts';
import type { Clock, Limiter, LimiterFeedback } from '../connector/index.ts';
import { ConnectorError, redactText } from '../errors/index.ts';
import type { Redact } from '../errors/index.ts';
import type { AddressGuard } from './address-guard.ts';
import { createCredentials } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import type { RequestHeaders } from './http-request.ts';
import type { HttpResponse } from './http-response.ts';
import { assertPositive } from './limiter-option.ts';

/** Answers a request: the runtime’s own `fetch`, or a simulator. */
export type Fetch = (request: Request) => Promise<Response>;

/** How often and how patiently a request is repeated. */
export interface HttpRetryOptions {
  /** Attempts in all. Default 5; 1 never repeats. */
  readonly attempts?: number;
  /** The wait before the first repetition is a random time up to this, doubled for each further one. Milliseconds, default 500. */
  readonly minDelay?: number;
  /** Milliseconds that no such wait exceeds. Default 30,000. */
  readonly maxDelay?: number;
  /**
   * Milliseconds in which the last attempt must begin, waiting for limiters not counted. A platform that asks for a
   * longer wait gets no repetition: its error is thrown with `retryAfter`, and so is one for requests that would
   * have to wait for it at a limiter. Default 120,000.
   */
  readonly maxElapsed?: number;
}

/** See {@link createHttpClient}. */
export interface HttpClientOptions {
  /** Type of the connector, for errors. */
  readonly connector: string;
  /** What every path is below. Without credentials and query. */
  readonly baseUrl: string | URL;
  /** Default: the runtime’s `fetch`. */
  readonly fetch?: Fetch;
  /** For every request; a function is asked anew for each attempt. Secrets are revealed here and nowhere else. */
  readonly headers?: RequestHeaders | (() => RequestHeaders | Promise<RequestHeaders>);
  /** Asked before each attempt; see {@link combineLimiters} for the order. */
  readonly limiters?: readonly Limiter[];
  readonly retry?: HttpRetryOptions;
  /**
   * Milliseconds that one attempt may take to the end of its answer; of a streamed answer, the longest silence.
   * Measured by the machine, whatever `clock` says. Default 30,000.
   */
  readonly timeout?: number;
  /** Longest answer, counted after decompression. Default 64 MiB. */
  readonly maxResponseBytes?: number;
  /**
   * Finds errors that the platform tells in its own way, whatever the status, also 200. It comes before the
   * general classification, which `null` leaves the answer to; so does reading a body that is malformed, where the
   * status is an error already. Not asked about answers that are streamed.
   */
  readonly classify?: (
    response: HttpResponse,
  ) => ConnectorError | null | undefined | Promise<ConnectorError | null | undefined>;
  /** Reads from an answer what limiters should know. */
  readonly feedback?: (response: HttpResponse) => LimiterFeedback | undefined;
  /**
   * Renews the credentials when the platform refused them (`auth.failed`); then the request is sent once more. Runs
   * once however many requests were refused. Requests that it makes itself must be `anonymous`.
   */
  readonly onUnauthorized?: () => Promise<void>;
  /**
   * Asked before each request and each redirect whether it may go there: see {@link publicOnly}. Default: everywhere
   * that the addresses of requests and redirects lead.
   */
  readonly guard?: AddressGuard;
  /** Default `pim-connector`. */
  readonly userAgent?: string;
  readonly clock?: Clock;
  /** From 0 to below 1; spreads repetitions. Default `Math.random`. */
  readonly random?: () => number;
  /** Masks secrets that the client does not see itself; those in headers, queries and JSON it masks anyway. */
  readonly redact?: Redact;
}

/** Options with their defaults. */
export interface ClientSettings extends Omit<HttpClientOptions, 'baseUrl' | 'onUnauthorized'> {
  readonly baseUrl: URL;
  readonly fetch: Fetch;
  readonly limiters: readonly Limiter[];
  readonly retry: Required<HttpRetryOptions>;
  readonly timeout: number;
  readonly maxResponseBytes: number;
  readonly credentials: Credentials | null;
  readonly userAgent: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly redact: Redact;
}

/**
 * Checks options and fills in the defaults.
 *
 * @throws ConnectorError `config.invalid`
 */
export function resolveSettings(options: HttpClientOptions): ClientSettings {
  const { onUnauthorized, retry, ...rest } = options;
  const settings: ClientSettings = {
    limiters: [],
    timeout: 30_000,
    maxResponseBytes: 64 * 1024 * 1024,
    userAgent: 'pim-connector',
    clock: systemClock,
    random: Math.random,
    redact: redactText,
    fetch: (request) => globalThis.fetch(request),
    ...rest,
    baseUrl: checkedBaseUrl(options.baseUrl),
    retry: { attempts: 5, minDelay: 500, maxDelay: 30_000, maxElapsed: 120_000, ...retry },
    credentials: onUnauthorized === undefined ? null : createCredentials(onUnauthorized),
  };
  assertPositive('timeout', settings.timeout);
  assertPositive('maxResponseBytes', settings.maxResponseBytes);
  if (!Number.isInteger(settings.retry.attempts) || settings.retry.attempts < 1) {
    throw new ConnectorError('config.invalid', 'retry.attempts must be a whole number from 1 upwards');
  }
  return settings;
}

// The address is not repeated in errors: it may carry a password.
function checkedBaseUrl(baseUrl: string | URL): URL {
  const url = URL.parse(baseUrl.toString());
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new ConnectorError('config.invalid', 'The base address is not an http or https address', {
      hint: 'Write it out in full, such as https://shop.example/api.',
    });
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new ConnectorError(
      'config.invalid',
      'The base address must not carry a user, a password, a query or a fragment',
      {
        hint: 'Give credentials in the options made for them.',
      },
    );
  }
  return url;
}
