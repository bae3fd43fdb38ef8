import { ApiError } from './api-error.ts';
import { isObject } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import type { Author } from './pim.ts';

/** Who calls, and with which token. */
export interface Caller {
  readonly kind: 'connection' | 'app';
  readonly clientId: string;
  readonly author: Author;
  /** What an app may do; null where the role of the user tells. */
  readonly scopes: ReadonlySet<string> | null;
}

/** A request that was understood so far. */
export interface Call {
  readonly request: Request;
  readonly url: URL;
  /** The variable parts of the path, by name. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly caller: Caller;
  /** The body, once. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** An answer: JSON, a text that is JSON already, bytes, or nothing. */
export interface Reply {
  readonly status: number;
  readonly body?: JsonObject | readonly Json[] | string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A variable part of the path. */
export function param({ params }: Call, name: string): string {
  return params[name] ?? '';
}

/** The body as an object. @throws ApiError 400 when it is no JSON, 422 when it is no object */
export function bodyObject({ bytes }: Call): JsonObject {
  const body = parseJson(new TextDecoder().decode(bytes));
  if (!isObject(body)) throw new ApiError(400, 'Invalid json message received');
  return body;
}

/** The body as a list. @throws ApiError 400 */
export function bodyList({ bytes }: Call): readonly Json[] {
  const body = parseJson(new TextDecoder().decode(bytes));
  if (!Array.isArray(body)) throw new ApiError(400, 'Invalid json message received');
  return body as readonly Json[];
}

/** @throws ApiError 400 */
export function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new ApiError(400, 'Invalid json message received');
  }
}
