import type { Limiter } from '../connector/index.ts';
import type { ConnectorError, ConnectorErrorOptions, ErrorCode } from '../errors/index.ts';
import type { ClientSettings } from './client-settings.ts';
import type { HttpBody, HttpMethod, HttpRequest } from './http-request.ts';
import type { RevealedSecrets } from './revealed-secrets.ts';
import { shownUrl } from './shown-address.ts';

/** One request on its way through its attempts. */
export interface Call {
  readonly client: ClientSettings;
  readonly request: HttpRequest;
  readonly method: HttpMethod;
  readonly url: URL;
  readonly body: RequestBody;
  readonly operation: string;
  readonly idempotent: boolean;
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
  readonly limiter: Limiter;
  readonly secrets: RevealedSecrets;
  readonly progress: Progress;
  /** Builds an error with the place filled in and all secrets of the request masked. */
  error(code: ErrorCode, message: string, options?: CallErrorOptions): ConnectorError;
}

/** What an error of a call tells beside its message; what is undefined is left out. */
export type CallErrorOptions = {
  readonly [Name in keyof ConnectorErrorOptions]: ConnectorErrorOptions[Name] | undefined;
};

/** What a request sends. */
export interface RequestBody {
  /** The body for one attempt; `undefined`: none. */
  make(): HttpBody | undefined;
  /** It can be sent only once. */
  readonly once: boolean;
  /** What it is, where `fetch` would not know. */
  readonly type?: string;
  /** Its bytes, where `fetch` would not know. */
  readonly size?: number;
}

/** How far a call has come. */
export interface Progress {
  /** Number of the attempt under way, from 1. */
  attempt: number;
  /** Milliseconds spent waiting for limiters. */
  queued: number;
}

/** What every error of a call tells beside its message. */
export function callDetails({ url, progress }: Call): Record<string, unknown> {
  return { url: shownUrl(url), attempts: progress.attempt };
}
