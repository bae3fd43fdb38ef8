import type { Action, Area } from './access.ts';
import type { Call, Reply } from './call.ts';
import type { Features } from './edition.ts';

/** Something that the API can do. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Below the host, with `{name}` for a variable part; `{name...}` takes slashes as well. */
  readonly path: string;
  /** The name that `GET /api/rest/v1` lists it by. */
  readonly name: string;
  /** What the caller must be allowed to do. */
  readonly permission?: readonly [Action, Area];
  /** What the body must be. */
  readonly body?: 'json' | 'collection' | 'multipart';
  /** Whether the edition and version have it. Default: all do. */
  readonly available?: (features: Features) => boolean;
  readonly run: (call: Call) => Promise<Reply> | Reply;
}

const prefix = '/api/rest/v1';

/** A route below `/api/rest/v1`. */
export const restRoute = (route: Route): Route => ({ ...route, path: `${prefix}${route.path}` });

/** Where a resource is to be had. */
export const restUrl = ({ url }: Call, path: string): string => `${url.origin}${prefix}${path}`;
