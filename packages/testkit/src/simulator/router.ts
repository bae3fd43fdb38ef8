import { Refusal } from './refusal.ts';

/** A request that a route was found for. */
export interface RoutedRequest {
  readonly request: Request;
  readonly url: URL;
  /** What stands in the place of the `:names` of the route, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Answers the requests of one route. */
export type RouteHandler = (routed: RoutedRequest) => Promise<Response> | Response;

/** See {@link createRouter}. */
export interface RouterOptions {
  /** The answer where there is no route. Default: 404 with a message. */
  readonly notFound?: (request: Request) => Response;
  /** The answer where the path exists, but not with this method. Default: 405 with `Allow` and a message. */
  readonly notAllowed?: (request: Request, methods: readonly string[]) => Response;
}

interface Route {
  readonly method: string;
  readonly segments: readonly string[];
  readonly handler: RouteHandler;
}

/**
 * Makes a handler of routes: the first one whose method and path fit answers. What it throws as {@link Refusal}
 * becomes the answer.
 *
 * @param routes by method and path, such as `GET /products/:code`.
 * @example
 * const handler = createRouter({ 'GET /products/:code': ({ parameters }) => Response.json(parameters) });
 */
export function createRouter(
  routes: Readonly<Record<string, RouteHandler>>,
  { notFound = sayNotFound, notAllowed = sayNotAllowed }: RouterOptions = {},
): (request: Request) => Promise<Response> {
  const known = Object.entries(routes).map(([name, handler]): Route => {
    const [method = '', path = ''] = name.split(' ');
    return { method, segments: path.split('/'), handler };
  });
  return async (request) => {
    const url = new URL(request.url);
    const segments = url.pathname.split('/');
    const fitting = known.flatMap((route) => {
      const parameters = parametersOf(route.segments, segments);
      return parameters === null ? [] : [{ route, parameters }];
    });
    const found = fitting.find(({ route }) => route.method === request.method);
    if (found === undefined) {
      if (fitting.length === 0) return notFound(request);
      return notAllowed(request, [...new Set(fitting.map(({ route }) => route.method))]);
    }
    try {
      return await found.route.handler({ request, url, parameters: found.parameters });
    } catch (error) {
      if (error instanceof Refusal) return error.response();
      throw error;
    }
  };
}

function parametersOf(
  route: readonly string[],
  segments: readonly string[],
): Readonly<Record<string, string>> | null {
  if (route.length !== segments.length) return null;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of route.entries()) {
    const given = segments[index] ?? '';
    if (segment.startsWith(':')) {
      const value = decoded(given);
      if (value === null || value === '') return null;
      parameters[segment.slice(1)] = value;
    } else if (segment !== given) return null;
  }
  return parameters;
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

function sayNotFound({ url }: Request): Response {
  return Response.json(
    { code: 404, message: `There is nothing at ${new URL(url).pathname}` },
    { status: 404 },
  );
}

function sayNotAllowed(_request: Request, methods: readonly string[]): Response {
  const allow = methods.join(', ');
  return Response.json(
    { code: 405, message: `Only ${allow} is allowed here` },
    { status: 405, headers: { allow } },
  );
}
