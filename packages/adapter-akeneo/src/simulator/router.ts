import { ApiError } from './api-error.ts';
import type { Features } from './edition.ts';
import type { JsonObject } from './json.ts';
import type { Route } from './route.ts';

interface CompiledRoute {
  readonly route: Route;
  readonly pattern: RegExp;
}

/** Finds the route of a request. */
export class Router {
  readonly #routes: readonly CompiledRoute[];

  constructor(routes: readonly Route[], features: Features) {
    this.#routes = routes
      .filter(({ available }) => available?.(features) !== false)
      .map((route) => ({ route, pattern: compile(route.path) }));
  }

  /** @throws ApiError 404, 405 */
  find(method: string, path: string): { readonly route: Route; readonly params: Record<string, string> } {
    const allowed: string[] = [];
    for (const { route, pattern } of this.#routes) {
      const match = pattern.exec(path);
      if (match === null) continue;
      if (route.method === method) return { route, params: decoded(match.groups ?? {}) };
      allowed.push(route.method);
    }
    const what = `No route found for "${method} ${path}"`;
    if (allowed.length === 0) throw new ApiError(404, what);
    const allow = [...new Set(allowed)].join(', ');
    throw new ApiError(405, `${what}: Method Not Allowed (Allow: ${allow})`, {}, { allow });
  }

  /** The routes as `GET /api/rest/v1` lists them. */
  listing(): JsonObject {
    return Object.fromEntries(
      this.#routes
        .filter(({ route }) => route.path.startsWith('/api/rest/v1'))
        .map(({ route: { name, path, method } }) => [
          name,
          { route: path.replaceAll('...', ''), methods: [method] },
        ]),
    );
  }
}

function compile(path: string): RegExp {
  const source = path.replaceAll(/\{(\w+)\.\.\.\}/gu, '(?<$1>.+)').replaceAll(/\{(\w+)\}/gu, '(?<$1>[^/]+)');
  return new RegExp(`^${source}$`, 'u');
}

function decoded(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodePart(value)]));
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
